import { after } from '../1-watch/time.ts'
import type { World } from '../world.ts'

/** So many milliseconds an update that waits for code of the program may go on once a newer save is there: the one that mends it, or another one. */
const patience = { same: 2000, other: 10_000 }

/** The update waits for something that does not come, and others wait for the update. */
export class GivenUp extends Error {}

/**
 * What an `await` of the save gives. Saves that come meanwhile stand in the queue behind it: they shall not wait for ever. `paths`: the files of
 * this update.
 *
 * @throws GivenUp
 */
export async function inTime(world: World, waiting: Promise<unknown>, paths: ReadonlySet<string>): Promise<unknown> {
  const limit = Promise.withResolvers<never>()
  let cancel = (): void => {}
  const atMost = (ms: number): void => {
    cancel()
    cancel = after(ms, () => { limit.reject(new GivenUp()) })
  }
  const { hurry } = world
  let isMended = hurry !== undefined
  if (isMended) atMost(patience.same)
  world.whenSaved = saved => {
    if (saved.length > 0 && hurry === 'until the next save') atMost(0)
    if (isMended || saved.length === 0) return
    isMended = saved.some(path => paths.has(path))
    atMost(isMended ? patience.same : patience.other)
  }
  try { return await Promise.race([waiting, limit.promise]) } finally {
    cancel()
    delete world.whenSaved
  }
}
