import type { Site } from '../3-analyse/shapes.ts'
import { slotsOf } from '../instrument/instrument.ts'
import type { Draft } from './draft.ts'
import { nativeOf } from '../instrument/native.ts'
import type { EmittedSlot, LiveModule, SiteRecord, Version } from '../world.ts'

/** The guards of the code that Node loaded become records when they are first asked for. */
export function recordLoaded(module: LiveModule): void {
  if (module.recorded) return
  module.recorded = true
  for (const each of slotsOf(module.loaded, module.id)) {
    const [holder, field] = each.slot.split('.') as [string, string | undefined]
    addVersion(module, each, field === undefined ? alive : { deref: () => module.holders?.[holder] })
  }
}

/** What is alive of a site. */
export function recordOf(module: LiveModule, site: Site): SiteRecord {
  recordLoaded(module)
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
export function addVersion(module: LiveModule, emitted: EmittedSlot, holder: Version['holder'], record: SiteRecord = recordOf(module, emitted.site)): Added {
  const version = newVersion(emitted, holder)
  record.versions.push(version)
  return { record, version }
}

export function newVersion({ site, slot, offered, construction, within }: EmittedSlot, holder: Version['holder']): Version {
  const dot = slot.indexOf('.')
  return {
    holder: dot < 0 ? alive : holder, field: slot.slice(dot + 1), offered, flavour: site.flavour, constructible: site.kind === 'function' && site.constructible, kind: construction === undefined ? site.kind : 'constructor',
    ...(construction !== undefined && { of: construction }), ...(site.shape && { native: nativeOf(site) }), ...(within && { within }), ...(site.shape?.sees && { sees: site.shape.sees }),
  }
}

/** Nobody holds code of these versions any more. */
export function forgetVersions(added: readonly Added[]): void {
  for (const { record, version } of added) record.versions = record.versions.filter(each => each !== version)
}
