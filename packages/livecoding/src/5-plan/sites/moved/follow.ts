import type { Local } from '../../../3-analyse/reference-shapes.ts'
import type { Site } from '../../../3-analyse/site-shapes.ts'
import { groupOf, isForAnother } from '../../../4-diff/sites.ts'
import type { SiteRecord } from '../../../live-module.ts'
import { kindOfSite } from '../../draft.ts'
import { part, recordOf } from '../../records.ts'
import { placeOf } from '../../unit/renamed-locals.ts'
import type { Renamed } from '../../unit/renamed.ts'
import { planSite } from '../sites.ts'
import { isRelated } from './related.ts'
import { hostOf, withInner, type Standing } from './standing.ts'

/**
 * `isNamed`: both have one name. `isBack`: the function that comes is one that the source had before, and who has that goes with it. `isPulledUp`: from
 * a class to one above, and what another save puts back there has its own again.
 */
export interface How { isNamed?: boolean, isBack?: boolean, isPulledUp?: boolean }

/** Who holds the one goes on with the other's code, if it can: tells whether it does. What `isNamed` may say names of the module that were variables around it. */
export function follow(old: Standing, now: Standing, { isNamed = false, isBack = false, isPulledUp = false }: How): boolean {
  const [{ site: before, draft: source }, { site: after, placed, draft }] = [old, now]
  const renamed = sameNames(before, after, isNamed)
  if ((draft.was.has(after) && !isBack) || !renamed || !isRelated(old, now) || isForAnother({ before, after })) return false
  const here = source === draft ? draft : { ...draft, changedNames: draft.changedNames.union(after.free) }
  const inner = new Set(withInner([before]))
  const parted = isLost(old) ? [...inner].filter(({ kind, within }) => kind !== 'class' && !within) : []
  if (source !== draft) for (const site of inner) draft.borrowed.set(site, recordOf(source.module, site))
  for (const site of parted) draft.borrowed.set(site, copyOf(recordOf(source.module, site)))
  // As long as it was lost there, it was to go on with its old code.
  source.declare = source.declare.filter(step => step.do !== 'patch' || !inner.has(step.site))
  const host = hostOf(draft, after)
  planSite(here, before, after, placed, { quiet: !isTold(before, after), renamed, ...host && { host } })
  for (const [site, was] of draft.was) if (parted.includes(was)) part(source, recordOf(source.module, was), draft.records.get(site)!)
  if (!isPulledUp) for (const [parent, lost] of source.lost) source.lost.set(parent, lost.filter(({ site }) => site !== before))
  return true
}

/** What got a name, or an item of its own, is told as added. */
const isTold = (before: Site, after: Site): boolean => kindOfSite(after) === 'closure' && before.name === after.name && groupOf(before) === groupOf(after)

/** A function of the top level may come back, and what it makes then has its own code. */
const isLost = ({ item, draft: { change } }: Standing): boolean => item.self !== undefined && change.gone.some(each => each.item === item)

const copyOf = (record: SiteRecord): SiteRecord => ({ ...record, versions: [...record.versions] })

/** A name says the same variable, wherever that is declared now; undefined where one is the module's. */
function sameNames(before: Site, after: Site, isNamed: boolean): Renamed | undefined {
  const old = new Map(Array.from(before.captures, local => [local.name, local]))
  const now = Array.from(after.captures)
  if (!isNamed && (now.some(({ name }) => before.free.has(name)) || old.keys().some(name => after.free.has(name)))) return undefined
  const around = now.flatMap((local): [number, number][] => old.has(local.name) ? [[placeOf(local), placeOf(old.get(local.name)!)]] : [])
  return new Map([...around, ...sameInside(localsIn(before), localsIn(after))])
}

/** What the code declares itself may stand in another number of functions and blocks. */
const sameInside = (old: readonly Local[], now: readonly Local[]): [number, number][] =>
  old.length === now.length && old.every(({ name }, index) => name === now[index]!.name) ? now.map((local, index) => [placeOf(local), placeOf(old[index]!)]) : []

/** In the order of the code. */
function localsIn(site: Site): Local[] {
  const all = new Set(withInner([site]).flatMap(({ captures, loop, layer }) => [...captures, ...loop?.heads ?? [], ...layer?.locals ?? []]))
  return [...all].filter(({ at }) => at >= site.start && at < site.end).toSorted((one, other) => placeOf(one) - placeOf(other) || one.name.localeCompare(other.name))
}
