import { lineEnds } from '../3-analyse/line-ends.ts'

/** A text as words, white space and single signs, with the offset of each. */
export interface Tokens { text: string[], at: number[] }

const token = /[\w$\u0080-\uffff]+|=>|\s+|[^]/g

export function tokensOf(text: string): Tokens {
  const tokens: Tokens = { text: text.match(token) ?? [], at: [] }
  let at = 0
  for (const each of tokens.text) {
    tokens.at.push(at)
    at += each.length
  }
  return tokens
}

/** The index of the last of these ascending numbers that is not above `value`; -1 before the first. */
export function lastAtMost(numbers: ArrayLike<number>, value: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Where the lines of a text start. */
export const lineStarts = (text: string): number[] => [0, ...lineEnds(text).map(end => end + 1)]

export const lineAt = (text: string, starts: readonly number[], line: number): string =>
  text.slice(starts[line], line + 1 < starts.length ? starts[line + 1]! - 1 : text.length)

/** A line of a text, from 1. */
export function lineOfText(text: string, line: number): string {
  const starts = lineStarts(text)
  return line > starts.length ? '' : lineAt(text, starts, line - 1)
}
