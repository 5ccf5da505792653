import type { Chunk, Model, Placed } from '../3-analyse/shapes.ts'

/** Statements that two texts have, as the same value, and where each stood in the first. */
export type Same = ReadonlyMap<Chunk, Placed>

export const nothingSame: Same = new Map()

export function sameIn({ placed: before }: Model, { placed: after }: Model): Same {
  const kept = new Set(after.map(({ chunk }) => chunk))
  return new Map(before.flatMap(placed => kept.has(placed.chunk) ? [[placed.chunk, placed]] : []))
}

/** Statements of the new text that are not those of the old one. */
export const editedPlaced = ({ after, same }: { after: Model, same: Same }): Placed[] => after.placed.filter(({ chunk }) => !same.has(chunk))
