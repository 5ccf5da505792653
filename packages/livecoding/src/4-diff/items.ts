import type { Item, Model, Placed } from '../3-analyse/shapes.ts'
import { findApart } from './apart.ts'
import { namedExports } from './named-export.ts'
import { pairPatterns } from './patterns.ts'
import { selfless } from './similar.ts'
import { nothingSame, sameIn, type Same } from './statements.ts'

/** An item, and where it stands. */
export interface Spot { item: Item, placed: Placed, model: Model }
export interface ItemPair {
  before: Spot
  after: Spot
  /** They differ only in the names of things that the save renames. */
  unedited?: boolean
  /** An initialiser became an assignment of its own or the other way round: here it goes on, or the variable is without it. */
  apart?: 'value' | 'name'
}

export interface ItemMatch {
  pairs: ItemPair[]
  renamed: ItemPair[]
  gone: Spot[]
  come: Spot[]
  /** Statements that are those of before: no pairs are made for what is in them. */
  same: Same
}

export const spotsOf = (model: Model, same: Same = nothingSame): Spot[] =>
  model.placed.flatMap(placed => same.has(placed.chunk) ? [] : placed.chunk.items.map(item => ({ item, placed, model })))

/**
 * Which item of the new text is which of the old. Names decide; statements are matched by their code, in order;
 * functions and classes that lost their name, by their body. `whole`: there are pairs for statements that are the same, too.
 */
export function matchItems(before: Model, after: Model, whole = false): ItemMatch {
  const same = whole ? nothingSame : sameIn(before, after)
  const match: ItemMatch = { pairs: [], renamed: [], gone: [], come: [], same }
  const oldSpots = spotsOf(before, same)
  const old = new Map<Item, Spot>(oldSpots.map(spot => [spot.item, spot]))
  const left = new Set(oldSpots)
  const come: Spot[] = []
  const pair = (from: Spot, to: Spot): void => {
    match.pairs.push({ before: from, after: to })
    left.delete(from)
  }
  for (const spot of spotsOf(after, same)) {
    const from = old.get(spot.item)
    if (from) pair(from, spot)
    else come.push(spot)
  }
  const rename = (from: Spot, to: Spot): void => {
    match.renamed.push({ before: from, after: to })
    left.delete(from)
  }
  const named = namedExports(left, come)
  for (const each of named) rename(each.before, each.after)
  const unnamed = pairBy(come.filter(spot => named.every(each => each.after !== spot)), left, spot => nameKey(spot.item), pair)
  // The same code under another name is the same thing, a default export first of all.
  const alike = (spot: Spot): string | undefined => defaultKey(spot) && renameKey(spot)
  const renames = [alike, renameKey, defaultKey, (spot: Spot) => plainDefaultKey(spot, before)]
  const still = renames.reduce((spots, key) => pairBy(spots, left, key, rename), unnamed)
  const codes = [(spot: Spot) => codeKey(spot.item, spot.item.deep), (spot: Spot) => codeKey(spot.item, spot.item.shell), keepKey, (spot: Spot) => spot.item.gives]
  const rest = codes.reduce((spots, key) => pairBy(spots, left, key, pair), still)
  match.come = pairPatterns(rest, left, pair)
  match.gone = [...left]
  findApart(match)
  return match
}

/** Pairs spots of equal keys in source order; gives those that are left. */
export function pairBy(come: readonly Spot[], gone: ReadonlySet<Spot>, key: (spot: Spot) => string | undefined, pair: (from: Spot, to: Spot) => void): Spot[] {
  const waiting = new Map<string, Spot[]>()
  for (const spot of gone) {
    const k = key(spot)
    if (k !== undefined) waiting.set(k, [...waiting.get(k) ?? [], spot])
  }
  return come.filter(spot => {
    const k = key(spot)
    const found = k === undefined ? undefined : waiting.get(k)?.shift()
    if (found) pair(found, spot)
    return !found
  })
}

/** By what an item is known whatever its code is. */
function nameKey({ kind, prototypes, returned, assigns, defines, title, adds, names }: Item): string | undefined {
  if (kind === 'namespace') return `namespace ${title}`
  if (kind !== 'statement') return adds === undefined ? names.join() : `enum ${adds}`
  if (prototypes && !prototypes.mixes) return `prototypes ${prototypes.key}`
  return returned ? `class ${assigns!}` : defines
}

const codeKey = (item: Item, code: string): string | undefined => item.kind === 'statement' ? code : undefined

/** A kept statement is the same one, whatever became of its code. */
const keepKey = (spot: Spot): string | undefined => spot.item.kind === 'statement' && isKept(spot) ? 'keep' : undefined

/** `// livecoding: keep` stands before it. */
export const isKept = ({ item, placed }: Pick<Spot, 'item' | 'placed'>): boolean => placed.keep || item.keep === true

/** A default export is found by everyone under that name, whatever else it is called; a held generator cannot become a plain function. */
const defaultKey = ({ item, model }: Spot): string | undefined =>
  item.self && item.names[0] === model.exports.get('default')?.local ? `default ${item.kind} ${item.self.flavour}` : undefined

/** A plain function can become any other. */
const plainDefaultKey = (spot: Spot, before: Model): string | undefined =>
  spot.model !== before || spot.item.self?.flavour === 'plain' ? defaultKey(spot)?.replace(/ \w+$/, '') : undefined

/** The same code, whatever it is called. */
export const renameKey = ({ item }: Spot): string | undefined => item.self && item.names.length === 1 ? `${item.kind} ${item.self.flavour} ${selfless(item.self)}` : undefined
