import { resolve } from 'node:path'
import type { Resolver } from '../loader/resolve.ts'
import type { World } from '../world.ts'
import { attempt } from './attempt.ts'
import { isFollowed } from './concerns.ts'
import type { Files } from './files.ts'
import { newsOf } from './news.ts'
import type { Attempt } from './outcome.ts'
import { givenUp, othersWaiting } from './waiting.ts'

/** Looks at files again until they have not changed for a moment. */
export type Settle = (paths: readonly string[]) => Promise<Files>

/** How the last try of a save ended, and of which files it was. */
export interface Tried { result: Attempt, tried: Files }

/** A file that does not parse may be half written: it counts once it has not changed for a moment. */
export async function settledTry(world: World, resolver: Resolver, files: Files, settle: Settle): Promise<Tried> {
  const first = await tryWithWaiting(world, resolver, files)
  const unparsed = first.result.problems.flatMap(({ code, file }) => code === 'LC1001' && file !== undefined ? resolve(world.root, file) : [])
  const halves = unparsed.filter(path => files.has(path) || !world.waiting.has(path))
  if (halves.length === 0) return first
  const whole = await settle([...files.keys(), ...halves])
  const changed = [...whole].filter(([path, text]) => files.has(path) ? files.get(path) !== text : halves.includes(path))
  for (const [path, text] of changed) files.set(path, text)
  return changed.length > 0 ? settledTry(world, resolver, files, settle) : first
}

/** All that waits is tried with a save; first without what was given up, as its `await` did not end: that shall hold up no save that can do without it. */
async function tryWithWaiting(world: World, resolver: Resolver, files: Files): Promise<Tried> {
  const slow = givenUp(world).filter(path => !files.has(path))
  if (slow.length > 0) {
    const quick = await tryTogether(world, resolver, files, othersWaiting(world, files, slow))
    if (quick.result.status === 'applied') return quick
    world.hurry = 'a moment'
  }
  return tryTogether(world, resolver, files, othersWaiting(world, files))
}

/** A save with others that wait; if that cannot be, the save alone. */
async function tryTogether(world: World, resolver: Resolver, files: Files, others: Files): Promise<Tried> {
  const all: Files = new Map([...others, ...files])
  const together = await attempt(world, resolver, all).finally(() => { delete world.hurry })
  if (together.status === 'applied' || others.size === 0) return { result: together, tried: all }
  const { isNew, reasons, problems } = newsOf(world, files, together)
  if (isPart(world, files) || !isNew) {
    const alone = await attempt(world, resolver, files)
    if (alone.status === 'applied') return { result: { ...alone, problems: [...alone.problems, ...reasons] }, tried: files }
    if (!isNew) return { result: alone, tried: files }
  }
  return { result: { ...together, problems }, tried: files }
}

/** Files that only what waits would bring are nothing by themselves. */
const isPart = (world: World, files: Files): boolean => [...files].some(([path, text]) => world.modules.has(path) || isFollowed(world, path, text))
