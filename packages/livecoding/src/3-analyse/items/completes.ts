import { child, eachChild, isClass, isFunction, list, plain, text, type Node } from '../ast.ts'
import { languageOf, parse } from '../parse.ts'
import type { Ref } from '../reference-shapes.ts'
import type { Chunk, Format, Item } from '../shapes.ts'
import type { Site } from '../site-shapes.ts'
import { WHOLE } from './commonjs.ts'

/**
 * The first of these variables that a statement completes as it runs: it gives it a value (`door = lock(door)`), gives it
 * something (`Door.max = 4`), or is a call of one of its methods (`app.use(log)`). To read it is not to complete it.
 */
export function completedBy(path: string, chunk: Chunk, item: Item, format: Format, names: Names): string | undefined {
  const said = saidIn(item, names)
  return said && find(treeOf(path, chunk, item, format), said)
}

/** The same without calls of methods: what a statement puts on a global object. */
export function putOnBy(path: string, chunk: Chunk, item: Item, format: Format, names: Names): string | undefined {
  const said = saidIn(item, names)
  return said && find(treeOf(path, chunk, item, format), said, false)
}

/** The first of these variables, or properties of them (`door`, `rules.limit`), that a statement gives a value which it computes from it: `rules.limit = atLeast(rules.limit)`. */
export function derivedBy(path: string, chunk: Chunk, item: Item, format: Format, places: ReadonlySet<string>): string | undefined {
  const said = saidIn(item, { has: name => places.values().some(place => place === name || place.startsWith(`${name}.`)) })
  return said && findDerived(treeOf(path, chunk, item, format), said, places)
}

/** What a function gives something to, as it is called: one of these variables, or a parameter, by its number. */
export function givesTo(path: string, chunk: Chunk, item: Item, site: Site, format: Format, names: Names): string | number | undefined {
  const { start } = item
  const said = new Map(site.refs.map(ref => [ref.at - start, ref]))
  const params = new Map(site.params.map(({ target }, index) => [target.start, `${index}`]))
  const nameOf = (node: Node): string | undefined => {
    const { name, local } = said.get(node.start) ?? {}
    return local ? params.get(local.at) : name !== undefined && names.has(name) ? name : undefined
  }
  const body = bodyAt(treeOf(path, chunk, item, format), site.start - start)
  const found = body && (nameIn(calledOn(plain(body), true), nameOf) ?? find(body, nameOf))
  return found !== undefined && /^\d/.test(found) ? Number(found) : found
}

/** The variable that a statement hands to a function which it calls there. */
export function argumentOf(path: string, chunk: Chunk, item: Item, format: Format, { at }: Ref, index: number): string | undefined {
  const said = saidIn(item, { has: () => true })
  const callAt = (node: Node): Node | undefined => {
    if (node.type === 'CallExpression' && child(node, 'callee')!.start === at - item.start) return node
    let call: Node | undefined
    eachChild(node, each => { call ??= callAt(each) })
    return call
  }
  const call = callAt(treeOf(path, chunk, item, format))
  return call && said && nameIn(list(call, 'arguments')[index], said)
}

/** Of the function that stands there. */
function bodyAt(node: Node, at: number): Node | undefined {
  if (isFunction(node) && node.start === at) return child(node, 'body')
  let body: Node | undefined
  eachChild(node, each => { body ??= bodyAt(each, at) })
  return body
}

interface Names { has(name: string): boolean }

type Named = (node: Node) => string | undefined

/** Says of a node of the statement which of the names it is. */
function saidIn({ start, refs }: Item, names: Names): Named | undefined {
  const said = new Map(refs.filter(ref => !ref.local && names.has(saidBy(ref))).map((ref): [number, string] => [ref.at - start, saidBy(ref)]))
  return said.size === 0 ? undefined : node => said.get(node.start)
}

/** All that a CommonJS module exports is one name. */
const saidBy = ({ name, part, path: [first] = part === undefined ? [] : [part] }: Ref): string => name === 'module' && first === 'exports' ? WHOLE : name

const treeOf = (path: string, { code, base, lowered }: Chunk, { start, end }: Item, format: Format): Node =>
  parse(path, code.slice(start - base, end - base), format, lowered ? 'ts' : languageOf(path)).program

function findDerived(node: Node, nameOf: Named, places: ReadonlySet<string>): string | undefined {
  if (isFunction(node) || isClass(node)) return undefined
  const [left, right] = node.type === 'AssignmentExpression' && node.operator === '=' ? [plain(child(node, 'left')), child(node, 'right')] : []
  const name = nameIn(left, nameOf)
  const place = name !== undefined && left?.type === 'MemberExpression' && left.computed !== true ? `${name}.${text(child(left, 'property'))}` : name
  if (place !== undefined && places.has(place) && says(right, each => nameOf(each) === name)) return place
  let found: string | undefined
  eachChild(node, each => { found ??= findDerived(each, nameOf, places) })
  return found
}

function says(node: Node | undefined, isIt: (node: Node) => boolean): boolean {
  if (!node) return false
  let found = node.type === 'Identifier' && isIt(node)
  eachChild(node, each => { found ||= says(each, isIt) })
  return found
}

function find(node: Node, nameOf: Named, calls = true): string | undefined {
  if (isFunction(node) || isClass(node)) return undefined
  let found = targetsOf(node, calls).map(target => nameIn(target, nameOf)).find(name => name !== undefined)
  eachChild(node, each => { found ??= find(each, nameOf, calls) })
  return found
}

/** What a node gives something to. */
function targetsOf(node: Node, calls: boolean): (Node | undefined)[] {
  switch (node.type) {
    case 'AssignmentExpression': case 'ForInStatement': case 'ForOfStatement': return [child(node, 'left')]
    case 'UpdateExpression': return [child(node, 'argument')]
    case 'UnaryExpression': return node.operator === 'delete' ? [child(node, 'argument')] : []
    case 'ExpressionStatement': return [calledOn(plain(child(node, 'expression')), calls)]
    default: return []
  }
}

/** `app` of the statement `app.use(log).use(auth)`, `await app.ready()`, `Object.assign(app, tools)`. */
function calledOn(node: Node | undefined, calls: boolean): Node | undefined {
  if (node?.type === 'AwaitExpression' || node?.type === 'UnaryExpression') return calledOn(plain(child(node, 'argument')), calls)
  if (node?.type === 'ChainExpression') return calledOn(child(node, 'expression'), calls)
  const callee = node?.type === 'CallExpression' ? plain(child(node, 'callee')) : undefined
  if (callee?.type !== 'MemberExpression') return undefined
  return ['Object', 'Reflect'].includes(text(child(callee, 'object'))) ? list(node!, 'arguments')[0] : calls ? callee : undefined
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
