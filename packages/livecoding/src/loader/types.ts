import { exportsType } from '../3-analyse/outline.ts'
import { languageOf } from '../3-analyse/parse.ts'
import { modelAt, moduleOf } from '../graph/modules.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import type { Resolver } from './resolve.ts'

/**
 * Exports of a TypeScript module that are types, though it does not say so:
 *
 *     export { Shape, square } from './shapes.ts'        shapes.ts: export interface Shape {}
 *
 * tsc leaves them out, for it has read both files. Where `shapes.ts` was loaded before, they are left out here. Where it comes later, as
 * its importers are loaded first, it exports the name without a value, so that Node can link both.
 */
export interface Types {
  /** Exported names, and imported ones as they are called inside, that are left out. */
  exports: ReadonlySet<string>
  imports: ReadonlySet<string>
  /** Names that others ask for, and that are types here. */
  given: readonly string[]
}

export const noTypes: Types = { exports: new Set(), imports: new Set(), given: [] }

export const areTypes = ({ exports, given }: Types): boolean => exports.size + given.length > 0

export function typesOf(world: World, resolver: Resolver, module: LiveModule): Types {
  if (!languageOf(module.path).startsWith('ts') || module.kind !== 'esm') return noTypes
  const { exports, imports } = module.loaded
  const asked = world.askedTypes.get(module.path) ?? new Set()
  const leftOut = new Set<string>()
  const local = new Set<string>()
  for (const [name, each] of exports) {
    const passed = each.from === undefined && !module.loaded.bindings.has(each.local!) ? imports.get(each.local!) : undefined
    if ((each.from === undefined && !passed) || (each.imported ?? passed!.imported) === '*') continue
    if (kindOf(world, module, name, { resolver, ask: true }) !== 'type') continue
    leftOut.add(name)
    if (passed) local.add(passed.local)
  }
  const given = [...asked].filter(name => kindOf(world, module, name, { resolver, ask: true }) === 'type')
  return leftOut.size + given.length > 0 ? { exports: leftOut, imports: local, given } : noTypes
}

/** `open`: a module that was not loaded yet will tell. */
type Kind = 'type' | 'value' | 'open'

/** `ask`: modules that come later are asked for the name. */
interface Asking { resolver?: Resolver, ask?: boolean }

function kindOf(world: World, module: LiveModule, name: string, asking: Asking, seen = new Set<string>()): Kind | undefined {
  const key = `${module.id} ${name}`
  if (seen.has(key)) return undefined
  seen.add(key)
  if (module.kind !== 'esm') return 'value'
  const model = modelAt(module, 'newest')
  const from = (specifier: string, imported: string): Kind | undefined => kindAt(world, module, specifier, imported, asking, seen)
  const each = model.exports.get(name)
  if (each) {
    const imported = each.from === undefined && !model.bindings.has(each.local!) ? model.imports.get(each.local!) : undefined
    const [specifier, said] = imported ? [imported.specifier, imported.imported] : [each.from, each.imported]
    return specifier === undefined || said === '*' ? 'value' : from(specifier, said!)
  }
  if (exportsType(model, name)) return 'type'
  const kinds = name === 'default' ? [] : model.stars.map(specifier => from(specifier, name))
  return (['value', 'type', 'open'] as const).find(kind => kinds.includes(kind))
}

function kindAt(world: World, module: LiveModule, specifier: string, name: string, asking: Asking, seen: Set<string>): Kind | undefined {
  const known = module.resolved.get(specifier)
  const found = known === undefined && asking.resolver ? asking.resolver.resolve(specifier, module.path, false) : undefined
  if (found && 'url' in found) module.resolved.set(specifier, found.url)
  const url = known ?? (found && 'url' in found ? found.url : undefined)
  const target = moduleOf(world, url)
  if (target) return target.isSpace ? 'value' : kindOf(world, target, name, asking, seen)
  if (!asking.ask || url === undefined || !url.startsWith('file:') || !world.isManaged(url)) return undefined
  const path = world.paths.get(url)!
  if (!languageOf(path).startsWith('ts')) return undefined
  const names = world.askedTypes.get(path)
  if (names) names.add(name)
  else world.askedTypes.set(path, new Set([name]))
  return 'open'
}

/** The name leads to a type of a TypeScript file and is only exported again, so it need not be there. */
export function leadsToType(world: World, module: LiveModule, { specifier, imported, local }: { specifier: string, imported: string, local?: string }): boolean {
  if (!languageOf(module.path).startsWith('ts') || kindAt(world, module, specifier, imported, {}, new Set()) !== 'type') return false
  return local === undefined || !modelAt(module, 'newest').placed.some(({ chunk }) => chunk.items.some(({ free }) => free.has(local)))
}
