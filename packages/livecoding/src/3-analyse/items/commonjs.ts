import { child, text, type Node } from '../ast.ts'

/**
 * What a CommonJS module exports is written to places; each is an item under the place's name, like a variable:
 *
 *     module.exports = {…}     exports.look = …     module.exports.look = …     exports['look'] = …     this.look = …
 */
function placeOfExport(left: Node | undefined): string | undefined {
  const property = left?.type === 'MemberExpression' ? propertyOf(left) : undefined
  if (!left || property === undefined) return undefined
  const object = child(left, 'object')
  if (object?.type === 'ThisExpression') return `this.${property}`
  if (object?.type === 'Identifier') return text(object) === 'exports' || (text(object) === 'module' && property === 'exports') ? `${text(object)}.${property}` : undefined
  return placeOfExport(object) === 'module.exports' ? `module.exports.${property}` : undefined
}

function propertyOf(member: Node): string | undefined {
  const property = child(member, 'property')
  if (member.computed !== true) return text(property)
  return property?.type === 'Literal' && typeof property.value === 'string' ? property.value : undefined
}

/** What an assignment exports, and the place; `chained`: it gives both names the value, as `exports = module.exports = {…}`. */
export function exportedBy(assignment: Node): { place: string, left: Node, right: Node, chained: boolean } | undefined {
  const [left, right] = assignment.operator === '=' ? [child(assignment, 'left'), child(assignment, 'right')] : []
  if (!left || !right) return undefined
  const inner = right.type === 'AssignmentExpression' && right.operator === '=' ? { left: child(right, 'left')!, right: child(right, 'right')! } : undefined
  const isChain = inner && [[left, inner.left], [inner.left, left]].some(([name, place]) => name!.type === 'Identifier' && text(name) === 'exports' && placeOfExport(place) === 'module.exports')
  if (isChain) return { place: 'module.exports', ...inner, chained: true }
  const place = placeOfExport(left)
  return place === undefined ? undefined : { place, left, right, chained: false }
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

/** The place of all that a module exports. */
export const WHOLE = 'module.exports'

/** The same, of `module.exports` itself its own name. */
export const exportKey = (place: string): string => place === WHOLE ? WHOLE : exportedAt(place)!

/** What Node gives each CommonJS module of its own. */
export const givenNames: ReadonlySet<string> = new Set(['exports', 'module', 'require', '__filename', '__dirname'])

export const isPlace = (name: string): boolean => name.includes('.')
