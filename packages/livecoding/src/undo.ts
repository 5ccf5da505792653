import { attempt } from './attempt.ts'
import type { UpdateReport } from './8-report/report.ts'
import type { Resolver } from './loader/resolve.ts'
import { report } from './update.ts'
import type { World } from './world.ts'

/**
 * Takes the program back to the texts that ran before the last update; once more, to those before that. The files stay as
 * they are: saving one brings its text in again. Undefined: there is nothing to undo.
 */
export async function undo(world: World, resolver: Resolver): Promise<UpdateReport | undefined> {
  const started = performance.now()
  const past = world.history.findLast(each => each.texts.size > 0)
  if (!past) return undefined
  const result = await attempt(world, resolver, past.texts)
  if (result.status === 'applied') {
    world.history.splice(world.history.indexOf(past))
    for (const [path, text] of past.texts) {
      world.waiting.delete(path)
      world.seen.set(path, text)
    }
  }
  return report(world, result, [...past.texts.keys()], started)
}
