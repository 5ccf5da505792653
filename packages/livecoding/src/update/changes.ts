import type { Model } from '../3-analyse/shapes.ts'
import { arrivalChange, departure, diff, findMoves, retirement, type Change } from '../4-diff/diff.ts'
import type { Leading } from '../4-diff/led-on.ts'
import { findMovedStatements } from '../4-diff/moved-statements.ts'
import { followRenames } from '../4-diff/renames.ts'
import { namesOf, saidAnew, type Names } from '../5-plan/sayings.ts'
import { renewing } from './renewing.ts'
import { computing } from '../6-verify/computing.ts'
import { ledElsewhere } from '../graph/leads.ts'
import type { Linked } from '../6-verify/link.ts'
import { noteUnnamed } from '../loader/links.ts'
import { modelAt } from '../graph/modules.ts'
import type { Overwriting } from '../namespaces/overwrite.ts'
import { peekName } from '../runtime/binding.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'

/** What a save brings, once it is known to link. */
export interface Affected {
  models: ReadonlyMap<LiveModule, Model>
  /** Modules that import from these, and how all of them said their names before. */
  readers: ReadonlySet<LiveModule>
  before: Names
  deleted: ReadonlySet<string>
  linked: Linked
  overwriting: Overwriting
  /** JSON modules that get another content. */
  data: readonly LiveModule[]
  /** Gets the modules that are pending without an edit. */
  renewed: LiveModule[]
}

/**
 * All that a save changes, module by module: those whose text is another, those that say a name in another way now or are led
 * elsewhere by it (what `require` gave is a value, not a name), those that nobody imports any more, or again; what moved from one to another; and who computes something from all this.
 */
export function changesOf(world: World, affected: Affected): Change[] {
  const { linked, overwriting, data, before, models, readers } = affected
  const now = namesOf(world, [...models.keys(), ...readers])
  const led = new Set(now.leads.names.keys().filter(module => ledElsewhere(before.leads, now.leads, module).size > 0))
  const anew = [...readers].filter(module => module.kind === 'cjs' || led.has(module) || overwriting.readers.has(module) || saidAnew(before, now, module).size > 0)
  const changes = [...changed(world, affected, new Set(anew)), ...overwriting.changes]
  changes.push(...arrivedWith(world, linked.arrivals, changes, { before: before.leads, after: now.leads }))
  const elsewhere = [...led].filter(module => modelAt(module, 'newest').passesOn)
  const computed = computing(world, changes, [...data, ...elsewhere])
  const known = new Set(changes.map(({ module }) => module))
  changes.push(...[...computed.difference(known)].map(module => ({ ...diff(module, module.current), follows: true })))
  const again = changes.flatMap(({ module }) => module.again ? module : [])
  affected.renewed.push(...renewing(world, new Set([...computed, ...elsewhere, ...again]), changes, before))
  followRenames(world, changes)
  return changes
}

function changed(world: World, { models, deleted, linked: { lost, revived }, overwriting }: Affected, anew: ReadonlySet<LiveModule>): Change[] {
  const changes: Change[] = []
  const gone = [...deleted].flatMap(path => world.modules.get(path) ?? [])
  const all = new Set([...models.keys(), ...anew, ...lost, ...gone, ...revived])
  // What asks to be evaluated again comes without a text.
  if (models.size === 0) for (const module of world.modules.values()) if (module.again) all.add(module)
  for (const module of [...all].sort((a, b) => a.id - b.id)) {
    const model = models.get(module)
    if (!module.runtime) continue
    if (revived.has(module)) changes.push(diff(module, module.pending!))
    else if (!module.dormant && (lost.has(module) || deleted.has(module.path))) changes.push(deleted.has(module.path) ? departure(module) : retirement(module, model))
    else if (model) changes.push(diff(module, model))
    // What the source has no more goes on with the names that it had.
    else if ((anew.has(module) && !module.dormant) || module.again) changes.push({ ...diff(module, module.current), overwritten: overwriting.readers.has(module) })
  }
  return changes
}

/** Of the modules that the save brings, those that take over what another one lost. */
function arrivedWith(world: World, arrivals: readonly LiveModule[], changes: readonly Change[], leads: Leading): Change[] {
  const arrived = arrivals.filter(({ kind }) => kind !== 'json').map(arrivalChange)
  findMoves([...changes, ...arrived], leads)
  findMovedStatements(world, [...changes, ...arrived], leads.before, leads.after)
  for (const change of arrived) {
    change.come = []
    change.module.moving = new Map(change.moved.flatMap(({ from, source, to }) => to.item.names.map((name, index) => [name, peekName(source, from.item.names[index]!)])))
    change.module.anew = new Set(change.moved.flatMap(({ anew, to }) => anew ? to.item.names : []))
    change.module.ran = new Set(change.moved.flatMap(({ to: { item } }) => item.kind === 'statement' ? item : []))
  }
  const taking = arrived.filter(change => change.moved.length > 0)
  for (const { module } of taking) noteUnnamed(world, module)
  return taking
}
