import { child, list, type Node } from '../ast.ts'
import { blockOf, nameIn } from '../scope/block.ts'
import { calledOf, declarationOf, eraseIn, isDeclaration } from './declarations.ts'
import { exportDefaultOf, exportNamedOf } from './exported.ts'
import type { Walk } from '../walk/frame.ts'
import { place } from '../place.ts'
import { asksToKeep } from './placing.ts'
import { exportAllOf, importOf } from './requests.ts'
import type { Chunk, Item } from '../shapes.ts'

/** Splits one top-level statement into items, and records what it imports and exports. */
export function itemsOf(statement: Node, chunk: Chunk, w: Walk): void {
  const at = place(statement)
  if (!isDeclaration(statement) && eraseIn(statement, undefined, w)) return
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
  const said = JSON.stringify(names.map(([, full]) => written.has(full) ? full : `${full}=`))
  chunk.wrap.push({ at: directive.start, end: directive.end, text: `$lc.block(${said},($lck,$lcw,$lcv)=>{switch($lck){${cases.join(';')}}});` })
}

/** All others V8 is to take for constants: a new value of one stands beside it, and who reads it is made anew. */
const isWritten = ({ kind, declares }: Item): boolean => kind === 'statement' || ((declares === 'let' || declares === 'var') && kind !== 'enum' && kind !== 'namespace')
