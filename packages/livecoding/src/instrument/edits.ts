import type { Chunk } from '../3-analyse/shapes.ts'

/** Replaces `[at, end)`; an insertion where both are equal. */
export interface TextEdit {
  at: number
  end: number
  text: string
  /** Insertions inside the range are dropped too. */
  swallow?: boolean
  /** An insertion in front of something: what ends at the same offset comes first. */
  opens?: boolean
}

/**
 * The code of a chunk between two offsets with edits applied. Of two edits at one offset the earlier in the list comes
 * first; what lies inside a replaced range is dropped, but for insertions, which come behind it.
 */
export function splice(chunk: Chunk, from: number, to: number, edits: readonly TextEdit[]): string {
  const sorted = edits.filter(edit => edit.at >= from && edit.end <= to)
  sorted.sort((a, b) => a.at - b.at || (a.at === a.end ? 0 : 1) - (b.at === b.end ? 0 : 1) || (a.at === a.end ? Number(a.opens === true) - Number(b.opens === true) : b.end - a.end))
  let out = ''
  let position = from
  let swallowed = from
  for (const edit of sorted) {
    if (edit.at < swallowed || (edit.at < position && edit.end > edit.at)) continue
    if (edit.at > position) out += chunk.code.slice(position - chunk.base, edit.at - chunk.base)
    out += edit.text
    position = Math.max(position, edit.end)
    if (edit.swallow) swallowed = edit.end
  }
  return out + chunk.code.slice(position - chunk.base, to - chunk.base)
}
