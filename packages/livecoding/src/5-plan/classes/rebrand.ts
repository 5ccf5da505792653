import { retirement } from '../../4-diff/diff.ts'
import { lackOf } from '../../instances/brand.ts'
import type { ClassHome } from '../../instances/parents.ts'
import { planClass } from './class.ts'
import { liveClasses } from './class-unit.ts'
import { unreachable } from './enclosed.ts'
import { newDraft, type Draft } from '../draft.ts'
import type { Journal } from '../../journal.ts'
import { nextName } from '../unit/scope.ts'

/**
 * Declares the private names of a base class anew, while an update is applied: its own code puts them only on objects that it
 * makes itself, and instances of a class that became its child need them too. Who has the names already keeps the values.
 */
export function rebrand(around: Draft, home: ClassHome, journal: Journal): void {
  const { world } = around
  const { module, site, placed, record } = home
  const draft = newDraft(world, { ...retirement(module, undefined), retired: false }, nextName(world, '$lcu'), new Set(), around)
  // A call may have made several classes, each of which has names of its own; those that keep their old code do not have all of them.
  const old = unreachable(draft, site, placed, record)?.classes
  const lacks = new Map([...liveClasses(world, record).keys()].filter(constructor => !old?.has(constructor)).map(constructor => [constructor, lackOf(world, constructor, home)]))
  planClass(draft, site, site, placed, undefined, (object, constructor) => lacks.get(constructor)!(object).size === 0)
  for (const step of [...draft.declare, ...draft.evaluate.map(each => each.step)]) if (step.do === 'call' || step.do === 'bring') step.call(journal)
}
