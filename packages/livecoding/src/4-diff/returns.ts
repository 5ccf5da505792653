import { isPlace } from '../3-analyse/items/commonjs.ts'
import type { Item } from '../3-analyse/shapes.ts'
import { peekName } from '../runtime/binding.ts'
import type { Change } from './diff.ts'
import { move } from './move.ts'
import type { Spot } from './items.ts'

/**
 * What had moved out of a file that comes back (`LiveModule.left`). Where the other file loses it in the same save, by whatever name and
 * with whatever code it has there, it returns; else it goes on there, and the file that comes back gets one of its own.
 *
 *   a.ts  f ──┐        deleted         f ◄──┐        f: another one
 *   b.ts      └─► f  … g …  deleted   ──────┘    g: goes on
 */
export function findReturns(changes: readonly Change[]): void {
  for (const change of changes) {
    for (const { before, after } of [...change.pairs, ...change.renamed]) {
      if (!isAway(change, before) || (isRenamed(before, after) && hasNamesake(changes, change, after))) continue
      const value = valueOf(change, before)
      if ((typeof value !== 'object' && typeof value !== 'function') || value === null) continue
      for (const source of changes) {
        const from = source === change ? undefined : source.gone.find(spot => mayReturn(spot, after) && !source.module.left.has(spot.item) && valueOf(source, spot) === value)
        if (from) move(from, source, after, change)
      }
    }
  }
}

/** What did not return. */
export function partFromLeft(changes: readonly Change[]): void {
  for (const change of changes) {
    const away = ({ before }: { before: Spot }): boolean => isAway(change, before)
    change.come.push(...[...change.pairs, ...change.renamed].filter(away).map(({ after }) => after))
    change.pairs = change.pairs.filter(pair => !away(pair))
    change.renamed = change.renamed.filter(pair => !away(pair))
    change.gone = change.gone.filter(spot => !isAway(change, spot))
  }
}

/** Statements that moved run again where the file comes back with them. */
const isAway = ({ revived, module: { left } }: Change, { item }: Spot): boolean => revived && item.kind !== 'statement' && left.has(item)

const isRenamed = (from: Spot, to: Spot): boolean => from.item.names.join() !== to.item.names.join()

/** What another file calls so is nearer to it than what was called otherwise. */
const hasNamesake = (changes: readonly Change[], own: Change, now: Spot): boolean =>
  changes.some(each => each !== own && each.gone.some(({ item }) => mayBe(item, now.item) && item.names.join() === now.item.names.join() && !each.module.left.has(item)))

/** A variable keeps its value while its initialiser is the same. */
const mayReturn = (old: Spot, now: Spot): boolean => mayBe(old.item, now.item)

const mayBe = (from: Item, to: Item): boolean =>
  from.kind === to.kind && from.names.length === to.names.length && from.self?.flavour === to.self?.flavour && (to.self !== undefined || to.kind === 'enum' || from.shell === to.shell)

const valueOf = ({ module }: Change, { item: { names } }: Spot): unknown => names.length === 1 && !isPlace(names[0]!) ? peekName(module, names[0]!) : undefined
