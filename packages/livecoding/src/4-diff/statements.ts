import type { Model, Placed } from '../3-analyse/shapes.ts'

/** So many statements at the start and at the end of a text are those of the text before. */
export interface Same { head: number, tail: number }

export const nothingSame: Same = { head: 0, tail: 0 }

export function sameIn({ placed: before }: Model, { placed: after }: Model): Same {
  const limit = Math.min(before.length, after.length)
  let [head, tail] = [0, 0]
  while (head < limit && before[head]!.chunk === after[head]!.chunk) head++
  while (tail < limit - head && before.at(-1 - tail)!.chunk === after.at(-1 - tail)!.chunk) tail++
  return { head, tail }
}

interface Matched { before: Model, after: Model, same: Same }

/** Where the statement at that place of the new text stood, if it is one of those at the start or the end. */
export function samePlaced({ before, after, same: { head, tail } }: Matched, at: number): Placed | undefined {
  if (at < head) return before.placed[at]
  return at < after.placed.length - tail ? undefined : before.placed[at - after.placed.length + before.placed.length]
}

/** Statements of the new text that are not those of the old one. */
export function editedPlaced({ before, after, same: { head, tail } }: Matched): Placed[] {
  const kept = new Set(before.placed.slice(head, before.placed.length - tail).map(({ chunk }) => chunk))
  return after.placed.slice(head, after.placed.length - tail).filter(({ chunk }) => !kept.has(chunk))
}
