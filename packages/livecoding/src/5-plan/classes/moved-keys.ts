import type { Member } from '../../3-analyse/class-shapes.ts'
import { keyOf } from '../../3-analyse/member-key.ts'
import type { Rename } from '../../instances/migrate.ts'
import { isAuto } from '../../3-analyse/walk/decorated.ts'
import { functionName } from '../../runtime/function-name.ts'
import { define } from '../../runtime/property.ts'
import { renewedIn } from '../renewed.ts'
import type { Journal } from '../../journal.ts'
import type { ClassDraft } from './class-draft.ts'
import { isMethod, targetOf } from './methods.ts'
import type { Constructor } from './class-unit.ts'
import { keyOfMember, noteKey } from './computed.ts'
import { keyText, takesName } from './initialise.ts'

/** The key of a member reads something that is new. */
export const renewsKey = ({ after, draft }: Pick<ClassDraft, 'after' | 'draft'>, { computed, keySpan }: Member): boolean =>
  computed && renewedIn(after.refs.filter(ref => ref.at >= keySpan.start && ref.at < keySpan.end), draft.renewed) !== undefined

/** The key that the code of one of these classes gave to a field is not the one that the field has now. */
export function hasMoved(plan: ClassDraft, constructors: readonly Constructor[], member: Member): boolean {
  if (!member.computed || renewsKey(plan, member)) return member.computed
  const name = keyOf(member)
  return constructors.some(constructor => {
    const { native = [], now } = plan.draft.world.keys.get(constructor) ?? {}
    return now?.has(name) === true && now.get(name) !== native[plan.classes.get(constructor)?.computed.indexOf(name) ?? -1]
  })
}

interface Moving { member: Member, from: PropertyKey, to: PropertyKey }

/** A computed key is evaluated again when what it reads changed: the method, or the static field, moves to its new key. Two may exchange theirs. */
export function moveComputed(plan: ClassDraft): void {
  const moved = plan.pairs.flatMap(({ after: member }) => (isMethod(member) || (member.kind === 'field' && member.static)) && renewsKey(plan, member) ? { member, id: keyPiece(plan, member) } : [])
  if (moved.length === 0) return
  const before = new WeakMap<Constructor, PropertyKey[]>()
  plan.declare.push(constructor => { before.set(constructor, moved.map(({ member, id }) => keyOfMember(plan, constructor, member) ?? keyNow(plan, constructor, id))) })
  plan.evaluate.push((constructor, journal) => {
    const moving = moved.map(({ member, id }, index): Moving => ({ member, from: before.get(constructor)![index]!, to: keyNow(plan, constructor, id) })).filter(({ from, to }) => from !== to)
    const taken = moving.map(each => ({ ...each, target: targetOf(constructor, each.member), descriptor: Object.getOwnPropertyDescriptor(targetOf(constructor, each.member), each.from) }))
    for (const { target, from } of taken) define(target, from, undefined, journal)
    for (const { member, from, to, target, descriptor } of taken) {
      if (descriptor) define(target, to, descriptor, journal)
      for (const made of madeBy(plan, member, descriptor)) followKey(made, from, to, journal)
      for (const each of withSetter(plan, member)) noteKey(plan, constructor, each, to, journal)
    }
  })
}

/** The setter of an `accessor` stands under the key that its getter came to. */
function withSetter({ after }: ClassDraft, member: Member): Member[] {
  const { members } = after.shape!
  const index = members.indexOf(member)
  return index > 0 && isAuto(members[index - 1]!) ? [member, members[index + 1]!] : [member]
}

/** Code that gives the key of a member. */
function keyPiece({ unit, after }: ClassDraft, { keySpan: { start, end } }: Member): string {
  return unit.add(start, `()=>(${unit.text(start, end, [], after.refs.filter(ref => ref.at >= start && ref.at < end), [])})`, [])
}

const keyNow = ({ unit }: ClassDraft, constructor: Constructor, id: string): PropertyKey => (unit.values(constructor)[id] as () => PropertyKey)()

/** A field of instances whose computed key reads something new, and the code that gives the key. */
export interface MovedField { member: Member, key: string }

export const movedFields = (plan: ClassDraft): MovedField[] => plan.pairs.filter(({ after }) => after.kind === 'field' && !after.static && renewsKey(plan, after))
  .map(({ after: member }) => ({ member, key: plan.unit.add(member.keySpan.start, `()=>${keyText(plan, member, [])}`, []) }))

/** Fields of instances that are under another key now. */
export function movedKeys(plan: ClassDraft, moved: readonly MovedField[], constructor: Constructor, journal: Journal): Rename[] {
  return moved.flatMap(({ member, key }): Rename[] => {
    const from = keyOfMember(plan, constructor, member)
    const to = keyNow(plan, constructor, key)
    noteKey(plan, constructor, member, to, journal)
    return from === undefined || from === to ? [] : [{ from, to }]
  })
}

/** The functions that take their names from the key. */
const madeBy = ({ after: { chunk: { code, base } } }: ClassDraft, { kind, value }: Member, descriptor: PropertyDescriptor | undefined): unknown[] =>
  kind === 'field' && !(value && takesName.test(code.slice(value.start - base, value.end - base))) ? [] : [descriptor?.value, descriptor?.get, descriptor?.set]

function followKey(made: unknown, from: PropertyKey, to: PropertyKey, journal: Journal): void {
  const name = typeof made === 'function' ? Object.getOwnPropertyDescriptor(made, 'name') : undefined
  if (typeof name?.value !== 'string' || !name.configurable) return
  const [, prefix = '', rest] = /^([gs]et )?(.*)$/s.exec(name.value)!
  if (rest === functionName(from)) define(made as object, 'name', { ...name, value: prefix + functionName(to) }, journal)
}
