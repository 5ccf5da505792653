import { lineEnds } from '../line-ends.ts'
import type { Placed } from '../shapes.ts'

export const asksToKeep = (text: string): boolean => /\/\/[ \t]*livecoding:[ \t]*keep\b/.test(text)

/** Says where statements stand, asked from the first to the last; what stands between them may ask for `keep`. */
export function placing(text: string): (start: number, end: number) => Omit<Placed, 'chunk'> {
  const ends = lineEnds(text)
  let line = 1
  let before = 0
  return (start, end) => {
    while (line <= ends.length && ends[line - 1]! < start) line++
    const keep = asksToKeep(text.slice(before, start))
    before = end
    return { start, line, column: line === 1 ? start : start - ends[line - 2]! - 1, keep }
  }
}
