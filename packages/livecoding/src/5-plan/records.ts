import type { Chunk, Placed } from '../3-analyse/shapes.ts'
import type { Site } from '../3-analyse/site-shapes.ts'
import { slotsOf } from '../instrument/instrument.ts'
import { standOf } from './unit/stand.ts'
import type { Draft } from './draft.ts'
import type { Journal } from '../journal.ts'
import { saysTarget } from '../instrument/says.ts'
import { nativeOf } from '../instrument/native.ts'
import type { EmittedSlot, LiveModule, SiteRecord, Version } from '../live-module.ts'

/** The guards of a statement that Node loaded become records when they are first asked for. */
function recordLoaded(module: LiveModule, chunk: Chunk): void {
  if (!module.slots) return
  module.unrecorded ??= new Map(module.loaded.placed.map((each, index) => [each.chunk, index]))
  const index = module.unrecorded.get(chunk)
  if (index === undefined) return
  module.unrecorded.delete(chunk)
  for (const each of slotsOf(chunk, module.id, module.slots[index]!)) {
    const [holder, field] = each.slot.split('.') as [string, string | undefined]
    addVersion(module, each, field === undefined ? alive : { deref: () => module.holders?.[holder] }, { placed: module.loaded.placed[index]! })
  }
}

/** Somebody has asked for the guards of a statement: an update may have given it code. */
export const isRecorded = ({ slots, unrecorded }: LiveModule, chunk: Chunk): boolean => slots === undefined || unrecorded?.has(chunk) === false

/** The same, by the number of a slot. */
export function recordSlot(module: LiveModule, number: number): void {
  const placed = module.loaded.placed[module.slots?.findLastIndex(first => first <= number) ?? -1]
  if (placed) recordLoaded(module, placed.chunk)
}

/** What is alive of a site. */
export function recordOf(module: LiveModule, site: Site): SiteRecord {
  recordLoaded(module, site.chunk)
  const known = module.records.get(site)
  if (known) return known
  const record: SiteRecord = { versions: [] }
  module.records.set(site, record)
  return record
}

/** The same in a plan: the site may come from another module. */
export const recordFor = ({ module, borrowed }: Draft, site: Site): SiteRecord => borrowed.get(site) ?? recordOf(module, site)

/** Classes have no holder: they are found by their key. */
const alive = { deref: () => ({}) }

/** A version, and where it is noted. */
export interface Added { record: SiteRecord, version: Version }

/** Notes that code of a site was made, and where it can be patched. */
export function addVersion(module: LiveModule, emitted: EmittedSlot, holder: Version['holder'], where: { record?: SiteRecord | undefined, placed: Placed }): Added {
  const { record = recordOf(module, emitted.site), placed } = where
  record.stand ??= standOf(emitted.site, placed)
  const version = newVersion(emitted, holder)
  record.versions.push(version)
  return { record, version }
}

export function newVersion({ site, slot, offered, flavour = site.flavour, construction, within }: EmittedSlot, holder: Version['holder']): Version {
  const dot = slot.indexOf('.')
  return {
    holder: dot < 0 ? alive : holder, field: slot.slice(dot + 1), offered, flavour, givesTarget: saysTarget(site), kind: construction === undefined ? site.kind : 'constructor',
    ...(construction !== undefined && { construction }), ...(site.shape && { native: nativeOf(site) }), ...(within && { within }), ...(site.shape?.sees && { sees: site.shape.sees }),
  }
}

/** The function around a site was lost, and its closures go on as those of another site: from now on these have two records. */
export function part(draft: Draft, record: SiteRecord, other: SiteRecord): void {
  draft.declare.push({ do: 'call', module: draft.module, line: 1, call: journal => {
    journal.push(() => { record.taken = undefined })
    record.taken = other
  } })
}

/** The source has that function again: its closures are those of nobody else. */
export function takeBack(draft: Draft, record: SiteRecord): boolean {
  const { taken } = record
  if (!taken) return false
  draft.declare.push({ do: 'call', module: draft.module, line: 1, call: journal => {
    const own = new Set(record.versions)
    for (let other: SiteRecord | undefined = taken; other; other = other.taken) loseVersions(other, own, journal)
    journal.push(() => { record.taken = taken })
    record.taken = undefined
  } })
  return true
}

function loseVersions(record: SiteRecord, lost: ReadonlySet<Version>, journal: Journal): void {
  const { versions } = record
  journal.push(() => { record.versions = versions })
  record.versions = versions.filter(version => !lost.has(version))
}

/** Nobody holds code of these versions any more. */
export function forgetVersions(added: readonly Added[]): void {
  for (const { record, version } of added) record.versions = record.versions.filter(each => each !== version)
}
