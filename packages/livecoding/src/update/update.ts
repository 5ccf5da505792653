import type { SavedFile } from '../2-read/read.ts'
import type { UpdateReport } from '../8-report/report.ts'
import type { Resolver } from '../loader/resolve.ts'
import type { World } from '../world.ts'
import { attempt } from './attempt.ts'
import { concerns } from './concerns.ts'
import type { Files } from './files.ts'
import type { Attempt } from './outcome.ts'
import { report } from './report.ts'
import { settledTry, type Settle } from './tries.ts'
import { noteEnding } from './waiting.ts'

/**
 * One save, from its files to its report: all that waits is tried with it; if that cannot be, the save is tried alone
 * against the running code, and the rest goes on waiting. Undefined: the program has nothing to do with these files.
 */
export async function update(world: World, resolver: Resolver, saved: readonly SavedFile[], settle: Settle = async () => new Map()): Promise<UpdateReport | undefined> {
  const started = performance.now()
  const files: Files = new Map(saved.map(({ path, text }) => [path, text]))
  // A module that threw as it was loaded leaves the world when its text is mended.
  const concerned = new Set([...files].flatMap(([path, text]) => concerns(world, path, text) ? path : []))
  if (world.waiting.size === 0 && concerned.size === 0) return undefined

  const { result, tried } = await settledTry(world, resolver, files, settle)
  const known: Files = new Map([...files].filter(([path, text]) => concerned.has(path) || concerns(world, path, text) || result.wanted.has(path)))
  const healed = result.status === 'applied' ? [...tried.keys()].filter(path => !files.has(path)) : []
  // A file that the program does not know brought nothing: what waits was told before.
  if (known.size === 0 && healed.length === 0) return undefined

  noteEnding(world, result, { tried, known })
  const came = [...result.wanted].flatMap(([path, isNew]) => isNew ? path : [])
  return remember(world, result, report(world, result, [...known.keys(), ...healed, ...came], started))
}

/**
 * What was given up, as its `await` did not end, is tried once more behind a save, which it shall not hold up. Undefined: it goes on waiting, and no more is told
 * of it.
 */
export async function tryAgain(world: World, resolver: Resolver): Promise<UpdateReport | undefined> {
  const started = performance.now()
  const files: Files = new Map([...world.waiting].map(([path, { text }]) => [path, text]))
  world.hurry = 'until the next save'
  const result = await attempt(world, resolver, files).finally(() => { delete world.hurry })
  if (result.status !== 'applied') return undefined
  for (const path of files.keys()) world.waiting.delete(path)
  return remember(world, result, report(world, result, [...files.keys()], started))
}

/** A save of comments is nothing that a person would want to undo; any other ends what could be brought back. */
function remember(world: World, { texts }: Attempt, told: UpdateReport): UpdateReport {
  if (told.edits.length > 0) {
    world.history.push(told, texts)
    world.undone.clear()
  }
  return told
}
