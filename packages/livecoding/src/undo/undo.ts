import { attempt } from '../update/attempt.ts'
import type { UpdateReport } from '../8-report/report.ts'
import type { Resolver } from '../loader/resolve.ts'
import { report } from '../update/report.ts'
import type { World } from '../world.ts'

/**
 * Takes the program back to the texts that ran before the last update; once more, to those before that. The files stay as
 * they are: saving one brings its text in again. Undefined: there is nothing to undo.
 */
export const undo = (world: World, resolver: Resolver): Promise<UpdateReport | undefined> => step(world, resolver, 'undo')

/** Brings back what the last `undo` took away, until a new update comes between. Undefined: there is nothing. */
export const redo = (world: World, resolver: Resolver): Promise<UpdateReport | undefined> => step(world, resolver, 'redo')

async function step(world: World, resolver: Resolver, by: 'undo' | 'redo'): Promise<UpdateReport | undefined> {
  const started = performance.now()
  const [from, to] = by === 'undo' ? [world.history, world.undone] : [world.undone, world.history]
  const texts = from.last()
  if (!texts) return undefined
  const result = await attempt(world, resolver, texts)
  const told: UpdateReport = { ...report(world, result, [...texts.keys()], started), by }
  if (result.status !== 'applied') return told
  from.drop()
  to.push(told, result.texts)
  for (const [path, text] of texts) {
    world.waiting.delete(path)
    world.seen.set(path, text)
  }
  return told
}
