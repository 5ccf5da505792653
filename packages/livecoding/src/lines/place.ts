import type { LiveModule } from '../world.ts'
import type { History } from './history.ts'
import { routeBetweenVersions } from './route.ts'
import type { Origin } from './script.ts'
import { lastAtMost, lineStarts } from './tokens.ts'

/** Where code stands in the files as they are now; lines and columns from 1. */
export interface Place { module: LiveModule, line: number, column: number }

/** Follows code from where it stood when it was made to where its newest form stands. */
export function placeOf(history: History, from: LiveModule, { placed, at }: Origin): Place {
  const { module, chunk, line, column } = history.place(from, placed)
  const inSource = placed.chunk.lowered ? routeBetweenVersions(placed.chunk.code, placed.chunk.source)(at).at : at
  const now = chunk === placed.chunk ? inSource : routeBetweenVersions(placed.chunk.source, chunk.source)(inSource).at
  const starts = lineStarts(chunk.source)
  const further = lastAtMost(starts, now)
  return { module, line: line + further, column: now - starts[further]! + (further === 0 ? column : 0) + 1 }
}
