import { isAssigner, isAuto, withoutAuto } from '../3-analyse/walk/decorated.ts'
import type { Member } from '../3-analyse/class-shapes.ts'
import type { Site } from '../3-analyse/site-shapes.ts'

export type FieldPair = [from: Member, to: Member]

export const fieldsOf = ({ shape }: Site): Member[] => shape!.members.filter(member => member.kind === 'field' && !member.static)

export const keyOfField = (member: Member): string => member.computed ? `[${member.key}]` : member.key

/**
 * A field and an `accessor` of one name are one field. One field gone and one new with the same type and initialiser is a
 * rename; several are matched in order where they are clear: private ones, public ones, and then those that became the other.
 */
export function renamedFields(before: Site, after: Site): FieldPair[] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)]
  const lacks = (all: readonly Member[], member: Member): boolean => !member.computed && !all.some(each => keyOfField(each) === keyOfField(member))
  let gone = old.filter(member => lacks(now, member))
  let come = now.filter(member => lacks(old, member))
  const renamed: FieldPair[] = gone.flatMap((from): FieldPair[] => come.filter(to => (isAuto(from) || isAuto(to)) && withoutAuto(from.key) === withoutAuto(to.key)).map(to => [from, to]))
  gone = gone.filter(member => !renamed.some(([from]) => from === member))
  come = come.filter(member => !renamed.some(([, to]) => to === member))
  for (const counts of [(member: Member) => member.private, (member: Member) => !member.private, () => true]) {
    const pairs = pairAlike(gone.filter(counts), come.filter(counts))
    renamed.push(...pairs)
    gone = gone.filter(member => !pairs.some(([from]) => from === member))
    come = come.filter(member => !pairs.some(([, to]) => to === member))
  }
  return renamed
}

/** As many of the same type and initialiser, in source order. */
function pairAlike<T extends { rest: string }>(gone: readonly T[], come: readonly T[]): [from: T, to: T][] {
  return [...new Set(gone.map(({ rest }) => rest))].flatMap(rest => {
    const [from, to] = [gone, come].map(all => all.filter(each => each.rest === rest)) as [T[], T[]]
    return from.length === to.length ? from.map((each, index): [T, T] => [each, to[index]!]) : []
  })
}

/** A field that is no field of the class, as tsconfig.json wants it to be assigned: a parameter property, or what a private method assigns. */
export interface AssignedField { key: string, rest: string, at: number, assigner?: Member }
export type AssignedPair = [from: AssignedField, to: AssignedField]

/** Those that have another name; where both forms are assigned by the same words, types do not count. */
export function renamedAssigned(before: Site, after: Site): AssignedPair[] {
  const left = (one: Site, other: Site): AssignedField[] => assignedFields(one).filter(({ key }) => !other.shape!.assigns.some(each => each.key === key) && !fieldsOf(other).some(each => each.key === key))
  return pairAlike(left(before, after), left(after, before))
}

function assignedFields(site: Site): AssignedField[] {
  const { chunk: { code, base }, shape } = site
  const assigners = shape!.members.filter(isAssigner)
  const found = shape!.assigns.flatMap(({ key, at, value, parameter }): AssignedField[] => {
    const assigner = assigners.find(({ start, end }) => at >= start && at < end)
    const rest = parameter ?? (assigner && `= ${code.slice(value.start - base, value.end - base).replace(/\s+/g, ' ')}`)
    return rest === undefined || fieldsOf(site).some(each => each.key === key) ? [] : [{ key, rest, at, ...(assigner && { assigner }) }]
  })
  // A constructor with several `super(…)` says each of them as often.
  return [...new Map(found.map(each => [each.key, each])).values()]
}
