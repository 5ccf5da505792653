import type { Member } from '../../../3-analyse/class-shapes.ts'
import { memberName } from '../../../3-analyse/walk/decorated.ts'
import { fieldsOf, keyOfField } from '../../../4-diff/fields.ts'
import type { ClassDraft } from '../class-draft.ts'

/** What to tell of a field that came or went and may be another one with a new name: which one is not clear, and no value is carried over. */
export function unclearRename({ before, after, renames }: ClassDraft, member: Member): { note?: string } {
  const [old, now] = [fieldsOf(before), fieldsOf(after)]
  const isLeft = (all: readonly Member[], each: Member): boolean => !each.computed && each.rest === member.rest && !all.some(other => keyOfField(other) === keyOfField(each)) && !renames.some(pair => pair.includes(each))
  const [gone, come] = [old.filter(each => isLeft(now, each)), now.filter(each => isLeft(old, each))]
  if (member.computed || gone.length === 0 || come.length === 0) return {}
  const said = (all: readonly Member[], site: typeof before): string => all.map(each => memberName(each, site.shape!.members)).join(' or ')
  return { note: come.includes(member) ? `not clear whether it was ${said(gone, before)}` : `not clear whether it is ${said(come, after)} now` }
}
