import { fileURLToPath } from 'node:url'
import type { Model } from '../3-analyse/shapes.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'

/** Which model of a module counts: the one Node loaded, or the newest. */
export type Time = 'loaded' | 'newest'

export const modelAt = (module: LiveModule, time: Time): Model => time === 'loaded' ? module.loaded : module.pending ?? module.current

/** Where a specifier of a module leads. */
export const urlAt = ({ resolved, ledBefore }: LiveModule, specifier: string, time: Time): string | undefined =>
  (time === 'loaded' ? ledBefore?.get(specifier) : undefined) ?? resolved.get(specifier)

export function moduleOf(world: World, url: string | undefined): LiveModule | undefined {
  if (url === undefined) return undefined
  const known = world.paths.get(url)
  if (known !== undefined) return moduleAt(world, known, url)
  if (url.startsWith('livecoding:')) return world.spaces.get(url.slice(11).replace(/#.*$/, ''))?.module
  if (!url.startsWith('file:')) return undefined
  const path = fileURLToPath(url.replace(/[?#].*$/, ''))
  world.paths.set(url, path)
  return moduleAt(world, path, url)
}

const moduleAt = (world: World, path: string, url: string): LiveModule | undefined => world.copies.get(path)?.has(url) ? undefined : world.modules.get(path)
