import { child, eachChild, isCalledInPlace, isClass, isFunction, list, plain, text, type Node } from '../ast.ts'
import type { Literal } from '../literal-shapes.ts'
import type { Ref } from '../reference-shapes.ts'
import type { Scopes } from '../scope/scope.ts'

/** The nodes of a literal's entries. */
interface Form extends Pick<Literal, 'type' | 'opaque'> { entries: readonly Node[] }

/** `{…}`, `[…]`, `new Map([[…]])`, `new Set([…])`. */
export function formOf(node: Node | undefined, scopes: Scopes): Form | undefined {
  if (node?.type === 'ObjectExpression') {
    const properties = list(node, 'properties')
    return { type: 'object', opaque: properties.some(each => each.type === 'SpreadElement'), entries: properties.filter(each => each.type === 'Property') }
  }
  if (node?.type === 'ArrayExpression') return elements('array', node)
  if (node?.type !== 'NewExpression' || scopes.uses.get(child(node, 'callee')!.start)?.local) return undefined
  const type = ({ Map: 'map', Set: 'set' } as const)[text(child(node, 'callee'))]
  const parameters = list(node, 'arguments')
  if (!type || parameters.length > 1) return undefined
  if (parameters.length === 0) return { type, opaque: false, entries: [] }
  const inner = plain(parameters[0])
  if (inner?.type !== 'ArrayExpression') return undefined
  if (type === 'set') return elements('set', inner)
  const pairs = list(inner, 'elements')
  const opaque = !pairs.every(isPair)
  return { type: 'map', opaque, entries: opaque ? [] : pairs }
}

/** `[key, value]`, with nothing left out. */
function isPair(node: Node): boolean {
  if (node.type !== 'ArrayExpression' || (node.elements as unknown[]).length !== 2) return false
  const parts = list(node, 'elements')
  return parts.length === 2 && parts.every(part => part.type !== 'SpreadElement')
}

function elements(type: 'array' | 'set', node: Node): Form {
  const all = node.elements as (Node | null)[]
  const entries = all.filter(each => each !== null)
  return { type, opaque: entries.length !== all.length || entries.some(each => each.type === 'SpreadElement'), entries }
}

/**
 * Where the values stand that call something or have a class, of a literal and of those in it: what one of them starts as it is evaluated is its own. They have
 * the numbers that `leavesOf` gives to the entries.
 */
export function startersOf(value: Node | undefined, scopes: Scopes): Ref[] {
  if (!formOf(plain(value), scopes)) return []
  return leaves(value!, scopes).flatMap((leaf, index): Ref[] =>
    leaf.type !== 'SpreadElement' && calls(leaf) ? [{ name: String(index), at: leaf.start, end: leaf.end, form: 'entry', write: false, first: false }] : [])
}

function leaves(value: Node, scopes: Scopes): Node[] {
  const form = formOf(plain(value), scopes)
  return form ? form.entries.flatMap(entry => leaves(form.type === 'object' ? child(entry, 'value')! : form.type === 'map' ? list(entry, 'elements')[1]! : entry, scopes)) : [value]
}

/** Evaluating it calls something, or makes a class, whose static parts may. */
export function calls(node: Node, parent?: Node, field = '', grand?: Node): boolean {
  if (isClass(node)) return true
  if (isFunction(node) && !isCalledInPlace(node, parent, field, grand)) return false
  if (['CallExpression', 'NewExpression', 'TaggedTemplateExpression', 'AwaitExpression', 'ImportExpression'].includes(node.type)) return true
  let found = false
  eachChild(node, (inner, at) => { found ||= calls(inner, node, at, parent) })
  return found
}
