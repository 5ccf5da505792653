import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { importersOf } from '../graph/graph.ts'
import { moduleOf } from '../graph/modules.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'

const require = createRequire(import.meta.url)

/** A module that threw as it was loaded, or was loaded by a save that failed: what it started ends, and the next try loads it anew. */
export function abandon(world: World, module: LiveModule): void {
  // It threw before its end could say that nothing more is made at its top level.
  world.recorder.leave()
  for (const owner of [...module.owners.all(), module]) for (const what of world.recorder.dispose(owner)) what.release()
  if (world.modules.get(module.path) === module) world.modules.delete(module.path)
  world.broken.set(module.path, (world.broken.get(module.path) ?? 0) + 1)
  const number = world.numbers.get(module.url)
  if (number !== undefined) Reflect.deleteProperty(world.namespaces, number)
  world.natives.delete(module.url)
  world.required.delete(module.url)
  Reflect.deleteProperty(require.cache, module.path)
}

/**
 * After `import()` of a module failed. What could not be linked leaves the world with all that it would have brought: a save
 * may mend it. What threw gives the same error again, until a save brings another text of it.
 */
export function importFailed(world: World, root: LiveModule | undefined, error: unknown): void {
  const goesOn = isLinkError(error) && !root?.runtime ? leaves : throws
  const visit = (module: LiveModule | undefined): void => {
    if (!module || !goesOn(world, module)) return
    for (const url of module.resolved.values()) visit(moduleOf(world, url))
  }
  visit(root)
}

const isLinkError = (error: unknown): boolean => error instanceof SyntaxError || (error as NodeJS.ErrnoException | undefined)?.code === 'ERR_MODULE_NOT_FOUND'

function leaves(world: World, module: LiveModule): boolean {
  if (module.runtime || module.kind === 'json') return false
  abandon(world, module)
  return true
}

function throws(_: World, module: LiveModule): boolean {
  if (module.threw || module.ended || module.kind !== 'esm' || isWaiting(module)) return false
  module.threw = true
  return true
}

/** It stands at an `await` of its own, and may go on. */
const isWaiting = ({ runtime, loaded }: LiveModule): boolean => runtime !== undefined && loaded.placed.some(({ chunk }) => chunk.items.some(({ awaits }) => awaits))

/** The texts of modules that threw are others now: they are loaded anew, with all that could not be loaded for them. */
export function abandonThrown(world: World, paths: Iterable<string>): void {
  for (const path of paths) {
    const module = world.modules.get(path)
    if (!module?.threw) continue
    const importers = importersOf(world, module)
    abandon(world, module)
    abandonThrown(world, importers.map(each => each.path))
  }
}

/** Node never forgets an error of a url: a module that is tried again has another, `…/heart.ts#1`. */
export function keyOf(world: World, url: string): string {
  const tries = url.startsWith('file:') ? world.broken.get(fileURLToPath(url.replace(/[?#].*$/, ''))) : undefined
  return tries === undefined ? url : `${url.replace(/#.*$/, '')}#${tries}`
}

/** The url as the source says it. */
export const plainUrl = (world: World, url: string): string => world.broken.size > 0 && keyOf(world, url) === url ? url.replace(/#\d+$/, '') : url
