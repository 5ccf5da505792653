import { isPlace } from '../3-analyse/commonjs.ts'
import type { Model, Site } from '../3-analyse/shapes.ts'
import type { Ghost, LiveModule } from '../world.ts'
import { matchItems, pairBy, spotsOf, type ItemMatch, type ItemPair, type Spot } from './items.ts'
import { pairSimilar } from './similar.ts'
import { matchSites, type SitePair } from './sites.ts'

/** What differs between the module that runs and its new text. */
export interface Change extends ItemMatch {
  module: LiveModule
  before: Model
  after: Model
  /** Items that come from another module of the same save. */
  moved: Move[]
  /** Nobody imports the module any more, or its file is gone: its statements' effects end, all else stays. */
  retired: boolean
  /** It was retired and comes back: its statements run again. */
  revived: boolean
  /** Nothing of it was edited; what it computes from other modules may follow. */
  follows: boolean
  /** A name that it imports is overwritten: it says the new one, and its classes stay children of the old one. */
  overwritten: boolean
  /** Free names of sites, and classes, that get their code anew though nothing of it changed. */
  again?: ReadonlySet<object>
}

export interface Move { from: Spot, source: LiveModule, to: Spot }

/** `whole`: what is the same is told of as well; so it is where all statements may run again. */
export function diff(module: LiveModule, after: Model, whole = module.dormant || module.again || after.rerun): Change {
  const before = module.current
  const match = matchItems(before, after, whole)
  const isNew = (spot: Spot): boolean => !ghostFor(module, spot)
  pairSimilar(match.come.filter(isNew), [...match.gone], (from, to) => {
    match.renamed.push({ before: from, after: to })
    match.gone = match.gone.filter(spot => spot !== from)
    match.come = match.come.filter(spot => spot !== to)
  })
  return { module, before, after, ...match, moved: [], retired: false, revived: module.dormant, follows: false, overwritten: false }
}

/**
 * Takes from the changes what moved from one module to another in one save: unchanged; a class that was edited too and kept its
 * name; and where the whole file was renamed, whatever else goes on under its name.
 */
export function findMoves(changes: readonly Change[]): void {
  findUnchanged(changes)
  for (const target of changes) {
    const sources = new Set(target.moved.map(({ source }) => source))
    for (const source of changes) if (source.retired && sources.has(source.module)) findEdited(source, target)
  }
}

function move(from: Spot, source: Change, to: Spot, target: Change): void {
  target.moved.push({ from, source: source.module, to })
  target.come = target.come.filter(each => each !== to)
  target.pairs = target.pairs.filter(({ after }) => after !== to)
  source.gone.splice(source.gone.indexOf(from), 1)
}

/** What new text of a module may be what another one lost: a module that comes back has its own of what was moved out of it meanwhile. */
const open = ({ come, pairs, revived }: Change): Spot[] => [...come, ...revived ? pairs.map(pair => pair.after) : []]

/** Functions, classes, and variables whose initialisers are edited only inside nested functions. */
function findEdited(source: Change, target: Change): void {
  const key = ({ item: { kind, names, self, shell } }: Spot): string | undefined =>
    names.some(isPlace) ? undefined : self ? `${kind} ${names.join()} ${self.flavour}` : kind === 'variable' ? `variable ${names.join()} ${shell}` : undefined
  pairBy(open(target), new Set(source.gone), key, (from, to) => move(from, source, to, target))
}

function findUnchanged(changes: readonly Change[]): void {
  const gone = new Map<string, { change: Change, spot: Spot }>()
  for (const change of changes) for (const spot of change.gone) if (spot.item.kind !== 'statement' && !spot.item.names.some(isPlace)) gone.set(moveKey(spot), { change, spot })
  for (const change of changes) {
    for (const spot of open(change)) {
      const found = gone.get(moveKey(spot))
      if (!found || found.change === change) continue
      move(found.spot, found.change, spot, change)
      gone.delete(moveKey(spot))
    }
  }
  const at = new Map(changes.flatMap(change => [...change.gone, ...change.come].map((spot): [Spot, Change] => [spot, change])))
  const isMove = (from: Spot, to: Spot): boolean => at.get(from) !== at.get(to) && from.item.names[0] === to.item.names[0]
  pairSimilar(changes.flatMap(change => change.come.filter(spot => !ghostFor(change.module, spot))), gone.values().map(({ spot }) => spot), (from, to) => move(from, at.get(from)!, to, at.get(to)!), isMove)
}

/** A module that the save brings, seen as one whose items all come. */
export const arrivalChange = (module: LiveModule): Change =>
  ({ module, before: module.current, after: module.current, pairs: [], renamed: [], gone: [], come: spotsOf(module.current), same: { head: 0, tail: 0 }, moved: [], retired: false, revived: false, follows: false, overwritten: false })

/** A module that nobody imports any more: what a new text of it lost may have gone to another file of the save. */
export function retirement(module: LiveModule, model: Model | undefined): Change {
  const change = diff(module, module.current, true)
  const gone = model ? matchItems(module.current, model).gone : []
  const lost = new Set(gone.map(({ item }) => item))
  return { ...change, pairs: change.pairs.filter(({ before }) => !lost.has(before.item)), gone, retired: true }
}

/** A module whose file is gone: its items may turn up in another file of the save. */
export const departure = (module: LiveModule): Change =>
  ({ ...diff(module, module.current, true), pairs: [], gone: spotsOf(module.current), retired: true })

const moveKey = ({ item }: Spot): string => `${item.kind} ${item.names.join()} ${item.shell} ${item.deep}`

/** Pairs of sites of two matched items, nested ones too, in source order. */
export function sitePairs({ before, after }: ItemPair): { pairs: SitePair[], gone: Site[] } {
  const all: { pairs: SitePair[], gone: Site[] } = { pairs: [], gone: [] }
  if (before.item === after.item) return all
  collect(before.item.sites, after.item.sites, all)
  return all
}

function collect(before: readonly Site[], after: readonly Site[], all: { pairs: SitePair[], gone: Site[] }): void {
  const { pairs, gone } = matchSites(before, after)
  all.gone.push(...gone)
  for (const pair of pairs) {
    all.pairs.push(pair)
    collect(pair.before.children, pair.after.children, all)
  }
}

/** Something that the source lost comes back under its name. */
export const ghostFor = (module: LiveModule, { item }: Spot): Ghost | undefined => {
  const ghost = item.names.length === 1 ? module.ghosts.get(item.names[0]!) : undefined
  return ghost && ghost.item.kind === item.kind ? ghost : undefined
}
