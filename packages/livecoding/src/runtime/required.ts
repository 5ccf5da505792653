import { types } from 'node:util'
import { moduleOf } from '../graph/modules.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { namespaceOf, requiredNamespaceOf } from './namespace.ts'

/** What `require` gives: a live namespace object. */
export function requiredFrom(world: World, by: LiveModule, specifier: string, value: unknown): unknown {
  const module = types.isModuleNamespaceObject(value) ? moduleOf(world, by.resolved.get(specifier)) : undefined
  if (module?.kind !== 'esm') return value
  world.natives.set(module.url, value as object)
  return requiredOf(world, module)
}

/** The same of an ES module. */
export function requiredOf(world: World, module: LiveModule): object {
  const { exports } = module.current
  const isMarked = exports.has('default') && !exports.has('__esModule')
  return isMarked || world.required.has(module.url) ? requiredNamespaceOf(world, module) : namespaceOf(world, module)
}
