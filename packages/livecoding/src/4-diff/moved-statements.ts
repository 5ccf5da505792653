import { readBy } from '../3-analyse/items/at-once.ts'
import type { Item } from '../3-analyse/shapes.ts'
import { isMoved } from './same-thing.ts'
import { leadsOf, type Leads } from '../graph/leads.ts'
import { sameTarget, type Target } from '../graph/targets.ts'
import type { World } from '../world.ts'
import { peekName } from '../runtime/binding.ts'
import type { Change, Move } from './diff.ts'
import { move } from './move.ts'
import type { Spot } from './items.ts'

/**
 * Takes from the changes statements that stood in another module before the save and ran there: they are not run again, where
 * all that they say is the same thing in both modules. Constants that say other things there have not moved.
 */
export function findMovedStatements(world: World, changes: readonly Change[], before: Leads, after: Leads): void {
  for (let parted = true; parted;) {
    parted = false
    for (const target of changes) for (const each of target.moved) if (isComputed(each) && !isSameThere(each, target)) parted = part(each, target)
  }
  for (const target of changes) for (const each of target.moved) noteMade(each, target)
  const gone = Map.groupBy(changes.filter(({ revived }) => !revived).flatMap(change => change.gone.filter(canMove).map(spot => ({ change, spot }))), ({ spot }) => keyOf(spot))
  if (gone.size === 0) return
  for (const target of changes) {
    for (const to of [...target.come, ...target.revived ? target.pairs.map(pair => pair.after) : []]) {
      const found = canMove(to) ? gone.get(keyOf(to))?.find(({ change, spot }) => change !== target && change.gone.includes(spot) && saysTheSame(spot, change, target)) : undefined
      if (found) move(found.spot, found.change, to, target)
    }
  }

  function saysTheSame({ item }: Spot, source: Change, target: Change): boolean {
    return otherIn(item, item.free, source, target) === undefined
  }

  /** The first of these names that is another thing in the other module. */
  function otherIn({ names }: Item, said: Iterable<string>, source: Change, target: Change): string | undefined {
    const [there, here] = [namesIn(source, before), namesIn(target, after)]
    return [...said].find(name => !names.includes(name) && !isSame(meaning(source, 'before', there, name), meaning(target, 'after', here, name)))
  }

  /** What a call has made is kept; who made it may be another one here. */
  function noteMade(each: Move, target: Change): void {
    const { item } = each.from
    const change = changes.find(({ module }) => module === each.source)
    if (!change) return
    each.isOther = name => otherIn(item, [name], change, target) !== undefined
    const made = item.kind === 'variable' && item.calls ? otherIn(item, Iterator.from(readBy(item)).map(({ name }) => name), change, target) : undefined
    if (made !== undefined) each.made = made
  }

  function isSameThere({ from, source }: Move, target: Change): boolean {
    const change = changes.find(({ module }) => module === source)
    return !change || saysTheSame(from, change, target)
  }

  /** One goes, and another comes. */
  function part(each: Move, target: Change): true {
    target.moved = target.moved.filter(other => other !== each)
    target.come.push(each.to)
    changes.find(({ module }) => module === each.source)!.gone.push(each.from)
    return true
  }

  function isSame(from: Target | undefined, to: Target | undefined): boolean {
    return (!from && !to) || sameTarget(from, to) || (from !== undefined && to !== undefined && isMoved(from, to, changes))
  }

  /** Of files that are gone, or new, nobody has asked. */
  function namesIn({ module }: Change, leads: Leads): ReadonlyMap<string, Target> {
    return leads.names.get(module) ?? leadsOf(world, [module]).names.get(module)!
  }
}

/** A constant without a state: what it is follows from what it says, which may be other things where it stands now. */
const isComputed = ({ from: { item: { kind, declares, calls, names } }, source }: Move): boolean =>
  kind === 'variable' && declares === 'const' && !calls && source.runtime !== undefined && names.every(name => Object(peekName(source, name)) !== peekName(source, name))

const canMove = ({ item: { kind, hoists, free, refs } }: Spot): boolean =>
  kind === 'statement' && !hoists && !ofModule.some(name => free.has(name)) && !refs.some(({ form }) => form === 'meta')

/** Each module has its own: what a statement did with that of another module, it has not done here. */
const ofModule = ['exports', 'module', '__filename', '__dirname']

const keyOf = ({ item }: Spot): string => `${item.shell} ${item.deep}`

/** What a name of a module leads to, as by an import or by `require`; undefined for a global. */
const meaning = (change: Change, when: 'before' | 'after', imported: ReadonlyMap<string, Target>, name: string): Target | undefined =>
  imported.get(name) ?? (change[when].bindings.has(name) ? { kind: 'binding', module: change.module, local: name } : undefined)
