import type { Placed } from './shapes.ts'

/** Says where statements stand, asked from the first to the last; what stands between them may ask for `keep`. */
export function placing(text: string): (start: number, end: number) => Omit<Placed, 'chunk'> {
  let line = 1
  let lineStart = 0
  let seen = 0
  let before = 0
  return (start, end) => {
    for (let at = text.indexOf('\n', seen); at >= 0 && at < start; at = text.indexOf('\n', at + 1)) { line++; lineStart = at + 1 }
    seen = Math.max(seen, start)
    const keep = /\/\/[ \t]*livecoding:[ \t]*keep\b/.test(text.slice(before, start))
    before = end
    return { start, line, column: start - lineStart, keep }
  }
}
