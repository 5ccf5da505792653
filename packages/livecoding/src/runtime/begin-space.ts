import { spaceOf } from '../3-analyse/scope/block.ts'
import { modelAt } from '../graph/modules.ts'
import type { LiveModule } from '../live-module.ts'
import { isDead, peekName } from './binding.ts'
import { giveMember, hasMember, memberBack, takeMember } from './space.ts'

/** The object that the name of a namespace has now gets its members, as far as they are there: one that comes from another module has those of that module. */
export function beginSpace(module: LiveModule, space: string, journal: (() => unknown)[]): void {
  const { spaces, t } = module.runtime!
  const before = spaces.get(space)
  journal.push(() => before ? spaces.set(space, before) : spaces.delete(space))
  const object = peekName(module, space) as object
  spaces.set(space, object)
  for (const name of modelAt(module, 'newest').bindings.keys()) {
    if (spaceOf(name) !== space || !Object.hasOwn(t, name) || (object === before && hasMember(module, name)) || isDead(module, name)) continue
    const putBack = memberBack(module, name)
    journal.push(() => {
      takeMember(module, name)
      putBack()
    })
    giveMember(module, name)
  }
}
