import type { Member } from '../3-analyse/shapes.ts'
import { keyOf } from '../4-diff/members.ts'
import type { ClassDraft } from './class.ts'
import type { Constructor } from './class-unit.ts'

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

export function noteKey(plan: ClassDraft, constructor: Constructor, member: Member, key: PropertyKey): void {
  if (member.computed) keysOf(plan, constructor).set(keyOf(member), key)
}
