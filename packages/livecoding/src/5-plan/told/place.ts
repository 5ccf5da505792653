import { WHOLE } from '../../3-analyse/items/commonjs.ts'
import { importedBy } from '../../graph/leads.ts'
import { modelAt, moduleOf } from '../../graph/modules.ts'
import { targetOfExport, targetOfImport } from '../../graph/targets.ts'
import type { LiveModule } from '../../live-module.ts'
import type { World } from '../../world.ts'
import { wholesFor } from '../renewed.ts'

export interface Place { module: LiveModule, local: string }

/**
 * Where a name leads, as a module says it:
 *
 *     size      sizes.size of `import * as sizes`, `const sizes = require('./sizes')`      require('./sizes').size
 */
export function placeOf(world: World, module: LiveModule, said: string): Place | undefined {
  const [name, members] = partsOf(said)
  const own = modelAt(module, 'newest').bindings.has(name) ? { module, local: name } : undefined
  if (own && members.length === 0) return own
  const asked = askedBy(module, name)
  if (!asked) return own
  const from = moduleOf(world, module.resolved.get(asked.specifier))
  if (from?.kind === 'cjs') return { module: from, local: exportPlace(from, isWhole(module, asked.imported) ? memberOf(module, members) : asked.imported) }
  const target = targetOfImport(world, module, asked, 'newest')
  const found = target?.kind === 'namespace' && members.length > 0 ? targetOfExport(world, target.module, members[0]!, 'newest') : target
  if (found?.kind !== 'foreign') return found?.kind === 'binding' ? found : undefined
  // By way of an ES module that exports it again.
  const common = moduleOf(world, found.url)
  return common?.kind === 'cjs' ? { module: common, local: exportPlace(common, isWhole(module, found.name) ? undefined : found.name) } : undefined
}

const call = /^require\('[^']*'\)/

function partsOf(said: string): [name: string, members: string[]] {
  const name = call.exec(said)?.[0] ?? said.split('.', 1)[0]!
  return [name, said.length > name.length ? said.slice(name.length + 1).split('.') : []]
}

function askedBy(module: LiveModule, name: string): { specifier: string, imported: string } | undefined {
  if (call.test(name)) return { specifier: name.slice("require('".length, -"')".length), imported: '*' }
  const [, specifier, imported] = importedBy(module).find(([local]) => local === name) ?? []
  return specifier === undefined ? undefined : { specifier, imported: imported! }
}

const isWhole = (module: LiveModule, imported: string): boolean => imported === '*' || wholesFor(module).includes(imported)

/** `lib.size`, and `lib.default.size` of `import * as lib`. */
const memberOf = (module: LiveModule, [first, second]: readonly string[]): string | undefined => wholesFor(module).includes(first ?? '') ? second : first

function exportPlace(module: LiveModule, name: string | undefined): string {
  const { bindings } = modelAt(module, 'newest')
  return name === undefined ? WHOLE : [`exports.${name}`, `this.${name}`].find(place => bindings.has(place)) ?? `${WHOLE}.${name}`
}
