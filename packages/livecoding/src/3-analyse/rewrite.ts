/** Replaces `[at, end)` of a text; an insertion where both are equal. */
export interface Rewrite { at: number, end: number, text: string }

/** The text between two offsets with its rewrites, which do not overlap; at one offset insertions come first, in the order of the list. */
export function rewritten(text: string, from: number, to: number, rewrites: readonly Rewrite[]): string {
  let out = ''
  let position = from
  for (const { at, end, text: put } of rewrites.filter(each => each.at >= from && each.end <= to).sort((a, b) => a.at - b.at || Number(a.end > a.at) - Number(b.end > b.at))) {
    out += text.slice(position, at) + put
    position = end
  }
  return out + text.slice(position, to)
}

/** White space of the same shape. */
export const spaces = (text: string): string => text.replace(/[^\r\n\u2028\u2029]/g, ' ')
