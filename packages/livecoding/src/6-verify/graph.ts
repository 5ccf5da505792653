import type { Export, Model } from '../3-analyse/shapes.ts'
import type { LiveModule, World } from '../world.ts'
import { modelAt, moduleOf } from './targets.ts'

const requested = (world: World, module: LiveModule): LiveModule[] =>
  modelAt(module, 'newest').requests.flatMap(({ specifier }) => moduleOf(world, module.resolved.get(specifier)) ?? [])

/** Modules that the program's entry, and what was loaded by `import()` or `require`, reach by their imports; `gone`: those whose file is not there. */
export function reached(world: World, gone: (module: LiveModule) => boolean): Set<LiveModule> {
  const seen = new Set<LiveModule>()
  const visit = (module: LiveModule): void => {
    if (seen.has(module)) return
    seen.add(module)
    for (const from of requested(world, module)) visit(from)
  }
  for (const module of world.modules.values()) if (module.root && !gone(module)) visit(module)
  return seen
}

export const importersOf = (world: World, module: LiveModule): LiveModule[] =>
  [...world.modules.values()].filter(each => each !== module && requested(world, each).includes(module))

/** Modules that may say an imported name in another way, because what these modules export changes. */
export function touchedBy(world: World, models: ReadonlyMap<LiveModule, Model>): Set<LiveModule> {
  const touched = new Set<LiveModule>()
  const spread = (module: LiveModule): void => {
    for (const importer of importersOf(world, module)) {
      if (touched.has(importer)) continue
      touched.add(importer)
      if (reexports(importer)) spread(importer)
    }
  }
  for (const [module, model] of models) if (exportsDiffer(module.current, model)) spread(module)
  return touched
}

const reexports = ({ current }: LiveModule): boolean => current.stars.length > 0 || [...current.exports.values()].some(each => each.from !== undefined || current.imports.has(each.local ?? ''))

function exportsDiffer(before: Model, after: Model): boolean {
  if (before.format === 'commonjs') return true
  if (before.exports.size !== after.exports.size || before.stars.join() !== after.stars.join()) return true
  const say = (each: Export | undefined): string => each ? `${each.local ?? ''} ${each.from ?? ''} ${each.imported ?? ''}` : ''
  for (const [name, each] of after.exports) if (say(before.exports.get(name)) !== say(each)) return true
  return false
}
