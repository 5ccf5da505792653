import type { Journal } from '../journal.ts'
import { passedOn } from '../graph/common-names.ts'
import { importersOf } from '../graph/graph.ts'
import type { LiveModule } from '../live-module.ts'
import { refreshNamespace } from '../runtime/namespace.ts'
import { exportsOf } from '../runtime/place.ts'
import type { World } from '../world.ts'

/**
 * Names that an edit gave to a CommonJS module, for those that pass on all of it. Such a statement has run before, and is not run again:
 *
 *     __exportStar(require('./dice'), exports)      module.exports = { ...require('./dice') }
 */
export function passOn(world: World, module: LiveModule, journal: Journal, seen = new Set<LiveModule>()): void {
  const given = exportsOf(module)
  seen.add(module)
  if (!(given instanceof Object)) return
  for (const importer of importersOf(world, module)) {
    if (seen.has(importer) || importer.kind !== 'cjs' || importer.dormant) continue
    const own = exportsOf(importer)
    if (!(own instanceof Object) || !passedOn(world, importer).includes(module)) continue
    for (const name of own === given ? [] : Object.keys(given)) {
      if (name === 'default' || Object.hasOwn(own, name) || !Object.isExtensible(own)) continue
      Object.defineProperty(own, name, { get: () => Reflect.get(Object(exportsOf(module)) as object, name), enumerable: true, configurable: true })
      journal.push(() => Reflect.deleteProperty(own, name))
    }
    journal.push(refreshNamespace(world, importer))
    passOn(world, importer, journal, seen)
  }
}
