import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { problem } from '../messages/message.ts'
import type { World } from '../world.ts'
import { plainUrl } from './abandon.ts'

/** `./door.ts?2` beside `./door.ts`: Node makes a second module of one file, and a save can be one of them only. */
export function isCopy(world: World, path: string, url: string): boolean {
  const module = world.modules.get(path)
  return module !== undefined && !module.dormant && !module.threw && module.kind !== 'cjs' && module.url !== url
}

export function noteCopy(world: World, path: string, url: string): void {
  const known = world.copies.get(path)
  if (known) return void known.add(url)
  world.copies.set(path, new Set([url]))
  const file = relative(world.root, path)
  world.lifecycle.report(problem('LC3103', { module: file, url: url.slice(url.lastIndexOf('/') + 1) }, { file }))
}

/** The file of a module that is such a copy. */
export function pathOfCopy(world: World, url: string | undefined): string | undefined {
  if (world.copies.size === 0 || !url?.startsWith('file:')) return undefined
  const path = fileURLToPath(url)
  return world.copies.get(path)?.has(plainUrl(world, url)) ? path : undefined
}
