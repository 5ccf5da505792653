import { lineEnds } from './line-ends.ts'
import type { Chunk } from './shapes.ts'

/** The line of an offset in the code of its chunk, from 0. A statement may be a whole program: its lines are counted once. */
export function lineIn(chunk: Chunk, offset: number): number {
  const ends = chunk.ends ??= lineEnds(chunk.code)
  const at = offset - chunk.base
  let [low, high] = [0, ends.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (ends[middle]! < at) low = middle + 1
    else high = middle
  }
  return low
}
