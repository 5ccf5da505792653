import type { Change } from '../4-diff/diff.ts'
import { needed } from '../namespaces/order.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { awaitedBy } from './late-imports.ts'

/** Changes in the order in which a fresh start would evaluate their modules. */
export function inOrder(world: World, changes: readonly Change[]): Change[] {
  const of = new Map(changes.map(change => [change.module, change]))
  return modulesInOrder(world, [...of.keys()]).map(module => of.get(module)!)
}

/** Modules in the order in which a fresh start would evaluate them: what is imported, or asked for at the top level, comes first. */
export function modulesInOrder(world: World, modules: readonly LiveModule[]): LiveModule[] {
  if (modules.length < 2) return [...modules]
  const wanted = new Set(modules)
  const ordered: LiveModule[] = []
  const seen = new Set<LiveModule>()
  const visit = (module: LiveModule): void => {
    if (seen.has(module)) return
    seen.add(module)
    for (const from of needed(world, module)) visit(from)
    if (wanted.has(module)) for (const from of awaitedBy(world, module)) visit(from)
    if (wanted.has(module)) ordered.push(module)
  }
  for (const module of world.modules.values()) if (module.root) visit(module)
  for (const module of modules) visit(module)
  return ordered
}
