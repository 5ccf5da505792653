import type { Change } from '../4-diff/diff.ts'
import { modelAt, moduleOf } from '../6-verify/targets.ts'
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
    for (const { specifier } of modelAt(module, 'newest').requests) {
      const from = moduleOf(world, module.resolved.get(specifier))
      if (from) visit(from)
    }
    const change = of.get(module)
    if (change) ordered.push(change)
  }
  for (const module of world.byId) if (module.root) visit(module)
  for (const { module } of changes) visit(module)
  return ordered
}
