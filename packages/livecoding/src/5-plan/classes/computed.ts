import type { Member } from '../../3-analyse/class-shapes.ts'
import { isAuto, memberId } from '../../3-analyse/walk/decorated.ts'
import { keyOf } from '../../3-analyse/member-key.ts'
import type { ClassDraft } from './class-draft.ts'
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
  member.computed ? keysOf(plan, constructor).get(keyOf(member)) ?? plan.draft.world.decorated.get(constructor)?.keyOf(decoratedAs(plan, member)) : member.key

/** What its decorators know a member by: both accessors of an `accessor` by the field behind them. */
function decoratedAs({ before, after }: ClassDraft, member: Member): string {
  const { members } = [before, after].find(({ shape }) => shape!.members.includes(member))!.shape!
  const index = members.indexOf(member)
  return memberId([members[index - 1], members[index - 2]].find(each => each && isAuto(each) && each.decorators.each.length > 0) ?? member)
}

export function noteKey(plan: ClassDraft, constructor: Constructor, member: Member, key: PropertyKey, journal: Journal): void {
  if (!member.computed) return
  plan.draft.world.decorated.get(constructor)?.move(decoratedAs(plan, member), key, journal)
  const [keys, name] = [keysOf(plan, constructor), keyOf(member)]
  const before = keys.get(name)
  journal.push(() => before === undefined ? keys.delete(name) : keys.set(name, before))
  keys.set(name, key)
}
