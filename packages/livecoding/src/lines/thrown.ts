import { child, eachChild, isFunction, text, type Node } from '../3-analyse/ast.ts'
import { languageOf, parse } from '../3-analyse/parse.ts'
import type { LiveModule } from '../live-module.ts'
import type { Origin } from './script.ts'

/** A place in the code of a module. */
export interface Point { module: LiveModule, origin: Origin }

/**
 * Where the error of these frames was thrown, which V8 only tells Node: at the `throw` around the place where it was
 * made, at that place if the language itself threw it, at the `throw` of a `catch` that threw it again. Undefined where
 * nobody can tell. `classes`: the names of the error's own class and of those above.
 */
export function thrownAt(frames: readonly Point[], classes: ReadonlySet<string>): Point | undefined {
  let found: Point | undefined
  for (const [index, spot] of frames.entries()) {
    const around = surroundings(spot)
    const { module, origin } = spot
    const at = (node: Node): Point => ({ module, origin: { ...origin, at: node.start } })
    const statement = around.findLast(node => node.type === 'ThrowStatement')
    if (statement) found ??= at(statement)
    else if (index === 0 && !isMade(around, origin, classes)) found = spot
    for (const [depth, node] of [...around.entries()].toReversed()) {
      if (node.type !== 'TryStatement' || !node.handler || around[depth + 1] !== node.block) continue
      const again = thrownAgain(child(node, 'handler')!)
      if (!again) return undefined
      found = at(again)
    }
  }
  return found
}

/** The nodes around an offset, from the innermost function inwards. */
function surroundings({ module: { path, current }, origin: { placed: { chunk }, at } }: Point): Node[] {
  const { program } = parse(path, chunk.code, current.format, chunk.lowered ? 'ts' : languageOf(path))
  let around: Node[] = []
  const search = (node: Node): void => {
    if (at < node.start || at >= node.end) return
    if (isFunction(node)) around = []
    around.push(node)
    eachChild(node, search)
  }
  search(program)
  return around
}

/** `new Error()` or `TypeError()`: made here, and thrown who knows where. A call of something else threw as it was called. */
const isMade = (around: readonly Node[], { at }: Origin, classes: ReadonlySet<string>): boolean =>
  around.some(node => (node.type === 'NewExpression' || node.type === 'CallExpression') && node.start === at && classes.has(lastName(child(node, 'callee'))))

const lastName = (callee: Node | undefined): string => callee?.type === 'MemberExpression' ? text(child(callee, 'property')) : text(callee)

/** The only `throw` of a `catch`, if it throws what was caught. */
function thrownAgain(handler: Node): Node | undefined {
  const throws: Node[] = []
  const search = (node: Node): void => {
    if (isFunction(node)) return
    if (node.type === 'ThrowStatement') throws.push(node)
    else eachChild(node, search)
  }
  search(handler)
  const caught = text(child(handler, 'param'))
  return throws.length === 1 && caught !== '' && text(child(throws[0]!, 'argument')) === caught ? throws[0] : undefined
}
