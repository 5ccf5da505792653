import { lineEnds } from '../3-analyse/line-ends.ts'

/** New code that is to stand on the lines of its source. */
export interface Laid { id: string, line: number, column: number, code: string }

const height = (code: string): number => lineEnds(code).length

/** What stands inside another piece, a closure in a function that is new too, cannot have the same lines in one text. */
export function layersOf<P extends Laid>(pieces: readonly P[]): P[][] {
  const layers: { pieces: P[], end: number }[] = []
  for (const piece of [...pieces].sort((a, b) => a.line - b.line || a.column - b.column)) {
    let layer = layers.find(each => each.end <= piece.line)
    if (!layer) layers.push(layer = { pieces: [], end: 1 })
    layer.pieces.push(piece)
    layer.end = piece.line + height(piece.code)
  }
  return layers.map(layer => layer.pieces)
}

/**
 * The pieces of a layer as properties of an object, each on its line. A breakpoint on a line that has no code here would
 * slide to the next that has some, another function or the end of the text. It lands in a function that nobody calls:
 *
 *     1  (()=>{…return{
 *     …
 *     6  _:()=>"p3",
 *     7  p3:({"tick":function() {
 *     8      return ++ticks
 *     9  }})["tick"],
 *     10 _:()=>"p3."}})()
 *
 * V8 follows the text at a breakpoint into scripts that come later: no two of these functions may look alike.
 */
export function layOut(layer: readonly Laid[]): string {
  let text = ''
  let line = 1
  for (const piece of layer) {
    if (piece.line > line) text += `${'\n'.repeat(piece.line - line - 1)}_:()=>"${piece.id}",\n`
    text += `${piece.id}:${piece.code},`
    line = Math.max(line, piece.line) + height(piece.code)
  }
  return `${text}\n_:()=>"${layer.at(-1)?.id ?? ''}."`
}

/** The same for members of a class, which have no names to be kept apart by. */
export function membersOnLines(members: readonly Omit<Laid, 'id'>[]): string {
  let text = ''
  let line = 1
  for (const member of [...members].sort((a, b) => a.line - b.line || a.column - b.column)) {
    if (member.line > line) text += '\n'.repeat(member.line - line)
    text += member.code
    line = Math.max(line, member.line) + height(member.code)
  }
  return text
}
