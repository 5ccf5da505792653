import { assignedBy, behindEquals, prototypeOf } from './assigned.ts'
import { child, isClass, isFunction, list, plain, text, type Node } from '../ast.ts'
import { blank } from '../blank.ts'
import { nameIn, saidName } from '../scope/block.ts'
import { boundNames } from '../scope/bound.ts'
import { exportedBy, hoistedExports, isPlace } from './commonjs.ts'
import { declaring, firstOf, isDecorated } from '../walk/decorated.ts'
import { erase, vanishes } from '../erase/erase.ts'
import { close, newFrame, newLexical, noteToken, type Frame, type Walk } from '../walk/frame.ts'
import { firstWords } from '../../messages/things.ts'
import { endOfLine } from '../line-ends.ts'
import { calls, startersOf } from '../walk/literal-form.ts'
import { place, type Place } from '../place.ts'
import { specifierIn } from '../walk/required.ts'
import { requiresOf } from './requires.ts'
import { returnedBy } from '../walk/returned.ts'
import type { Chunk, Item, ItemKind } from '../shapes.ts'
import { find } from '../tokens.ts'
import { givesNothing, walk } from '../walk/walk.ts'

/** The items of a statement that is no import or export; gives the names it declares. */
export function declarationOf(at: Place, chunk: Chunk, w: Walk): string[] {
  const { node } = at
  if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') {
    const kind = node.type === 'FunctionDeclaration' ? 'function' : 'class'
    const name = text(child(node, 'id'))
    const item = add(at, { kind, names: [name], declares: kind, title: name, start: node.start }, chunk, frame => walk(at, frame, w), w)
    if (item.self?.shape && isDecorated(item.self.shape)) {
      // The first load alone says it as a statement.
      const first = firstOf(item.self)
      const exports = item.self.shape.exported && at.parent?.type === 'ExportNamedDeclaration'
      chunk.wrap.push({ at: first, end: first, text: `${exports ? 'export ' : ''}${declaring(item.self)}` })
    }
    return item.names
  }
  if (node.type === 'VariableDeclaration') return variablesOf(at, chunk, w)
  if (w.commonjs && !w.block && exportPlaceOf(at, chunk, w)) return []
  const assigned = assignedBy(node, w.code)
  const item = add(at, { kind: 'statement', names: [], declares: 'none', title: titleOf(node, w.code), start: node.start }, chunk, frame => {
    walk(at, frame, w)
    if (assigned?.prototypes) noteStarters(prototypeOf(node), frame, w)
  }, w)
  item.names.push(...[...w.hoisted].map(name => namedIn(name, w)))
  w.hoisted.clear()
  nameSpace(item, child(node, 'expression'))
  nameEnum(item, node, w)
  Object.assign(item, assigned, assigned?.assigns !== undefined && { assigns: item.refs.find(({ at }) => at === child(child(node, 'expression')!, 'left')!.start)?.name ?? assigned.assigns })
  return item.names
}

/** `exports.look = …` in a CommonJS module. */
function exportPlaceOf(at: Place, chunk: Chunk, w: Walk): boolean {
  const assignment = at.node.type === 'ExpressionStatement' ? child(at.node, 'expression') : undefined
  const given = assignment?.type === 'AssignmentExpression' ? exportedBy(assignment) : undefined
  if (!given) return false
  const hoists = hoistedExports(assignment!)
  if (hoists) {
    add(at, { kind: 'statement', names: [], declares: 'none', title: titleOf(at.node, w.code), start: at.node.start }, chunk, frame => walk(at, frame, w), w).hoists = hoists
    return true
  }
  const { place: name, left, right, chained } = given
  const item = add(at, { kind: kindOf(plain(right)), names: [name], declares: 'const', title: name, start: at.node.start }, chunk, frame => {
    walk(at, frame, w)
    noteStarters(right, frame, w)
  }, w)
  item.init = { start: behindEquals(left, w.code), end: assignment!.end }
  if (chained) item.chained = true
  noteReturned(item, right, w)
  return true
}

export const kindOf = (value: Node | undefined): ItemKind => isFunction(value) ? 'function' : isClass(value) ? 'class' : 'variable'

function variablesOf(at: Place, chunk: Chunk, w: Walk): string[] {
  const { node } = at
  const kind = String(node.kind)
  const uses = kind === 'using' || kind === 'await using' ? kind : undefined
  const declares = uses ? 'const' : kind as 'const' | 'let' | 'var'
  const declarators = list(node, 'declarations')
  // A `const` may have to be rebound by an edit: it is loaded as `let`, and writes to it throw where they stand. That of a block gets another value beside it.
  if (declares === 'const' && (!w.block || uses)) chunk.marks.push(blank(w.code, node.start, uses ? declarators[0]!.start : node.start + 5, 'let '))
  if (uses) for (const { end } of declarators.slice(0, -1)) chunk.marks.push({ at: find(w.code, end, ','), end: find(w.code, end, ',') + 1, text: ';let ' })
  return declarators.flatMap(declarator => {
    const id = child(declarator, 'id')!
    const init = child(declarator, 'init')
    const names = boundNames(id)
    eraseIn(declarator, node, w)
    const here = place(declarator, 'declarations', at)
    const value = plain(init)
    const kind = kindOf(value)
    const start = declarators.length === 1 ? node.start : declarator.start
    const end = declarators.length === 1 ? node.end : declarator.end
    const item = add(here, { kind, names, declares, title: names.join(', '), start, end }, chunk, frame => {
      if (uses) noteToken(frame, 'using')
      walk(place(id, 'id', here), frame, w)
      if (init) walk(place(init, 'init', here), givesNothing(init, declares, w) ? { ...frame, tokens: [] } : frame, w)
      noteStarters(init, frame, w)
    }, w)
    item.target = { start: id.start, end: id.typeAnnotation ? (id.typeAnnotation as Node).start : id.end }
    if (init) item.init = { start: find(w.code, id.end, '=', '!') + 1, end: declarator.end }
    noteReturned(item, init, w)
    nameSpace(item, init)
    nameEnum(item, init, w)
    if (uses) item.uses = uses
    if (!uses) noteRequires(item, id, value, chunk, w)
    return names
  })
}

/** It stands for what another module exports. */
export function noteRequires(item: Item, id: Node, value: Node | undefined, chunk: Chunk, w: Walk): void {
  const found = requiresOf(id, value, w)
  if (!found) return
  item.requires = found.requires
  delete item.required
  if (!w.commonjs) chunk.requests.push({ specifier: found.requires.specifier, at: found.call.start, end: found.call.end, source: found.call.start, bare: false, dynamic: found.given ? 'require' : 'import' })
}

export function noteReturned(item: Item, value: Node | undefined, { code }: Walk): void {
  const returned = returnedBy(value, code)
  if (returned) item.returned = returned
}

/** What the entries of a literal start. */
export function noteStarters(value: Node | undefined, frame: Frame, { scopes }: Walk): void {
  if (frame.calls || frame.makes) frame.refs.push(...startersOf(value, scopes))
}

type Seed = Pick<Item, 'kind' | 'names' | 'declares' | 'title' | 'start'> & { end?: number }

export function add(at: Place, seed: Seed, chunk: Chunk, visit: (frame: Frame) => void, w: Walk): Item {
  const around = w.block ? saidName(w.block.space) : ''
  const title = seed.kind === 'statement' || around === '' ? seed.title : `${around}.${seed.title}`
  const frame = newFrame(w.isFirst, { lexical: newLexical(), depth: 0, title: seed.kind === 'statement' ? around : title, flavour: 'async', top: true })
  visit(frame)
  const { own, deep } = close(frame)
  const free = new Set(frame.reads)
  for (const site of frame.children) for (const name of site.free) free.add(name)
  const { children: sites, refs, reads, calls, awaits, makes } = frame
  const names = seed.names.map(name => namedIn(name, w))
  const item: Item = { ...seed, title, names, end: seed.end ?? at.node.end, shell: own, deep, sites, refs, reads, free, calls, awaits, makes }
  if (seed.kind === 'function' || seed.kind === 'class') item.self = frame.children.at(-1)!
  if (item.self?.kind === 'class' && w.block) item.self.place = item.names[0]!
  const required = w.commonjs ? item.refs.filter(({ form }) => form === 'require') : []
  if (required.length > 0) item.required = required
  for (const ref of required) chunk.requests.push({ specifier: specifierIn(ref), at: ref.at, end: ref.end, source: ref.at, bare: false })
  chunk.items.push(item)
  for (const name of free) chunk.free.add(name)
  return item
}

/** A statement is told by its first words. */
function titleOf(node: Node, code: string): string {
  return firstWords(code.slice(node.start, Math.min(node.end, endOfLine(code, node.start))).trim())
}

/** Erases types of a node that the walk does not visit; true: nothing of it is left. */
export const eraseIn = (node: Node, parent: Node | undefined, w: Walk): boolean =>
  erase(node, parent, w.code, w.blank)

/** The walk erases what these contain; here only those that vanish as a whole. */
export const isDeclaration = (node: Node): boolean => (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') && !vanishes(node)

/** What the module calls a name that is declared here. */
const namedIn = (name: string, { block }: Walk): string => block && !isPlace(name) ? nameIn(block, name) : name

/** The object of a namespace. */
function nameSpace(item: Item, node: Node | undefined): void {
  if (calledOf(node) !== 'space') return
  const space = text(list(node!, 'arguments')[0], 'value')
  Object.assign(item, { kind: 'namespace', space, title: saidName(space), calls: false })
}

/** An enum of a namespace block: its first part, or one that adds to it. */
function nameEnum(item: Item, node: Node | undefined, w: Walk): void {
  const [next] = w.enums ?? []
  const call = node?.type === 'ExpressionStatement' ? child(node, 'expression') : node
  if (!next || call?.type !== 'CallExpression' || text(list(child(call, 'callee')!, 'params')[0]) !== next[0]) return
  w.enums!.shift()
  const [name, members] = next
  Object.assign(item, { kind: 'enum', title: `${saidName(w.block!.space)}.${name}`, members, calls: calls(child(child(call, 'callee')!, 'body')!) })
  if (item.names.length === 0) item.adds = namedIn(name, w)
}

/** Of `$lc.space(…)` and `$lc.give(…)`, which no program says. */
export function calledOf(node: Node | undefined): string | undefined {
  const call = node?.type === 'ExpressionStatement' ? child(node, 'expression') : node
  const callee = call?.type === 'CallExpression' ? child(call, 'callee') : undefined
  return callee?.type === 'MemberExpression' && text(child(callee, 'object')) === '$lc' ? text(child(callee, 'property')) : undefined
}
