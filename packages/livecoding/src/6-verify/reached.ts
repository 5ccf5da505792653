import { setTimeout as sleep } from 'node:timers/promises'
import type { Change } from '../4-diff/diff.ts'
import type { Spot } from '../4-diff/items.ts'
import type { Problem } from '../8-report/report.ts'
import { sourcePlace } from '../lines/place.ts'
import type { LiveModule } from '../live-module.ts'
import { problem } from '../messages/message.ts'
import { isNativeBinding } from '../graph/targets.ts'
import { peekName } from '../runtime/binding.ts'
import type { World } from '../world.ts'

/** So many milliseconds a save waits for a module that waits at its top level; then it is taken for one that never ends. */
const patience = 2000

/**
 * A module that is loaded for the first time stands at an `await`, and the save changes what stands behind it:
 *
 *     const config = await load()
 *     const size = config.size       edited: Node's code would evaluate the old text over the new value
 *
 * The save waits until the module has been evaluated. Where that does not come, names that have no value yet are refused one.
 */
export async function untilReached(world: World, changes: readonly Change[]): Promise<Problem[]> {
  const problems: Problem[] = []
  for (const change of changes) {
    const { module } = change
    if (module.kind !== 'esm' || !module.runtime || module.ended || changedBehind(change).length === 0) continue
    if (!module.endless) module.endless = !await world.wait(Promise.race([ends(module), sleep(patience, false, { ref: false })]))
    if (!module.endless) continue
    const dead = changedBehind(change).find(({ item }) => item.declares !== 'var' && item.names.some(name => isNativeBinding(module, name) && peekName(module, name) === undefined))
    if (dead) problems.push({ ...problem('LC1405', { name: dead.item.title }), file: module.path, ...sourcePlace(dead.item.start, dead.placed) })
  }
  return problems
}

const ends = (module: LiveModule): Promise<boolean> => new Promise(resolve => { module.whenEnded = () => resolve(true) })

/** What the save evaluates of a module that has not come so far. */
function changedBehind({ module, pairs, come, after }: Change): Spot[] {
  const { placed } = module.loaded
  const ahead = new Set(placed.slice(module.owners.reached).map(({ chunk }) => chunk))
  if (ahead.size === 0) return []
  const edited = pairs.filter(({ before, after: { item } }) =>
    before.item !== item && ahead.has(before.placed.chunk) && item.declares !== 'function' && (item.kind === 'class' || before.item.shell !== item.shell))
  const done = new Set(placed.slice(0, module.owners.reached).map(({ chunk }) => chunk))
  const last = after.placed.findLastIndex(({ chunk }) => done.has(chunk))
  const behind = come.filter(({ item, placed }) => item.declares !== 'function' && after.placed.indexOf(placed) > last)
  return [...edited.map(pair => pair.after), ...behind]
}
