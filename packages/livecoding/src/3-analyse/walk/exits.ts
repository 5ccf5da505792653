import { child, eachChild, isClass, isFunction, list, text, type Node } from '../ast.ts'
import type { Way } from '../class-shapes.ts'
import type { Walk } from './frame.ts'

/** Where the statements behind it come by only if its condition says so: `if (size > 3) return`. */
export type Exit = Way | 'unclear'

/** What may end a function, or a block with a label, in front of the statement with this number, the last one first. */
export function exitsBefore(block: Node, index: number, w: Walk): Exit[] {
  let exits = w.exits?.get(block)
  if (!exits) (w.exits ??= new Map()).set(block, exits = exitsOf(block, w.code))
  return exits.filter(({ at }) => at < index).map(({ exit }) => exit).toReversed()
}

/** Each with the number of its statement. */
function exitsOf(block: Node, code: string): { at: number, exit: Exit }[] {
  if (!/\b(?:return|break|continue)\b/.test(code.slice(block.start, block.end))) return []
  return list(block, 'body').flatMap((statement, at) => leaves(statement) ? { at, exit: exitOf(statement) } : [])
}

function exitOf(statement: Node): Exit {
  if (statement.type !== 'IfStatement') return 'unclear'
  const [then, otherwise] = [child(statement, 'consequent')!, child(statement, 'alternate')]
  const { start, end } = child(statement, 'test')!
  if (surelyLeaves(then) && !leaves(otherwise)) return { test: { start, end }, holds: false }
  return surelyLeaves(otherwise) && !leaves(then) ? { test: { start, end }, holds: true } : 'unclear'
}

/** What throws makes no instance. */
const surelyLeaves = (node: Node | undefined): boolean =>
  node?.type === 'ReturnStatement' || node?.type === 'ThrowStatement' || (node?.type === 'BlockStatement' && surelyLeaves(list(node, 'body').at(-1)))

const leaves = (node: Node | undefined): boolean =>
  has(node, ({ type, label }) => type === 'ReturnStatement' || ((type === 'BreakStatement' || type === 'ContinueStatement') && Boolean(label)))

/** Something in the block may throw by itself before this place. */
export const throwsBefore = (block: Node, at: number): boolean => has(block, ({ type, start }) => type === 'ThrowStatement' && start < at)

/** The block itself calls what has this name. */
export function calls(block: Node, name: string, w: Walk): boolean {
  let names = w.called?.get(block)
  if (!names) (w.called ??= new Map()).set(block, names = namesCalled(block))
  return names.has(name)
}

function namesCalled(block: Node): Set<string> {
  const names = new Set<string>()
  has(block, node => {
    if (node.type === 'CallExpression') names.add(text(child(node, 'callee')))
    return false
  })
  return names
}

/** Not in functions: where one returns, or throws to who calls it, is its own. */
function has(node: Node | undefined, isIt: (node: Node) => boolean): boolean {
  if (!node || isClass(node) || isFunction(node)) return false
  let found = isIt(node)
  eachChild(node, each => { found ||= has(each, isIt) })
  return found
}
