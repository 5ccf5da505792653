import { child, eachChild, isClass, isFunction, list, plain, text, type Node } from './ast.ts'
import { languageOf, parse } from './parse.ts'
import type { Ref } from './reference-shapes.ts'
import type { Chunk, Format, Item } from './shapes.ts'

/**
 * The first of these variables that a statement completes as it runs: it gives it a value (`door = lock(door)`), gives it
 * something (`Door.max = 4`), or is a call of one of its methods (`app.use(log)`). To read it is not to complete it.
 */
export function completedBy(path: string, { code, base, lowered }: Chunk, { start, end, refs }: Item, format: Format, names: { has(name: string): boolean }): string | undefined {
  const said = new Map(refs.filter(ref => !ref.local && names.has(ref.name)).map((ref): [number, Ref] => [ref.at - start, ref]))
  if (said.size === 0) return undefined
  const { program } = parse(path, code.slice(start - base, end - base), format, lowered ? 'ts' : languageOf(path))
  return find(program, target => said.get(target.start)?.name)
}

type Named = (node: Node) => string | undefined

function find(node: Node, nameOf: Named): string | undefined {
  if (isFunction(node) || isClass(node)) return undefined
  let found = targetsOf(node).map(target => nameIn(target, nameOf)).find(name => name !== undefined)
  eachChild(node, each => { found ??= find(each, nameOf) })
  return found
}

/** What a node gives something to. */
function targetsOf(node: Node): (Node | undefined)[] {
  switch (node.type) {
    case 'AssignmentExpression': case 'ForInStatement': case 'ForOfStatement': return [child(node, 'left')]
    case 'UpdateExpression': return [child(node, 'argument')]
    case 'UnaryExpression': return node.operator === 'delete' ? [child(node, 'argument')] : []
    case 'ExpressionStatement': return [calledOn(plain(child(node, 'expression')))]
    default: return []
  }
}

/** `app` of the statement `app.use(log).use(auth)`, `await app.ready()`, `Object.assign(app, tools)`. */
function calledOn(node: Node | undefined): Node | undefined {
  if (node?.type === 'AwaitExpression' || node?.type === 'UnaryExpression') return calledOn(plain(child(node, 'argument')))
  if (node?.type === 'ChainExpression') return calledOn(child(node, 'expression'))
  const callee = node?.type === 'CallExpression' ? plain(child(node, 'callee')) : undefined
  if (callee?.type !== 'MemberExpression') return undefined
  return ['Object', 'Reflect'].includes(text(child(callee, 'object'))) ? list(node!, 'arguments')[0] : callee
}

/** The variable at the root of `door.lock.key`, `app.use(log)`, or one of those in `[door, { lock: door.lock }]`. */
function nameIn(target: Node | undefined, nameOf: Named): string | undefined {
  const node = plain(target)
  switch (node?.type) {
    case 'Identifier': return nameOf(node)
    case 'MemberExpression': return nameIn(child(node, 'object'), nameOf)
    case 'CallExpression': return nameIn(child(node, 'callee'), nameOf)
    case 'ArrayPattern': return firstOf(list(node, 'elements'), nameOf)
    case 'ObjectPattern': return firstOf(list(node, 'properties').map(property => child(property, property.type === 'RestElement' ? 'argument' : 'value')), nameOf)
    case 'AssignmentPattern': return nameIn(child(node, 'left'), nameOf)
    case 'RestElement': return nameIn(child(node, 'argument'), nameOf)
    default: return undefined
  }
}

const firstOf = (nodes: readonly (Node | undefined)[], nameOf: Named): string | undefined =>
  nodes.map(node => nameIn(node, nameOf)).find(name => name !== undefined)
