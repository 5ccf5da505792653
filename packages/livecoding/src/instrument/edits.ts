import type { Chunk } from '../3-analyse/shapes.ts'

/** Replaces `[at, end)`; an insertion where both are equal. */
export interface TextEdit {
  at: number
  end: number
  text: string
  /** Insertions inside the range are dropped too. */
  swallow?: boolean
  /** Of the insertions at its offset this one is the last: it stands in front of what begins there, or at the end of what has the others in it. */
  late?: boolean
}

/**
 * The code of a chunk between two offsets with edits applied. Of two edits at one offset the earlier in the list comes
 * first; what lies inside a replaced range is dropped, but for insertions, which come behind it. Words stay apart: `void(run())` becomes `void $lc.ran(run())`.
 */
export function splice(chunk: Chunk, from: number, to: number, edits: readonly TextEdit[]): string {
  const sorted = edits.filter(edit => edit.at >= from && edit.end <= to)
  sorted.sort((a, b) => a.at - b.at || (a.at === a.end ? 0 : 1) - (b.at === b.end ? 0 : 1) || (a.at === a.end ? Number(a.late === true) - Number(b.late === true) : b.end - a.end))
  let out = ''
  let position = from
  let swallowed = from
  let last: string | undefined
  for (const edit of sorted) {
    if (edit.at < swallowed || (edit.at < position && edit.end > edit.at)) continue
    if (edit.at > position) {
      out += chunk.code.slice(position - chunk.base, edit.at - chunk.base)
      last = chunk.code[edit.at - chunk.base - 1]
    }
    out += isWord(last) && isWord(edit.text[0]) ? ` ${edit.text}` : edit.text
    last = edit.text.at(-1) ?? last
    position = Math.max(position, edit.end)
    if (edit.swallow) swallowed = edit.end
  }
  return out + chunk.code.slice(position - chunk.base, to - chunk.base)
}

const isWord = (character: string | undefined): boolean => character !== undefined && /[\w$\u0080-\uffff]/.test(character)
