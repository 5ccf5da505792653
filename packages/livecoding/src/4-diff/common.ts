/** Longest common subsequence of two lists (dynamic programming over suffixes): new index to old index. */
export function common(before: number, after: number, same: (old: number, now: number) => boolean): Map<number, number> {
  const length = Array.from({ length: before + 1 }, () => new Uint32Array(after + 1))
  for (let i = before - 1; i >= 0; i--) for (let j = after - 1; j >= 0; j--) length[i]![j] = same(i, j) ? length[i + 1]![j + 1]! + 1 : Math.max(length[i + 1]![j]!, length[i]![j + 1]!)
  const kept = new Map<number, number>()
  for (let i = 0, j = 0; i < before && j < after;) {
    if (same(i, j)) kept.set(j++, i++)
    else if (length[i + 1]![j]! >= length[i]![j + 1]!) i++
    else j++
  }
  return kept
}
