/** Where two texts differ: all before `head`, and the last `tail` characters, are the same in both. */
export interface Difference { head: number, tail: number }

/** Characters that are compared at once: V8 compares parts of strings far faster than code that looks at each character. */
const step = 4096

export function differenceOf(before: string, after: string): Difference {
  const limit = Math.min(before.length, after.length)
  const head = common(limit, (at, size) => before.slice(at, at + size) === after.slice(at, at + size))
  const [last, end] = [before.length, after.length]
  const tail = common(limit - head, (at, size) => before.slice(last - at - size, last - at) === after.slice(end - at - size, end - at))
  return { head, tail }
}

/** How many of at most `limit` characters are the same, counted from one side: whole steps first, then half of what is left, and half of that. */
function common(limit: number, isSame: (at: number, size: number) => boolean): number {
  let at = 0
  while (at + step <= limit && isSame(at, step)) at += step
  for (let size = step >> 1; size > 0; size >>= 1) if (at + size <= limit && isSame(at, size)) at += size
  return at
}
