import { child, eachChild, isFunction, text, type Node } from '../3-analyse/ast.ts'
import { languageOf, parse } from '../3-analyse/parse.ts'
import type { Format } from '../3-analyse/shapes.ts'
import type { Origin } from './script.ts'

/**
 * Where the error of these frames was thrown, which V8 only tells Node: at the `throw` around the place where it was
 * made, at that place if the language itself threw it, at the `throw` of a `catch` that threw it again. Undefined where
 * nobody can tell.
 */
export function thrownAt(frames: readonly Origin[], path: string, format: Format): Origin | undefined {
  let found: Origin | undefined
  for (const [index, origin] of frames.entries()) {
    const around = surroundings(origin, path, format)
    const { placed } = origin
    const statement = around.findLast(node => node.type === 'ThrowStatement')
    if (statement) found ??= { placed, at: statement.start }
    else if (index === 0 && !isMade(around, origin)) found = origin
    for (const [depth, node] of [...around.entries()].toReversed()) {
      if (node.type !== 'TryStatement' || !node.handler || around[depth + 1] !== node.block) continue
      const again = thrownAgain(child(node, 'handler')!)
      if (!again) return undefined
      found = { placed, at: again.start }
    }
  }
  return found
}

/** The nodes around an offset, from the innermost function inwards. */
function surroundings({ placed: { chunk }, at }: Origin, path: string, format: Format): Node[] {
  const { program } = parse(path, chunk.code, format, chunk.lowered ? 'ts' : languageOf(path))
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

/** `new Error()` or `TypeError()`: made here, and thrown who knows where. */
const isMade = (around: readonly Node[], { at }: Origin): boolean =>
  around.some(node => (node.type === 'NewExpression' || node.type === 'CallExpression') && node.start === at)

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
