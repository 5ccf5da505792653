import type { Model } from '../3-analyse/shapes.ts'
import { areReached, newRequests, noteRequests } from '../graph/graph.ts'
import { moduleOf } from '../graph/modules.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import type { Resolver } from './resolve.ts'

/** Finds out where the imports of a model lead; says which lead nowhere. */
export function resolveAll(world: World, resolver: Resolver, module: Pick<LiveModule, 'path' | 'kind' | 'resolved' | 'current'>, model: Model): { specifier: string, at: number, reason: string }[] {
  const missing: { specifier: string, at: number, reason: string }[] = []
  for (const { specifier, at, dynamic } of newRequests(module, model)) {
    const known = module.resolved.get(specifier)
    if (known !== undefined && (moduleOf(world, known) || !known.startsWith('file:'))) continue
    const found = resolver.resolve(specifier, module.path, module.kind === 'cjs' || dynamic === 'require')
    if ('url' in found) module.resolved.set(specifier, found.url)
    else if (dynamic !== 'require') missing.push({ specifier, at, reason: found.error })
  }
  return missing
}

/** From the first save on the engine needs to know where the imports of all modules lead. */
export function linkGraph(world: World, resolver: Resolver): void {
  world.edited = true
  linkSome(world, resolver, Infinity)
}

/** The same for some modules; says whether these were the last. */
export function linkSome(world: World, resolver: Resolver, most: number): boolean {
  const fresh = world.unlinked.splice(0, most)
  for (const module of fresh) {
    resolveAll(world, resolver, module, module.loaded)
    noteRequests(world, module, module.loaded)
  }
  world.allReached &&= areReached(world, fresh)
  return world.unlinked.length === 0
}
