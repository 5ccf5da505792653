import type { Site } from '../3-analyse/shapes.ts'
import type { LiveModule, SiteRecord, Version } from '../world.ts'

/** What is alive of a site; for code that Node loaded it is worked out when first asked for. */
export function recordOf(module: LiveModule, site: Site): SiteRecord {
  if (module.emitted.length > 0) {
    for (const { site: each, slot, offered } of module.emitted) module.records.set(each, { versions: [nativeVersion(module, each, slot, offered)] })
    module.emitted = []
  }
  const known = module.records.get(site)
  if (known) return known
  const record: SiteRecord = { versions: [] }
  module.records.set(site, record)
  return record
}

function nativeVersion(module: LiveModule, site: Site, slot: string, offered: string[]): Version {
  const [holder, field] = slot.split('.') as [string, string | undefined]
  return { holder: { deref: () => field === undefined ? {} : module.runtime?.holders[holder] }, field: field ?? slot, offered, flavour: site.flavour, kind: site.kind }
}
