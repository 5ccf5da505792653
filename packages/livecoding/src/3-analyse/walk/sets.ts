import { child, list, plain, text, type Node } from '../ast.ts'
import type { Place } from '../place.ts'

/**
 * Properties of what stands there that get a value:
 *
 *     exports.mode = 1      [exports.mode] = modes      Object.assign(exports, { mode: 1 })      Object.defineProperty(exports, 'mode', …)
 *
 * `path`: the members that are said of a name to get there.
 */
export function setsAt(at: Place, path: readonly string[]): string[] {
  if (path.length > 0 && isTarget(at)) return [path.join('.')]
  return keysGiven(at).map(key => [...path, key].join('.'))
}

function isTarget({ parent, field, up }: Place): boolean {
  switch (parent?.type) {
    case 'AssignmentExpression': case 'AssignmentPattern': case 'ForInStatement': case 'ForOfStatement': return field === 'left'
    case 'ArrayPattern': case 'RestElement': case 'UpdateExpression': return true
    case 'Property': return field === 'value' && up?.parent?.type === 'ObjectPattern'
    case 'UnaryExpression': return parent.operator === 'delete'
    default: return false
  }
}

function keysGiven({ parent, field, index }: Place): string[] {
  if (parent?.type !== 'CallExpression' || field !== 'arguments' || index !== 0) return []
  const callee = child(parent, 'callee')!
  if (callee.type !== 'MemberExpression' || !/^(?:Object|Reflect)$/.test(text(child(callee, 'object')))) return []
  const given = list(parent, 'arguments').slice(1).map(plain)
  switch (text(child(callee, 'property'))) {
    case 'assign': case 'defineProperties': return given.flatMap(keysOf)
    case 'defineProperty': case 'set': return given[0]?.type === 'Literal' ? [String(given[0].value)] : []
    default: return []
  }
}

const keysOf = (literal: Node | undefined): string[] =>
  literal?.type !== 'ObjectExpression' ? [] : list(literal, 'properties').flatMap(each => each.type === 'Property' && !each.computed ? text(child(each, 'key')) || String(child(each, 'key')!.value) : [])
