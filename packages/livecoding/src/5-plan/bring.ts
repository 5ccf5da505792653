import { bareName } from '../3-analyse/scope/block.ts'
import { itemsSaying } from '../3-analyse/edit/later-chunk.ts'
import type { Model } from '../3-analyse/shapes.ts'
import { once } from '../library.ts'
import type { ClassDraft } from './classes/class-draft.ts'
import type { Step } from './draft.ts'
import type { Journal } from '../journal.ts'

/**
 * Instances exist already, as if a statement behind all that is evaluated had made them: their new fields may say what the same save evaluates
 * below the class. But what it evaluates may look at the fields:
 *
 *     class Door { lock = LOCKS.get('hall') }              added
 *     const LOCKS = new Map([['hall', 'brass']])           first, as the class says it
 *     const open = doors.filter(door => door.lock)         when the doors have a lock
 */
export const bringing = ({ draft, after }: ClassDraft, line: number, call: (journal: Journal) => void): Step =>
  ({ do: 'bring', module: draft.module, line, says: once(() => reachedFrom(after.free, draft.change.after)), call })

/** Names of the module that code says, and those that what it says says in turn. */
function reachedFrom(names: ReadonlySet<string>, { placed, bindings }: Model): ReadonlySet<string> {
  const reached = new Set<string>()
  const follow = (name: string): void => {
    if (reached.has(name) || !bindings.has(name)) return
    reached.add(name)
    for (const { chunk } of placed) for (const item of itemsSaying(bareName(name), chunk)) if (item.names.includes(name)) item.free.forEach(follow)
  }
  names.forEach(follow)
  return reached
}
