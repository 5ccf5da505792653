/** The word that was probably meant: the nearest one, if it is near at all. */
export function nearest(word: string, words: string[]): string | undefined {
  const [best] = words
    .map(each => ({ each, far: distance(word.toLowerCase(), each.toLowerCase()) }))
    .filter(({ each, far }) => {
      const letters = Math.min(word.length, each.length)
      return far < letters && far <= Math.max(1, letters * 0.4)
    })
    .toSorted((a, b) => a.far - b.far)
  return best?.each
}

/** How many letters to change, add, take away or swap with their neighbour (optimal string alignment). */
function distance(from: string, to: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let row = 1; row <= from.length; row++) {
    const next = [row]
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1]
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      next[column] = Math.min(
        cell(last, column) + 1,
        cell(next, column - 1) + 1,
        cell(last, column - 1) + (same ? 0 : 1),
        swapped ? cell(beforeLast, column - 2) + 1 : Infinity,
      )
    }
    ;[beforeLast, last] = [last, next]
  }
  return cell(last, to.length)
}

function cell(row: number[], column: number): number {
  return row[column] ?? Infinity
}
