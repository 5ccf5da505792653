import type { Change } from '../4-diff/diff.ts'
import { needed } from '../namespaces/order.ts'
import type { LiveModule, World } from '../world.ts'

/** Changes in the order in which a fresh start would evaluate their modules: what is imported comes first. */
export function inOrder(world: World, changes: readonly Change[]): Change[] {
  if (changes.length < 2) return [...changes]
  const of = new Map(changes.map(change => [change.module, change]))
  const ordered: Change[] = []
  const seen = new Set<LiveModule>()
  const visit = (module: LiveModule): void => {
    if (seen.has(module)) return
    seen.add(module)
    for (const from of needed(world, module)) visit(from)
    const change = of.get(module)
    if (change) ordered.push(change)
  }
  for (const module of world.modules.values()) if (module.root) visit(module)
  for (const { module } of changes) visit(module)
  return ordered
}
