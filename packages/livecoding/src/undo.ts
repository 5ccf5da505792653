import { attempt } from './attempt.ts'
import type { UpdateReport } from './8-report/report.ts'
import type { Resolver } from './loader/resolve.ts'
import { report } from './update.ts'
import type { Past, World } from './world.ts'

/** As many updates can be undone. */
const memory = 50

/** Notes an update that a person may want to undo; what was undone before is no longer what would follow. */
export function remember(world: World, past: Past): void {
  world.history.push(past)
  if (world.history.length > memory) world.history.shift()
}

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
  const past = from.findLast(each => each.texts.size > 0)
  if (!past) return undefined
  const result = await attempt(world, resolver, new Map(past.texts))
  const told: UpdateReport = { ...report(world, result, [...past.texts.keys()], started), by }
  if (result.status !== 'applied') return told
  from.splice(from.indexOf(past))
  to.push({ report: told, texts: result.texts })
  for (const [path, text] of past.texts) {
    world.waiting.delete(path)
    world.seen.set(path, text)
  }
  return told
}
