import type { Model } from '../3-analyse/shapes.ts'
import { areReached, newRequests, noteRequests } from '../graph/graph.ts'
import { asksBy } from '../graph/asked.ts'
import { moduleOf } from '../graph/modules.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import type { Resolver } from './resolve.ts'

type Asking = Pick<LiveModule, 'path' | 'kind' | 'resolved' | 'ledBefore' | 'current' | 'loaded' | 'late'>

/** Finds out where the imports of a model lead; says which lead nowhere. `isThere`: whether a file that nobody imported any more still exists. */
export function resolveAll(world: World, resolver: Resolver, module: Asking, model: Model, isThere: (path: string) => boolean = () => true): { specifier: string, at: number, reason: string }[] {
  const missing: { specifier: string, at: number, reason: string }[] = []
  for (const { specifier, source, dynamic } of newRequests(module, model)) {
    const known = module.resolved.get(specifier)
    const target = moduleOf(world, known)
    const isGone = target?.dormant === true && !isThere(target.path)
    if (!isGone && known !== undefined && (target || isCopy(known) || !known.startsWith('file:')) && (asksBy(module.current, specifier) || !mayLeadElsewhere(specifier))) continue
    const found = resolver.resolve(specifier, module.path, module.kind === 'cjs' || dynamic === 'require')
    if ('url' in found) lead(module, specifier, found.url)
    else if (dynamic !== 'require') missing.push({ specifier, at: source, reason: found.error })
    else if (isGone) module.resolved.delete(specifier)
  }
  return missing
}

/** A file that is loaded once more: `./door.ts?again`. */
const isCopy = (url: string): boolean => /[?#]/.test(url)

/** What package.json or tsconfig.json says: that may be something else than when the module asked last. */
const mayLeadElsewhere = (specifier: string): boolean => !/^(?:\.{0,2}\/|[a-z]+:)/.test(specifier)

/** What Node linked under the same words, if that is another module, is not what they say now. */
export function lead(module: Asking, specifier: string, url: string): void {
  const known = module.resolved.get(specifier)
  module.resolved.set(specifier, url)
  if (known === undefined || known === url) return
  module.late = module.late.union(new Set([...module.loaded.imports.values()].flatMap(each => each.specifier === specifier ? each.local : [])))
  module.ledBefore = new Map([[specifier, known], ...module.ledBefore ?? []])
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
