import { child, isClass, isFunction, list, takesName, text, plain, type Node } from './ast.ts'
import { declaring, firstOf, isDecorated } from './decorated.ts'
import { hoistedExports, isPlace, placeOfExport, requiresOf } from './commonjs.ts'
import { erase, vanishes } from './erase.ts'
import { close, newFrame, newLexical, type Frame, type Walk } from './frame.ts'
import { endOfLine } from './line-ends.ts'
import type { Chunk, Item, ItemKind, Phase, Request } from './shapes.ts'
import { GLOBALS } from '../instrument/globals.ts'
import { startersOf } from './literal-form.ts'
import { find } from './tokens.ts'
import { walk } from './walk.ts'
import { blockOf, nameIn, saidName } from './block.ts'
import { boundNames } from './bound.ts'
import { blank } from './blank.ts'
import { specifierIn } from './required.ts'
import { place, type Place } from './place.ts'
import { asksToKeep } from './placing.ts'
import { assignedBy, prototypeOf } from './assigned.ts'
import { returnedBy } from './returned.ts'

/** The binding of a default export that has no name of its own. */
export const DEFAULT = '$lcd'

/** Splits one top-level statement into items, and records what it imports and exports. */
export function itemsOf(statement: Node, chunk: Chunk, w: Walk): void {
  const at = place(statement)
  if (!isDeclaration(statement) && eraseIn(statement, undefined, chunk, w)) return
  switch (statement.type) {
    case 'ImportDeclaration': return importOf(statement, chunk, w)
    case 'ExportAllDeclaration': return exportAllOf(statement, chunk)
    case 'ExportNamedDeclaration': return exportNamedOf(at, chunk, w)
    case 'ExportDefaultDeclaration': return exportDefaultOf(at, chunk, w)
    case 'EmptyStatement': return
  }
  const block = blockIn(statement)
  if (block) blockItems(block, chunk, w)
  else declarationOf(at, chunk, w)
}

/** The function that a namespace block became. */
function blockIn(statement: Node): Node | undefined {
  const call = statement.type === 'ExpressionStatement' ? child(statement, 'expression') : undefined
  const callee = call?.type === 'CallExpression' ? child(call, 'callee') : undefined
  return callee && blockOf(callee) && callee
}

/** What a namespace block declares and does are items like those of the module; as it is loaded, it tells how its variables are reached. */
function blockItems(node: Node, chunk: Chunk, around: Walk): void {
  const block = blockOf(node)!
  const w: Walk = { ...around, block, enums: [...block.enums] }
  const [directive, ...statements] = list(child(node, 'body')!, 'body') as [Node, ...Node[]]
  const from = chunk.items.length
  let before = directive.end
  for (const statement of statements) {
    statement.start = Math.min(statement.start, ...list(statement, 'decorators').map(({ start }) => start))
    const [first, keep] = [chunk.items.length, asksToKeep(w.code.slice(before, statement.start))]
    before = statement.end
    if (calledOf(statement) === 'give') continue
    itemsOf(statement, chunk, w)
    if (keep) for (const item of chunk.items.slice(first)) item.keep = true
  }
  const written = new Set(chunk.items.slice(from).filter(isWritten).flatMap(({ names }) => names))
  const names = w.scopes.ofBlock(node).map(name => [name, nameIn(block, name)] as const)
  const cases = names.map(([name, full], index) => `case ${index}:return ${written.has(full) ? `$lcw?${name}=$lcv:${name}` : name}`)
  chunk.wrap.push({ at: directive.start, end: directive.end, text: `$lc.block(${JSON.stringify(names.map(([, full]) => written.has(full) ? full : `${full}=`))},($lck,$lcw,$lcv)=>{switch($lck){${cases.join(';')}}});` })
}

/** All others V8 is to take for constants: a new value of one stands beside it, and who reads it is made anew. */
const isWritten = ({ kind, declares }: Item): boolean => kind === 'statement' || ((declares === 'let' || declares === 'var') && kind !== 'enum' && kind !== 'namespace')

/** Of `$lc.space(…)` and `$lc.give(…)`, which no program says. */
function calledOf(node: Node | undefined): string | undefined {
  const call = node?.type === 'ExpressionStatement' ? child(node, 'expression') : node
  const callee = call?.type === 'CallExpression' ? child(call, 'callee') : undefined
  return callee?.type === 'MemberExpression' && text(child(callee, 'object')) === '$lc' ? text(child(callee, 'property')) : undefined
}

/** Erases types of a node that the walk does not visit; true: nothing of it is left. */
const eraseIn = (node: Node, parent: Node | undefined, chunk: Chunk, w: Walk): boolean =>
  erase(node, parent, w.code, (start, end, replacement) => chunk.marks.push(blank(w.code, start, end, replacement)))

/** The walk erases what these contain; here only those that vanish as a whole. */
const isDeclaration = (node: Node): boolean => (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') && !vanishes(node)

/** The items of a statement that is no import or export; gives the names it declares. */
function declarationOf(at: Place, chunk: Chunk, w: Walk): string[] {
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
  if (w.commonjs && exportPlaceOf(at, chunk, w)) return []
  const assigned = assignedBy(node, w.code)
  const item = add(at, { kind: 'statement', names: [], declares: 'none', title: titleOf(node, w.code), start: node.start }, chunk, frame => {
    walk(at, frame, w)
    if (assigned?.prototypes) noteStarters(prototypeOf(node), frame, w)
  }, w)
  item.names.push(...[...w.hoisted].map(name => namedIn(name, w)))
  w.hoisted.clear()
  nameSpace(item, child(node, 'expression'))
  nameEnum(item, node, w)
  Object.assign(item, assigned, assigned?.assigns !== undefined && { assigns: item.refs.find(({ at }) => at === node.start)?.name ?? assigned.assigns })
  return item.names
}

/** `exports.look = …` in a CommonJS module. */
function exportPlaceOf(at: Place, chunk: Chunk, w: Walk): boolean {
  const assignment = at.node.type === 'ExpressionStatement' ? child(at.node, 'expression') : undefined
  const name = assignment?.type === 'AssignmentExpression' && assignment.operator === '=' ? placeOfExport(child(assignment, 'left')) : undefined
  if (name === undefined) return false
  const hoists = hoistedExports(assignment!)
  if (hoists) {
    add(at, { kind: 'statement', names: [], declares: 'none', title: titleOf(at.node, w.code), start: at.node.start }, chunk, frame => walk(at, frame, w), w).hoists = hoists
    return true
  }
  const kind = kindOf(plain(child(assignment!, 'right')))
  const item = add(at, { kind, names: [name], declares: 'const', title: name, start: at.node.start }, chunk, frame => {
    walk(at, frame, w)
    noteStarters(child(assignment!, 'right'), frame, w)
  }, w)
  item.init = { start: find(w.code, child(assignment!, 'left')!.end, '=') + 1, end: assignment!.end }
  noteReturned(item, child(assignment!, 'right'), w)
  return true
}

const kindOf = (value: Node | undefined): ItemKind => isFunction(value) ? 'function' : isClass(value) ? 'class' : 'variable'

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
    eraseIn(declarator, node, chunk, w)
    const here = place(declarator, 'declarations', at)
    const value = plain(init)
    const kind = kindOf(value)
    const start = declarators.length === 1 ? node.start : declarator.start
    const end = declarators.length === 1 ? node.end : declarator.end
    const item = add(here, { kind, names, declares, title: names.join(', '), start, end }, chunk, frame => {
      if (uses) frame.tokens.push('using')
      walk(place(id, 'id', here), frame, w)
      if (init) walk(place(init, 'init', here), frame, w)
      noteStarters(init, frame, w)
    }, w)
    item.target = { start: id.start, end: id.typeAnnotation ? (id.typeAnnotation as Node).start : id.end }
    if (init) item.init = { start: find(w.code, id.end, '=', '!') + 1, end: declarator.end }
    noteReturned(item, init, w)
    nameSpace(item, init)
    nameEnum(item, init, w)
    if (uses) item.uses = uses
    const requires = w.commonjs && !uses ? requiresOf(id, value) : undefined
    if (requires) {
      item.requires = requires
      delete item.required
    }
    return names
  })
}

function noteReturned(item: Item, value: Node | undefined, { code }: Walk): void {
  const returned = returnedBy(value, code)
  if (returned) item.returned = returned
}

/** What the entries of a literal start. */
function noteStarters(value: Node | undefined, frame: Frame, { scopes }: Walk): void {
  if (frame.calls) frame.refs.push(...startersOf(value, scopes))
}

type Seed = Pick<Item, 'kind' | 'names' | 'declares' | 'title' | 'start'> & { end?: number }

function add(at: Place, seed: Seed, chunk: Chunk, visit: (frame: Frame) => void, w: Walk): Item {
  const around = w.block ? saidName(w.block.space) : ''
  const title = seed.kind === 'statement' || around === '' ? seed.title : `${around}.${seed.title}`
  const frame = newFrame({ lexical: newLexical(), depth: 0, title: seed.kind === 'statement' ? around : title, flavour: 'async', top: true })
  visit(frame)
  const { own, deep } = close(frame)
  const free = new Set(frame.reads)
  for (const site of frame.children) for (const name of site.free) free.add(name)
  const item: Item = { ...seed, title, names: seed.names.map(name => namedIn(name, w)), end: seed.end ?? at.node.end, shell: own, deep, sites: frame.children, refs: frame.refs, reads: frame.reads, free, calls: frame.calls, awaits: frame.awaits }
  if (seed.kind === 'function' || seed.kind === 'class') item.self = frame.children.at(-1)!
  if (item.self?.kind === 'class' && w.block) item.self.place = item.names[0]!
  const required = w.commonjs ? item.refs.filter(({ form }) => form === 'require') : []
  if (required.length > 0) item.required = required
  for (const ref of required) chunk.requests.push({ specifier: specifierIn(ref), at: ref.at, end: ref.end, bare: false })
  chunk.items.push(item)
  for (const name of free) chunk.free.add(name)
  return item
}

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
  Object.assign(item, { kind: 'enum', title: `${saidName(w.block!.space)}.${next[0]}`, members: next[1], ...item.names.length === 0 && { adds: namedIn(next[0], w) } })
}

/** A statement is told by its first words. */
function titleOf(node: Node, code: string): string {
  const words = code.slice(node.start, Math.min(node.end, endOfLine(code, node.start))).trim()
  return words.length > 40 ? `${words.slice(0, 39)}…` : words
}

function requestOf(node: Node, bare: boolean): Request {
  const source = child(node, 'source')!
  const attributes = list(node, 'attributes').map(attribute => [text(child(attribute, 'key')) || text(child(attribute, 'key'), 'value'), text(child(attribute, 'value'), 'value')])
  return { specifier: text(source, 'value'), at: node.start, end: node.end, bare, ...(attributes.length > 0 && { attributes: Object.fromEntries(attributes) as Record<string, string> }) }
}

/** Behind `export default`. */
const defaultEnd = ({ start }: Node, { code }: Walk): number => find(code, find(code, start, 'export') + 'export'.length, 'default') + 'default'.length

/** An identifier or a string, as in `import { "a b" as c }`. */
const moduleName = (node: Node | undefined): string => text(node) || text(node, 'value')

function importOf(node: Node, chunk: Chunk, w: Walk): void {
  const specifier = text(child(node, 'source'), 'value')
  const specifiers = list(node, 'specifiers').filter(each => !eraseIn(each, node, chunk, w))
  chunk.requests.push(requestOf(node, specifiers.length === 0))
  for (const each of specifiers) {
    const local = text(child(each, 'local'))
    const imported = each.type === 'ImportSpecifier' ? moduleName(child(each, 'imported')) : each.type === 'ImportDefaultSpecifier' ? 'default' : '*'
    chunk.imports.push({ local, imported, specifier, at: each.start, ...(node['phase'] ? { phase: node['phase'] as Phase } : {}) })
  }
}

function exportAllOf(node: Node, chunk: Chunk): void {
  chunk.requests.push(requestOf(node, true))
  const specifier = text(child(node, 'source'), 'value')
  const name = moduleName(child(node, 'exported'))
  if (name) chunk.exports.push({ name, from: specifier, imported: '*', at: node.start })
  else chunk.stars.push(specifier)
}

function exportNamedOf(at: Place, chunk: Chunk, w: Walk): void {
  const declaration = child(at.node, 'declaration')
  if (declaration) {
    const inner = place(declaration, 'declaration', at)
    if (!isDeclaration(declaration) && eraseIn(declaration, at.node, chunk, w)) return
    for (const name of declarationOf(inner, chunk, w)) chunk.exports.push({ name, local: name, at: declaration.start })
    const item = chunk.items.at(-1)
    if (item && chunk.items.length === 1) item.start = Math.min(item.start, declaration.start)
    return
  }
  const source = child(at.node, 'source')
  if (source) chunk.requests.push(requestOf(at.node, true))
  for (const each of list(at.node, 'specifiers')) {
    if (eraseIn(each, at.node, chunk, w)) continue
    const name = moduleName(child(each, 'exported'))
    const local = moduleName(child(each, 'local'))
    chunk.exports.push({ name, at: each.start, ...(source ? { from: text(source, 'value'), imported: local } : { local }) })
    if (!source) chunk.free.add(local)
  }
}

function exportDefaultOf(at: Place, chunk: Chunk, w: Walk): void {
  const declaration = child(at.node, 'declaration')!
  if (vanishes(declaration)) {
    chunk.marks.push(blank(w.code, at.node.start, at.node.end))
    return
  }
  const inner = place(declaration, 'declaration', at)
  const named = text(child(declaration, 'id'))
  if (named && (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration')) {
    declarationOf(inner, chunk, w)
    chunk.exports.push({ name: 'default', local: named, at: declaration.start })
    if (declaration.type === 'FunctionDeclaration') return
    // What stands for a class that is decorated, or moved here, is no class declaration.
    if (!chunk.items.at(-1)!.self!.shape!.exported) chunk.wrap.push(blank(w.code, at.node.start, defaultEnd(at.node, w)))
    chunk.trailer = `;export{${named} as default}`
    return
  }
  const value = plain(declaration)
  const kind = kindOf(value)
  const hoisted = declaration.type === 'FunctionDeclaration'
  const item = add(inner, { kind, names: [DEFAULT], declares: hoisted ? 'function' : kind === 'class' ? 'class' : 'const', title: 'default', start: declaration.start, end: at.node.end }, chunk, frame => {
    walk(inner, frame, w)
    noteStarters(declaration, frame, w)
  }, w)
  if (item.self && !item.self.name) item.self.name = 'default'
  chunk.exports.push({ name: 'default', local: DEFAULT, at: at.node.start })
  if (hoisted) {
    // `export default function () {}` gets a name that the engine can say; `name` is put right in the trailer.
    const open = item.self!.list.start
    const before = w.code.slice(declaration.start, open).replace(/\/\*[\s\S]*?\*\//g, '')
    const typeParameters = child(declaration, 'typeParameters')
    chunk.wrap.push({ at: typeParameters?.start ?? open, end: typeParameters?.start ?? open, text: `${before.endsWith(' ') || before.endsWith('*') ? '' : ' '}${DEFAULT}` })
    chunk.trailer = `;${GLOBALS}.named(${DEFAULT})`
    return
  }
  const keyword = item.self?.shape?.exported ? item.self.start : defaultEnd(at.node, w)
  const end = w.code[at.node.end - 1] === ';' ? at.node.end - 1 : at.node.end
  item.init = { start: keyword, end }
  noteReturned(item, value, w)
  // Anonymous functions and classes are called `default`.
  const anonymous = takesName(value) || (value?.type === 'ClassDeclaration' && !value.id)
  chunk.wrap.push({ at: at.node.start, end: keyword, text: anonymous ? `let ${DEFAULT}={default:` : `let ${DEFAULT}=` })
  if (anonymous) chunk.wrap.push({ at: end, end, text: '}.default' })
  chunk.trailer = `;export{${DEFAULT} as default}`
}
