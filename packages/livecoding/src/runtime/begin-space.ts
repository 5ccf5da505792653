import { spaceOf } from '../3-analyse/scope/block.ts'
import { modelAt } from '../graph/modules.ts'
import type { LiveModule } from '../live-module.ts'
import { isDead, peekName } from './binding.ts'
import { giveMember, hasMember, takeMember } from './space.ts'

/** The object that the name of a namespace has now gets its members, as far as they are there. */
export function beginSpace(module: LiveModule, space: string, journal: (() => unknown)[]): void {
  const { spaces, t } = module.runtime!
  const before = spaces.get(space)
  journal.push(() => before ? spaces.set(space, before) : spaces.delete(space))
  spaces.set(space, peekName(module, space) as object)
  for (const name of modelAt(module, 'newest').bindings.keys()) {
    if (spaceOf(name) !== space || !Object.hasOwn(t, name) || hasMember(module, name) || isDead(module, name)) continue
    giveMember(module, name)
    journal.push(() => takeMember(module, name))
  }
}
