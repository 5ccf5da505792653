import { isNativeBinding, isNativeImport, targetOfImport, type Target } from './targets.ts'
import { modelAt } from './modules.ts'
import { isBlockName } from '../3-analyse/scope/block.ts'
import { property } from '../3-analyse/property.ts'
import type { Binding } from '../3-analyse/shapes.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'

/**
 * How a module-level name is said in code that runs in the module's scope; undefined: as it is written.
 *
 *   native  `hall`                 declared by the code that Node loaded
 *   late    `$lc.t.cellar`         declared by an edit
 *   block   `$lc.t["Door:width"]`  declared in a namespace block
 *   import  `$lc.n[7].roll`        imported by an edit, or exported by one
 *   gone    `$lc.g.knock`          Node's code has it, the source has not
 *   moved   `$lc.m.hall`           native, said in a class that came from another module
 */
export function sayName(world: World, module: LiveModule, name: string, use: { write?: boolean, typeof?: boolean } = {}): string | undefined {
  const model = modelAt(module, 'newest')
  const binding = model.bindings.get(name)
  // What the source has no more goes on behind what is there.
  if (!binding && isBlockName(name)) return `$lc.t${property(name)}`
  if (binding) return sayOwn(module, name, binding, use)
  const imported = model.imports.get(name)
  if (imported) {
    if (isNativeImport(world, module, name)) return undefined
    const target = targetOfImport(world, module, imported, 'newest')
    return target ? sayTarget(world, target) : imported.type ? '(void 0)' : `$lc.g.${name}`
  }
  const native = isNativeBinding(module, name) || module.loaded.imports.has(name)
  if (!native) return undefined
  return use.typeof ? `$lc.u.${name}` : `$lc.g.${name}`
}

/** The same for a name that the source lost, in code that goes on as it was. */
export function sayLost(world: World, module: LiveModule, name: string): string | undefined {
  if (isNativeBinding(module, name)) return undefined
  if (name in module.runtime!.t) return `$lc.t${property(name)}`
  const [was, native] = [module.current.imports.get(name), module.loaded.imports.get(name)]
  if (!was || (was.specifier === native?.specifier && was.imported === native.imported)) return undefined
  const target = targetOfImport(world, module, was, 'newest')
  return target && sayTarget(world, target)
}

/** The same for a name that the module declares. */
export function sayOwn(module: LiveModule, name: string, { declares }: Binding, { write = false }: { write?: boolean }): string | undefined {
  if (write && declares === 'const') return `$lc.c${property(name)}`
  return isNativeBinding(module, name) ? undefined : `$lc.t${property(name)}`
}

/** The name is this module's, declared or imported. */
export function declares(module: LiveModule, name: string): boolean {
  const { bindings, imports } = modelAt(module, 'newest')
  return bindings.has(name) || imports.has(name)
}

function sayTarget(world: World, target: Target): string {
  if (target.kind === 'namespace') return `$lc.n[${numberOf(world, target.module.url)}]`
  if (target.kind === 'foreign') return target.name === '*' ? `$lc.n[${numberOf(world, target.url)}]` : `$lc.n[${numberOf(world, target.url)}]${property(target.name)}`
  // A binding is reached through the module that declares it: under any name it is exported with.
  const model = modelAt(target.module, 'newest')
  for (const [name, each] of model.exports) if (each.local === target.local) return `$lc.n[${numberOf(world, target.module.url)}]${property(name)}`
  throw new Error(`${target.local} is not exported by ${target.module.path}`)
}

/** The number under which new code finds a module's namespace object. */
export function numberOf(world: World, url: string): number {
  const known = world.numbers.get(url)
  if (known !== undefined) return known
  world.numbers.set(url, world.numbers.size)
  return world.numbers.size - 1
}
