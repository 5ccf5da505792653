import { child, list, text, type Node } from './ast.ts'
import { boundNames } from './bound.ts'
import type { Requires } from './shapes.ts'

/**
 * What a CommonJS module exports is written to places; each is an item under the place's name, like a variable:
 *
 *     module.exports = {…}     exports.look = …     module.exports.look = …
 */
export function placeOfExport(left: Node | undefined): string | undefined {
  if (left?.type !== 'MemberExpression' || left.computed === true) return undefined
  const object = child(left, 'object')
  const property = text(child(left, 'property'))
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

export const isPlace = (name: string): boolean => name.includes('.')

/** `const { look } = require('./commands')`, `const look = require('./commands').look`, `const commands = require('./commands')`. */
export function requiresOf(id: Node, init: Node | undefined): Requires | undefined {
  const member = init?.type === 'MemberExpression' && init.computed !== true ? text(child(init, 'property')) : undefined
  const call = member === undefined ? init : child(init!, 'object')
  const [argument, ...more] = call?.type === 'CallExpression' && text(child(call, 'callee')) === 'require' ? list(call, 'arguments') : []
  if (argument?.type !== 'Literal' || typeof argument.value !== 'string' || more.length > 0) return undefined
  const specifier = argument.value
  if (member !== undefined || id.type !== 'ObjectPattern') return { specifier, keys: new Map([[text(id), member ?? '*']]) }
  const keys = new Map<string, string>()
  for (const property of list(id, 'properties')) {
    // `...rest` has all others.
    const key = property.type === 'RestElement' || property.computed === true ? '*' : text(child(property, 'key'))
    for (const name of boundNames(child(property, property.type === 'RestElement' ? 'argument' : 'value'))) keys.set(name, key)
  }
  return { specifier, keys }
}
