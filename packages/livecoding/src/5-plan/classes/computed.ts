import type { Member } from '../../3-analyse/class-shapes.ts'
import { keyOf } from '../../3-analyse/member-key.ts'
import type { ClassDraft } from './class.ts'
import type { Constructor } from './class-unit.ts'
import type { Journal } from '../../journal.ts'

/** What the computed keys of a class came to, by member. */
function keysOf({ draft, classes }: ClassDraft, constructor: Constructor): Map<string, PropertyKey> {
  const { keys } = draft.world
  const known = keys.get(constructor) ?? { native: [] }
  keys.set(constructor, known)
  return known.now ??= new Map((classes.get(constructor)?.computed ?? []).map((member, index) => [member, known.native[index]!]))
}

/** The key of a member; undefined where it is an expression that was never evaluated. */
export const keyOfMember = (plan: ClassDraft, constructor: Constructor, member: Member): PropertyKey | undefined =>
  member.computed ? keysOf(plan, constructor).get(keyOf(member)) : member.key

export function noteKey(plan: ClassDraft, constructor: Constructor, member: Member, key: PropertyKey, journal: Journal): void {
  if (!member.computed) return
  const [keys, name] = [keysOf(plan, constructor), keyOf(member)]
  const before = keys.get(name)
  journal.push(() => before === undefined ? keys.delete(name) : keys.set(name, before))
  keys.set(name, key)
}
