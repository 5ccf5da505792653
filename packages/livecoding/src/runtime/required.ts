import { types } from 'node:util'
import { moduleOf } from '../graph/modules.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { namespaceOf, requiredNamespaceOf } from './namespace.ts'

/** What `require` gives of an ES module: a live namespace object, or what it exports as `module.exports`, as `export *` of CommonJS does. */
export function requiredFrom(world: World, by: LiveModule, specifier: string, value: unknown): unknown {
  const module = moduleOf(world, by.resolved.get(specifier))
  if (module?.kind !== 'esm') return value
  if (types.isModuleNamespaceObject(value)) world.natives.set(module.url, value as object)
  return requiredOf(world, module)
}

/** The same of an ES module. */
export function requiredOf(world: World, module: LiveModule): unknown {
  const namespace = namespaceOf(world, module)
  if ('module.exports' in namespace) return namespace['module.exports']
  const { exports } = module.current
  const isMarked = exports.has('default') && !exports.has('__esModule')
  return isMarked || world.required.has(module.url) ? requiredNamespaceOf(world, module) : namespace
}
