import { shellOf } from '../3-analyse/walk/literal.ts'
import type { ItemMatch, ItemPair, Spot } from './items.ts'

/**
 * `let doors = {}` became `let doors` and `doors = {}`, or the other way round: it is the same value, which nobody evaluates again, as
 * long as the initialiser is the same but for the code inside its functions.
 */
export function findApart(match: ItemMatch): void {
  for (const pair of match.pairs.filter(isApart)) {
    const { before, after } = pair
    const [with_, others] = before.item.init ? [before, match.come] : [after, match.gone]
    const [name, ...more] = with_.item.names
    if (before.item.names.length !== 1 || more.length > 0 || after.item.names[0] !== name) continue
    const other = others.find(({ item }) => item.assigns === name)
    if (!other || valueOf(with_) !== valueOf(other)) continue
    others.splice(others.indexOf(other), 1)
    const found: ItemPair[] = before.item.init ? [{ before, after: other, apart: 'value' }, { ...pair, apart: 'name' }] : [{ before: other, after, apart: 'value' }]
    match.pairs.splice(match.pairs.indexOf(pair), 1, ...found)
  }
}

/** One of the two has an initialiser. */
const isApart = ({ before, after }: ItemPair): boolean => (before.item.init !== undefined) !== (after.item.init !== undefined)

const valueOf = ({ item: { init }, model: { path, format }, placed: { chunk } }: Spot): string | undefined => shellOf(path, chunk, init!, format)
