import { isPlace } from '../3-analyse/items/commonjs.ts'
import type { Model } from '../3-analyse/shapes.ts'
import type { Ghost, LiveModule } from '../live-module.ts'
import { move } from './move.ts'
import { findReturns, partFromLeft } from './returns.ts'
import { matchItems, pairBy, renameKey, spotsOf, type ItemMatch, type ItemPair, type Spot } from './items.ts'
import { ledOn, type Leading } from './led-on.ts'
import { findMovedClasses, findMovedUnedited } from './moved-renamed.ts'
import { filesRenamed } from './renamed-files.ts'
import { pairMoved, pairSimilar } from './similar.ts'
import { nothingSame } from './statements.ts'

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
  /** The save brings the module: what it takes over is in place once it is loaded. */
  arrives?: true
  /** Nothing of it was edited; what it computes from other modules may follow. */
  follows: boolean
  /** A name that it imports is overwritten: it says the new one, and its classes stay children of the old one. */
  overwritten: boolean
  /** Chunks, free names of what is in them, and classes, that get their code anew though nothing of it changed. */
  again?: ReadonlySet<object>
}

/** `made`: what its call said is another thing where it stands now; `isOther`: whether a name is. `anew`: an enum is evaluated anew, and stays the same object. */
export interface Move { from: Spot, source: LiveModule, to: Spot, made?: string, isOther?: (name: string) => boolean, anew?: true }

/** `whole`: what is the same is told of as well; so it is where all statements may run again. */
export function diff(module: LiveModule, after: Model, whole = module.dormant || module.again || after.rerun): Change {
  const before = module.current
  const change: Change = { module, before, after, ...matchItems(before, after, whole), moved: [], retired: false, revived: module.dormant, follows: false, overwritten: false }
  findSimilar(change)
  return change
}

/** All of the module is evaluated again: it asked for that, or its directive does, and more than comments, types or layout differ. */
export const isRerun = ({ module, before, after, pairs, come, gone }: Change): boolean => module.again ??
  (after.rerun && !(come.length === 0 && gone.length === 0 && before.rerun && pairs.every(pair => pair.before.item.deep === pair.after.item.deep)))

function findSimilar(change: Change): void {
  pairSimilar(change.come.filter(spot => !ghostFor(change.module, spot)), [...change.gone], (from, to) => {
    change.renamed.push({ before: from, after: to })
    change.gone = change.gone.filter(spot => spot !== from)
    change.come = change.come.filter(spot => spot !== to)
  })
}

/**
 * Takes from the changes what moved from one module to another in one save: unchanged; a class or a function that was edited too and kept its
 * name; where the file goes on exporting it from the other one, or was renamed, whatever else goes on under its name; and functions and classes that only got another name.
 */
export function findMoves(changes: readonly Change[], leads: Leading): void {
  findReturns(changes)
  findUnchanged(changes)
  findLedOn(changes, leads)
  const retired = new Map(changes.filter(change => change.retired).map(change => [change.module, change]))
  const renamed = retired.size > 0 ? filesRenamed(changes) : undefined
  for (const target of renamed ? changes : []) {
    for (const source of new Set([renamed!.get(target), ...target.moved.map(({ source }) => retired.get(source))])) if (source) findEdited(source, target)
  }
  findMovedClasses(changes)
  partFromLeft(changes)
}

/** The same default export, or a class with nearly the same words, but neither its name nor its code. */
const guesses = ({ renamed }: Change): ItemPair[] => renamed.filter(({ before, after }) => before.item.self?.deep !== after.item.self?.deep)

/**
 * What new text of a module may be what another one lost: a module that comes back has its own of what was moved out of it meanwhile,
 * and what `require` gave has the name of what moves in.
 */
const open = ({ come, pairs, renamed, revived }: Change): Spot[] =>
  [...come, ...pairs.flatMap(pair => revived || isReplaced(pair) ? pair.after : []), ...revived ? renamed.map(({ after }) => after) : []]

const isReplaced = ({ before: { item: was }, after: { item } }: ItemPair): boolean => was.kind !== item.kind || (was.requires === undefined) !== (item.requires === undefined)

/** Functions, classes, enums, and variables whose initialisers are edited only inside nested functions. */
function findEdited(source: Change, target: Change, mayBe: (spot: Spot) => boolean = () => true): void {
  const key = (spot: Spot): string | undefined => {
    const { kind, names, self, shell, title } = spot.item
    if (names.some(isPlace)) return undefined
    if (self) return `${kind} ${names.join()} ${self.flavour}`
    if (kind === 'enum') return `enum ${names.join()} ${title}`
    return kind === 'variable' || kind === 'namespace' ? `${kind} ${names.join()} ${shell}` : undefined
  }
  pairBy(open(target).filter(mayBe), new Set(source.gone.filter(mayBe)), key, (from, to) => move(from, source, to, target))
}

/** What a file goes on exporting from another one: however much of it was edited, it is the same thing for all who import it. */
function findLedOn(changes: readonly Change[], { before, after }: Leading): void {
  if (changes.every(({ gone }) => gone.length === 0)) return
  for (const { from, to, names } of ledOn(before, after)) {
    const [source, target] = [from, to].map(module => changes.find(change => change.module === module))
    if (source && target) findEdited(source, target, each => names.has(each.item.names[0]!) && mayLeave(each, source))
  }
}

function findUnchanged(changes: readonly Change[]): void {
  const guessed = new Map(changes.map(change => [change, guesses(change)]))
  const gone = new Map<string, { change: Change, spot: Spot }>()
  for (const change of changes) {
    const lost = [...change.gone, ...[...guessed.get(change)!, ...change.pairs.filter(isReplaced)].map(({ before }) => before)]
    for (const spot of lost.filter(each => mayLeave(each, change))) gone.set(moveKey(spot), { change, spot })
  }
  for (const change of changes) {
    for (const spot of [...open(change), ...guessed.get(change)!.map(({ after }) => after)]) {
      const found = gone.get(moveKey(spot))
      if (!found || found.change === change) continue
      move(found.spot, found.change, spot, change)
      gone.delete(moveKey(spot))
    }
  }
  for (const change of changes) if (guessed.get(change)!.some(pair => !change.renamed.includes(pair))) findRenamed(change)
  findMovedUnedited(changes)
  findMovedCode(changes)
}

/** Functions and classes that were edited, too, and stand in another file under their name. */
function findMovedCode(changes: readonly Change[]): void {
  const at = new Map(changes.flatMap(change => [...change.gone, ...change.come].map((spot): [Spot, Change] => [spot, change])))
  const come = changes.flatMap(change => change.come.filter(spot => !ghostFor(change.module, spot)))
  const gone = changes.flatMap(change => change.gone.filter(spot => mayLeave(spot, change)))
  pairMoved(come, gone, (from, to) => move(from, at.get(from)!, to, at.get(to)!), (from, to) => at.get(from) !== at.get(to))
}

const mayLeave = (spot: Spot, { module }: Change): boolean => canMove(spot) && !module.left.has(spot.item)

const canMove = ({ item }: Spot): boolean => item.kind !== 'statement' && !item.names.some(isPlace)

/** What a move has left alone may have another name now. */
function findRenamed(change: Change): void {
  change.come = pairBy(change.come, new Set(change.gone), renameKey, (before, after) => {
    change.renamed.push({ before, after })
    change.gone = change.gone.filter(spot => spot !== before)
  })
  findSimilar(change)
}

/** A module that the save brings, seen as one whose items all come. */
export const arrivalChange = (module: LiveModule): Change => ({
  module, before: module.current, after: module.current, pairs: [], renamed: [], gone: [], come: spotsOf(module.current), same: nothingSame, moved: [],
  retired: false, revived: false, arrives: true, follows: false, overwritten: false,
})

/** A module that nobody imports any more: what a new text of it lost may have gone to another file of the save. */
export function retirement(module: LiveModule, model: Model | undefined): Change {
  const change = diff(module, module.current, true)
  const match = model && matchItems(module.current, model)
  const gone = match ? [...match.gone, ...match.pairs.flatMap(pair => isReplaced(pair) ? pair.before : [])] : []
  const lost = new Set(gone.map(({ item }) => item))
  return { ...change, pairs: change.pairs.filter(({ before }) => !lost.has(before.item)), gone, retired: true }
}

/** A module whose file is gone: its items may turn up in another file of the save. */
export const departure = (module: LiveModule): Change =>
  ({ ...diff(module, module.current, true), pairs: [], gone: spotsOf(module.current), retired: true })

const moveKey = (spot: Spot): string => `${spot.item.kind} ${spot.item.names.join()} ${spot.item.shell} ${spot.item.deep}`

/** Something that the source lost comes back under its name. */
export const ghostFor = (module: LiveModule, { item }: Spot): Ghost | undefined => {
  let ghost = item.names.length === 1 ? module.ghosts.get(item.names[0]!) : undefined
  while (ghost && ghost.item.kind !== item.kind) ghost = ghost.earlier
  return ghost
}
