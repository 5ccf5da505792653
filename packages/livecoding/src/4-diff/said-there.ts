import type { Item } from '../3-analyse/shapes.ts'
import { leadsOf, type Leads } from '../graph/leads.ts'
import { sameTarget, type Target } from '../graph/targets.ts'
import type { World } from '../world.ts'
import type { Change } from './diff.ts'
import { isMoved } from './same-thing.ts'

/** The first of these names that an item of one module says, and that is another thing in another module. */
export type OtherThere = (item: Item, said: Iterable<string>, source: Change, target: Change) => string | undefined

/** Compares what names lead to in one module before a save, and in another one behind it. */
export function compareNames(world: World, changes: readonly Change[], before: Leads, after: Leads): OtherThere {
  const isSame = (from: Target | undefined, to: Target | undefined): boolean =>
    (!from && !to) || sameTarget(from, to) || (from !== undefined && to !== undefined && isMoved(from, to, changes))

  /** Of files that are gone, or new, nobody has asked. */
  const namesIn = ({ module }: Change, leads: Leads): ReadonlyMap<string, Target> =>
    leads.names.get(module) ?? leadsOf(world, [module]).names.get(module)!

  return ({ names }, said, source, target) => {
    const [there, here] = [namesIn(source, before), namesIn(target, after)]
    return [...said].find(name => !names.includes(name) && !isSame(meaning(source, 'before', there, name), meaning(target, 'after', here, name)))
  }
}

/** What a name of a module leads to, as by an import or by `require`; undefined for a global. */
const meaning = (change: Change, when: 'before' | 'after', imported: ReadonlyMap<string, Target>, name: string): Target | undefined =>
  imported.get(name) ?? (change[when].bindings.has(name) ? { kind: 'binding', module: change.module, local: name } : undefined)
