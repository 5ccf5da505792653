import { isPlace } from '../3-analyse/items/commonjs.ts'
import { isPattern } from '../3-analyse/pattern.ts'
import { isKept, type Spot } from './items.ts'

/** `const { door } = make()` that gains or loses names is the declaration of before, as long as it has one of its names; gives the spots that are left. */
export function pairPatterns(come: readonly Spot[], gone: ReadonlySet<Spot>, pair: (from: Spot, to: Spot) => void): Spot[] {
  const patterns = come.some(isOpen) ? [...gone].filter(isOpen) : []
  const had = new Map(patterns.flatMap(spot => spot.item.names.map(name => [name, spot])))
  return come.filter(spot => {
    const from = isOpen(spot) ? spot.item.names.map(name => had.get(name)).find(each => each && gone.has(each)) : undefined
    if (from) pair(from, spot)
    return !from
  })
}

/** What is kept is not evaluated, and its new names would have nothing. */
const isOpen = (spot: Spot): boolean => spot.item.kind === 'variable' && isPattern(spot.item) && !spot.item.names.some(isPlace) && !isKept(spot)
