import { child, text, type Node } from './ast.ts'

/**
 * What a CommonJS module exports is written to places; each is an item under the place's name, like a variable:
 *
 *     module.exports = {…}     exports.look = …     module.exports.look = …     this.look = …
 */
export function placeOfExport(left: Node | undefined): string | undefined {
  if (left?.type !== 'MemberExpression' || left.computed === true) return undefined
  const object = child(left, 'object')
  const property = text(child(left, 'property'))
  if (object?.type === 'ThisExpression') return `this.${property}`
  if (object?.type === 'Identifier') return text(object) === 'exports' || (text(object) === 'module' && property === 'exports') ? `${text(object)}.${property}` : undefined
  return placeOfExport(object) === 'module.exports' ? `module.exports.${property}` : undefined
}

/** The exports of `exports.b = exports.a = void 0`, which compilers write in front of a module: no export gets a value by it. */
export function hoistedExports(assignment: Node): string[] | undefined {
  const place = assignment.operator === '=' ? placeOfExport(child(assignment, 'left')) : undefined
  const right = child(assignment, 'right')
  if (place === undefined || place === 'module.exports' || !right) return undefined
  if (right.type === 'UnaryExpression' && right.operator === 'void' && child(right, 'argument')?.type === 'Literal') return [place]
  const more = right.type === 'AssignmentExpression' ? hoistedExports(right) : undefined
  return more && [place, ...more]
}

/** What an export is called whose place this is: `look`. */
export const exportedAt = (place: string): string | undefined => /^(?:this|(?:module\.)?exports)\.(.*)$/.exec(place)?.[1]

export const isPlace = (name: string): boolean => name.includes('.')
