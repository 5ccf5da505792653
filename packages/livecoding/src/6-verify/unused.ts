import { exportsType } from '../3-analyse/outline.ts'
import type { ImportBinding, Model } from '../3-analyse/shapes.ts'
import { modelAt, moduleOf } from '../graph/modules.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'

/**
 * Names that statements of the save import, that no code uses, and that are nothing where they should come from. TypeScript's users
 * import types so, so the model leaves out all that is unused.
 */
export function unusedAndMissing(world: World, module: LiveModule, model: Model): ImportBinding[] {
  const before = new Set(module.pending ? module.current.placed.map(({ chunk }) => chunk) : [])
  const isMissing = ({ local, specifier, imported }: ImportBinding): boolean => !model.imports.has(local) && isNothing(world, moduleOf(world, module.resolved.get(specifier)), imported)
  return model.placed.flatMap(({ chunk }) => before.has(chunk) ? [] : chunk.imports.filter(isMissing))
}

/** Neither a value nor a type; of what is not followed nobody knows the types. */
function isNothing(world: World, module: LiveModule | undefined, name: string, seen = new Set<LiveModule>()): boolean {
  if (name === '*') return false
  if (module?.kind === 'json') return name !== 'default'
  if (module?.kind !== 'esm' || module.isSpace) return false
  if (seen.has(module)) return true
  seen.add(module)
  const model = modelAt(module, 'newest')
  return !model.exports.has(name) && !exportsType(model, name) &&
    (name === 'default' || model.stars.every(specifier => isNothing(world, moduleOf(world, module.resolved.get(specifier)), name, seen)))
}
