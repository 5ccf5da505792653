import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'

const require = createRequire(import.meta.url)

/** A module that threw as it was loaded, or was loaded by a save that failed: what it started ends, and the next try loads it anew. */
export function abandon(world: World, module: LiveModule): void {
  // It threw before its end could say that nothing more is made at its top level.
  world.recorder.leave()
  for (const each of triesOf(world, module)) for (const owner of [...each.owners.all(), each]) world.recorder.discard(owner)
  if (world.modules.get(module.path) === module) world.modules.delete(module.path)
  world.broken.set(module.path, (world.broken.get(module.path) ?? 0) + 1)
  const number = world.numbers.get(module.url)
  if (number !== undefined) Reflect.deleteProperty(world.namespaces, number)
  world.natives.delete(module.url)
  world.required.delete(module.url)
  Reflect.deleteProperty(require.cache, module.path)
}

/** `require` has evaluated a CommonJS module that threw as often as it was asked for. */
const triesOf = (world: World, module: LiveModule): LiveModule[] => [module, ...world.byId.values().filter(each => each.path === module.path && each !== module && !each.ended)]

/** Node never forgets an error of a url: a module that is tried again has another, `…/heart.ts#1`. */
export function keyOf(world: World, url: string): string {
  const tries = url.startsWith('file:') ? world.broken.get(fileURLToPath(url.replace(/[?#].*$/, ''))) : undefined
  return tries === undefined ? url : `${url.replace(/#.*$/, '')}#${tries}`
}

/** The url as the source says it. */
export const plainUrl = (world: World, url: string): string => world.broken.size > 0 && keyOf(world, url) === url ? url.replace(/#\d+$/, '') : url
