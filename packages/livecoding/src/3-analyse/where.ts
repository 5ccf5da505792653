import { lineIn } from './line-in.ts'
import type { Placed } from './shapes.ts'

/** From which statement code is, and where it stands: lines from 1, columns from 0. */
export interface Where { line: number, column: number, placed: Placed, offset: number }

/** Line and column, in the file as it is now, of an offset in a chunk. */
export function whereIs(offset: number, placed: Placed): Where {
  const { chunk, line, column } = placed
  const at = offset - chunk.base
  const lines = lineIn(chunk, offset)
  return { line: line + lines, column: lines === 0 ? column + at : at - chunk.ends![lines - 1]! - 1, placed, offset: at }
}
