/** Where to put back what stood behind `before`: after the nearest of them that is there. */
export function placeAmong<T>(before: T[], now: T[]): number {
  const neighbour = before.findLast(each => now.includes(each))
  return neighbour === undefined ? 0 : now.indexOf(neighbour) + 1
}
