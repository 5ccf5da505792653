/** What ends a line to V8 beside `\n` and `\r\n`. */
const unusual = /\r(?!\n)|[\u2028\u2029]/

/** Where the lines of a text end: the offset of the last character of each end. */
export function lineEnds(text: string): number[] {
  const ends = []
  if (unusual.test(text)) for (const { 0: end, index } of text.matchAll(/\r\n?|[\n\u2028\u2029]/g)) ends.push(index + end.length - 1)
  else for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) ends.push(at)
  return ends
}

/** Where the line of an offset ends, without the signs that end it. */
export function endOfLine(text: string, from: number): number {
  const further = text.slice(from).search(/[\n\r\u2028\u2029]/)
  return further < 0 ? text.length : from + further
}

/** The line and the column of an offset, from 1, as editors count. */
export function pointAt(text: string, offset: number): { line: number, column: number } {
  const ends = lineEnds(text.slice(0, offset))
  return { line: ends.length + 1, column: offset - (ends.at(-1) ?? -1) }
}
