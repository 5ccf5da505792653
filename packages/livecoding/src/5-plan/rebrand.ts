import { retirement } from '../4-diff/diff.ts'
import type { ClassHome } from '../instances/parents.ts'
import { planClass } from './class.ts'
import { newDraft, type Draft } from './draft.ts'
import type { Journal } from '../journal.ts'
import { nextName } from './unit-scope.ts'

/**
 * Declares the private names of a base class anew, while an update is applied: its own code puts them only on objects that it
 * makes itself, and instances of a class that became its child need them too. `owns`: who has the names already, with values.
 */
export function rebrand({ world, heap, late }: Draft, { module, site, placed }: ClassHome, journal: Journal, owns: (object: object) => boolean): void {
  const draft = newDraft(world, { ...retirement(module, undefined), retired: false }, nextName(world, '$lcu'), new Set(), heap, late)
  planClass(draft, site, site, placed, undefined, owns)
  for (const step of [...draft.declare, ...draft.evaluate.map(each => each.step)]) if (step.do === 'call' || step.do === 'bring') step.call(journal)
}
