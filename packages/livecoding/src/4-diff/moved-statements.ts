import { readBy } from '../3-analyse/items/at-once.ts'
import type { Leads } from '../graph/leads.ts'
import type { World } from '../world.ts'
import { peekName } from '../runtime/binding.ts'
import type { Change, Move } from './diff.ts'
import { move } from './move.ts'
import type { Spot } from './items.ts'
import { compareNames, type OtherThere } from './said-there.ts'

/**
 * Takes from the changes statements that stood in another module before the save and ran there: they are not run again, where
 * all that they say is the same thing in both modules. Constants that say other things there have not moved, and enums get other members.
 */
export function findMovedStatements(world: World, changes: readonly Change[], before: Leads, after: Leads): void {
  const otherIn = compareNames(world, changes, before, after)
  partConstants(changes, otherIn)
  for (const target of changes) for (const each of target.moved) noteMade(changes, each, target, otherIn)
  takeStatements(changes, otherIn)
}

const changeOf = (changes: readonly Change[], { source }: Move): Change | undefined => changes.find(({ module }) => module === source)

/** One that has not moved may be what another one says. */
function partConstants(changes: readonly Change[], otherIn: OtherThere): void {
  for (let parted = true; parted;) {
    parted = false
    for (const target of changes) {
      for (const each of target.moved) {
        const source = changeOf(changes, each)
        const saysAnother = (): boolean => source !== undefined && saysOther(each.from, source, target, otherIn)
        if (isEnum(each) ? each.anew || !isEdited(each) && (each.from.item.calls || !saysAnother()) : !isComputed(each) || !saysAnother()) continue
        if (isEnum(each)) each.anew = true
        else part(each, source!, target)
        parted = true
      }
    }
  }
}

const isEnum = ({ to }: Move): boolean => to.item.kind === 'enum'
const isEdited = ({ from, to }: Move): boolean => from.item.shell !== to.item.shell

/** One goes, and another comes. */
function part(each: Move, source: Change, target: Change): void {
  target.moved = target.moved.filter(other => other !== each)
  target.come.push(each.to)
  source.gone.push(each.from)
}

/** What a call has made is kept; who made it may be another one here. */
function noteMade(changes: readonly Change[], each: Move, target: Change, otherIn: OtherThere): void {
  const { item } = each.from
  const source = changeOf(changes, each)
  if (!source) return
  each.isOther = name => otherIn(item, [name], source, target) !== undefined
  const made = (item.kind === 'variable' || item.kind === 'enum' && !each.anew) && item.calls ? otherIn(item, Iterator.from(readBy(item)).map(({ name }) => name), source, target) : undefined
  if (made !== undefined) each.made = made
}

function takeStatements(changes: readonly Change[], otherIn: OtherThere): void {
  const gone = Map.groupBy(changes.filter(({ revived }) => !revived).flatMap(change => change.gone.filter(canMove).map(spot => ({ change, spot }))), ({ spot }) => keyOf(spot))
  if (gone.size === 0) return
  for (const target of changes) {
    for (const to of [...target.come, ...target.revived ? target.pairs.map(pair => pair.after) : []]) {
      const found = canMove(to) ? gone.get(keyOf(to))?.find(({ change, spot }) => change !== target && change.gone.includes(spot) && !saysOther(spot, change, target, otherIn)) : undefined
      if (found) move(found.spot, found.change, to, target)
    }
  }
}

const saysOther = ({ item }: Spot, source: Change, target: Change, otherIn: OtherThere): boolean => otherIn(item, item.free, source, target) !== undefined

/** A constant without a state: what it is follows from what it says, which may be other things where it stands now. */
const isComputed = ({ from: { item: { kind, declares, calls, names } }, source }: Move): boolean =>
  kind === 'variable' && declares === 'const' && !calls && source.runtime !== undefined && names.every(name => Object(peekName(source, name)) !== peekName(source, name))

const canMove = ({ item: { kind, hoists, free, refs } }: Spot): boolean =>
  kind === 'statement' && !hoists && !ofModule.some(name => free.has(name)) && !refs.some(({ form }) => form === 'meta')

/** Each module has its own: what a statement did with that of another module, it has not done here. */
const ofModule = ['exports', 'module', '__filename', '__dirname']

const keyOf = ({ item }: Spot): string => `${item.shell} ${item.deep}`
