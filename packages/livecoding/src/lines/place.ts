import type { Placed } from '../3-analyse/shapes.ts'
import { whereIs } from '../3-analyse/where.ts'
import type { LiveModule } from '../live-module.ts'
import type { History } from './history.ts'
import { routeBetweenVersions } from './route.ts'
import type { Origin } from './script.ts'
import { lastAtMost, lineStarts } from './tokens.ts'

/** Where code stands in the files as they are now; lines and columns from 1. */
export interface Place { module: LiveModule, line: number, column: number }

/** Follows code from where it stood when it was made to where its newest form stands. */
export function placeOf(history: History, from: LiveModule, { placed, at }: Origin): Place {
  const { module, chunk, line, column } = history.place(from, placed)
  const inSource = sourceOffset(placed, at)
  const now = chunk === placed.chunk ? inSource : routeBetweenVersions(placed.chunk.source, chunk.source)(inSource).at
  return { module, ...standing({ chunk, line, column }, now) }
}

/** Where an offset of a chunk's code stands in the text that a person wrote, which JSX and enums are not run as; from 1. */
export function sourcePlace(offset: number, placed: Placed): { line: number, column: number } {
  if (placed.chunk.lowered) return standing(placed, sourceOffset(placed, offset - placed.chunk.base))
  const { line, column } = whereIs(offset, placed)
  return { line, column: column + 1 }
}

const sourceOffset = ({ chunk: { lowered, code, source } }: Pick<Placed, 'chunk'>, at: number): number => lowered ? routeBetweenVersions(code, source)(at).at : at

function standing({ chunk: { source }, line, column }: Pick<Placed, 'chunk' | 'line' | 'column'>, at: number): { line: number, column: number } {
  const starts = lineStarts(source)
  const further = lastAtMost(starts, at)
  return { line: line + further, column: at - starts[further]! + (further === 0 ? column : 0) + 1 }
}
