/**
 * Longest common subsequence of two lists (dynamic programming over suffixes): new index to old index. `worth`: how good a pair is, 1 at best and
 * 0 for none; of all subsequences the best as a whole.
 */
export function common(before: number, after: number, worth: (old: number, now: number) => number): Map<number, number> {
  const kept = new Map<number, number>()
  let first = 0
  while (first < before && first < after && worth(first, first) === 1) kept.set(first, first++)
  let last = 0
  while (last < before - first && last < after - first && worth(before - last - 1, after - last - 1) === 1) kept.set(after - ++last, before - last)
  const [rows, columns] = [before - first - last, after - first - last]
  const pairs = Array.from({ length: rows }, (_, i) => Float64Array.from({ length: columns }, (_, j) => worth(first + i, first + j)))
  const best = Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1))
  const taken = (i: number, j: number): number => pairs[i]![j]! > 0 ? best[i + 1]![j + 1]! + pairs[i]![j]! : -1
  for (let i = rows - 1; i >= 0; i--) for (let j = columns - 1; j >= 0; j--) best[i]![j] = Math.max(taken(i, j), best[i + 1]![j]!, best[i]![j + 1]!)
  for (let i = 0, j = 0; i < rows && j < columns;) {
    if (best[i]![j] === taken(i, j)) kept.set(first + j++, first + i++)
    else if (best[i + 1]![j]! >= best[i]![j + 1]!) i++
    else j++
  }
  return kept
}
