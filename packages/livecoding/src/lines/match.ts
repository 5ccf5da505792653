import { lastAtMost } from './tokens.ts'

/** Cells of a table that is made at once; above it the texts are cut at the words that both have once. */
const largest = 1_000_000

/**
 * Which token of `to` each token of `from` is, -1 for none: as much text as possible is matched, in as few stretches as
 * possible, for an edit inserts or replaces text in one piece.
 *
 *     from  { if ( $lc0 . s !== void 0 ) return $lc0 . s ( ) ;   return   1   }
 *     to    {                                                    return   1   }
 */
export function matchTokens(from: readonly string[], to: readonly string[]): Int32Array {
  const found = new Int32Array(from.length).fill(-1)
  const match = (part: Part): void => {
    if ((part.fromEnd - part.from + 1) * (part.toEnd - part.to + 1) <= largest) return fill(found, from, to, part)
    const marks = landmarks(from, to, part)
    let { from: i, to: j } = part
    for (const [here, there] of marks) {
      found[here] = there
      match({ from: i, fromEnd: here, to: j, toEnd: there })
      i = here + 1
      j = there + 1
    }
    if (marks.length > 0) match({ ...part, from: i, to: j })
  }
  match({ from: 0, fromEnd: from.length, to: 0, toEnd: to.length })
  return found
}

interface Part { from: number, fromEnd: number, to: number, toEnd: number }

/** Where five tokens in a row stand once in both texts; as many places as are in the same order. */
function landmarks(from: readonly string[], to: readonly string[], part: Part): [number, number][] {
  const once = (tokens: readonly string[], start: number, end: number): Map<string, number> => {
    const at = new Map<string, number>()
    for (let index = start; index + 5 <= end; index++) {
      const row = tokens.slice(index, index + 5).join(' ')
      at.set(row, at.has(row) ? -1 : index)
    }
    return at
  }
  const theirs = once(to, part.to, part.toEnd)
  // The longest ascending run: `last[n]` is the pair with the least end of all runs of n + 1 pairs.
  interface Pair { here: number, there: number, before: Pair | undefined }
  const last: Pair[] = []
  const ends: number[] = []
  for (const [row, here] of once(from, part.from, part.fromEnd)) {
    const there = theirs.get(row) ?? -1
    if (here < 0 || there < 0) continue
    const rank = lastAtMost(ends, there) + 1
    ends[rank] = there
    last[rank] = { here, there, before: last[rank - 1] }
  }
  const run: [number, number][] = []
  for (let pair = last.at(-1); pair; pair = pair.before) run.push([pair.here, pair.there])
  return run.toReversed()
}

/** A new stretch costs less than the smallest match brings, so matching comes first. */
const stretch = 1
const worth = (token: string): number => token.trim() === '' ? 2 : 2 + 4 * token.length

/** Gotoh's two tables: `matched` ends with a match at (i, j), `open` in a gap of either side. */
function fill(found: Int32Array, from: readonly string[], to: readonly string[], part: Part): void {
  const [n, m] = [part.fromEnd - part.from, part.toEnd - part.to]
  const width = m + 1
  const steps = new Uint8Array((n + 1) * width) // 1: matched came out of a gap; 2, 4, 6: open came from the match, from above, from the left
  let matched = new Float64Array(width).fill(-Infinity)
  let open = new Float64Array(width)
  steps.fill(6, 1, width)
  matched[0] = 0
  for (let i = 1; i <= n; i++) {
    const above = [matched, open] as const
    matched = new Float64Array(width).fill(-Infinity)
    open = new Float64Array(width)
    steps[i * width] = 4
    const token = from[part.from + i - 1]!
    const value = worth(token)
    for (let j = 1; j <= m; j++) {
      let step = 0
      if (token === to[part.to + j - 1]) {
        const [straight, gap] = [above[0][j - 1]!, above[1][j - 1]! - stretch]
        if (gap > straight) step = 1
        matched[j] = value + Math.max(straight, gap)
      }
      const [here, up, left] = [matched[j]!, above[1][j]!, open[j - 1]!]
      // Of equal ways the first of `to` and the last of `from`: guards stand before what they guard.
      if (left >= here && left >= up) step |= 6
      else step |= here >= up ? 2 : 4
      open[j] = Math.max(here, up, left)
      steps[i * width + j] = step
    }
  }
  let [i, j, inMatch] = [n, m, false]
  while (i > 0 && j > 0) {
    const step = steps[i * width + j]!
    if (inMatch) {
      found[part.from + --i] = part.to + --j
      inMatch = (step & 1) === 0
    } else if ((step & 6) === 2) inMatch = true
    else if ((step & 6) === 4) i--
    else j--
  }
}
