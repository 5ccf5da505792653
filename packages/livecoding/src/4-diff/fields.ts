import { isAuto, withoutAuto } from '../3-analyse/walk/decorated.ts'
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
    for (const rest of new Set(gone.map(member => member.rest))) {
      const [from, to] = [gone, come].map(all => all.filter(member => member.rest === rest && counts(member))) as [Member[], Member[]]
      if (from.length !== to.length) continue
      from.forEach((member, index) => renamed.push([member, to[index]!]))
      gone = gone.filter(member => !from.includes(member))
      come = come.filter(member => !to.includes(member))
    }
  }
  return renamed
}
