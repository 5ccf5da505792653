import type { Member } from '../../../3-analyse/class-shapes.ts'
import { hasOtherForm, isAuto } from '../../../3-analyse/walk/decorated.ts'
import { fieldsOf, keyOfField } from '../../../4-diff/fields.ts'
import type { EditReport } from '../../../8-report/report.ts'
import { tell } from '../../draft.ts'
import { planSites } from '../../sites/sites.ts'
import type { ClassDraft } from '../class-draft.ts'
import { movedFields, type MovedField } from '../moved-keys.ts'
import { nameOf } from '../privates.ts'
import { followClosures } from './closures.ts'
import { unclearRename } from './unclear.ts'

/** What differs in the fields that a class declares for its instances. */
export interface FieldChanges {
  /** Public ones that came and went; those with another name are neither. */
  added: readonly Member[]
  removed: readonly Member[]
  /** Edited ones whose value some instances have lacked since an earlier save: they get it now. */
  filled: readonly Member[]
  /** Those whose computed key reads something new. */
  moved: readonly MovedField[]
  /** New instances get other fields, in another order or with other values. */
  areOthers: boolean
}

export function changesOfFields(plan: ClassDraft): FieldChanges {
  const [old, now] = [fieldsOf(plan.before), fieldsOf(plan.after)]
  const { added, removed } = comeAndGone(plan, old, now)
  const moved = movedFields(plan)
  for (const { member } of moved) tellField(plan, member, { action: 'patched', kind: 'field' })
  const { edited, filled } = editedFields(plan)
  const follow = followClosures(plan)
  const first = firstOfOrder(old, now)
  if (first) tellField(plan, first, { action: 'patched', kind: 'field', verdict: 'new-only', note: 'stands elsewhere' })
  const areOthers = added.length + removed.length + plan.renames.length + moved.length > 0 || edited || !follow || old.map(keyOfField).join() !== now.map(keyOfField).join()
  return { added, removed, filled, moved, areOthers }
}

function comeAndGone(plan: ClassDraft, old: readonly Member[], now: readonly Member[]): Pick<FieldChanges, 'added' | 'removed'> {
  const { before, after, renames } = plan
  const lacks = (all: readonly Member[], member: Member): boolean => !member.private && !all.some(each => keyOfField(each) === keyOfField(member)) && !renames.some(pair => pair.includes(member))
  const removed = old.filter(member => lacks(now, member))
  const added = now.filter(member => lacks(old, member))
  for (const [from, to] of renames) {
    const was = nameOf(from, before)
    const isSame = was === nameOf(to, after)
    tellField(plan, to, { action: isSame ? 'patched' : 'renamed', ...!isSame && { note: `was ${was}` } }, placeOf(plan, to))
  }
  for (const member of removed) if (!hasOtherForm(member, after.shape!.members)) tell(plan.draft, { action: 'removed', kind: 'field', name: `${after.title}.${nameOf(member, before)}`, ...unclearRename(plan, member) }, plan.placed, after.start)
  for (const member of added) if (!hasOtherForm(member, before.shape!.members)) tellField(plan, member, { action: 'added', kind: 'field', ...unclearRename(plan, member) }, placeOf(plan, member))
  return { added, removed }
}

/** Fields whose initialiser has changed, or makes closures that cannot follow. */
function editedFields(plan: ClassDraft): Pick<FieldChanges, 'filled'> & { edited: boolean } {
  const { draft, classes, placed, renamed } = plan
  const filled: Member[] = []
  let edited = false
  for (const { before, after } of plan.pairs) {
    if (after.kind !== 'field' || after.static) continue
    // New instances would make closures that the old initialiser makes, and that cannot follow.
    if (before.site && after.site && !planSites(draft, before.site, after.site, placed, { host: plan, renamed })) edited = true
    if (before.own === after.own) continue
    edited = true
    const fills = !after.computed && after.value !== undefined && classes.keys().some(each => draft.world.lacking.get(each)?.has(after.key))
    if (fills) filled.push(after)
    tellField(plan, after, { action: 'patched', verdict: fills ? 'live' : 'new-only' })
  }
  return { edited, filled }
}

/** Of fields that both texts have: the first one that stands before others than it did. */
function firstOfOrder(old: readonly Member[], now: readonly Member[]): Member | undefined {
  const [before, after] = [[old, now], [now, old]].map(([all, others]) => all!.filter(member => others!.some(each => keyOfField(each) === keyOfField(member)))) as [Member[], Member[]]
  return after.find((member, index) => keyOfField(member) !== keyOfField(before[index]!))
}

/** Tells of a field that the new text has. */
function tellField({ draft, after, placed }: ClassDraft, member: Member, edit: Pick<EditReport, 'action'> & Partial<EditReport>, at = member.start): void {
  tell(draft, { kind: isAuto(member) ? 'accessor' : 'field', ...edit, name: `${after.title}.${nameOf(member, after)}` }, placed, at)
}

/** Of a parameter property: where the parameter stands. */
const placeOf = ({ after }: ClassDraft, { key, start }: Member): number => after.shape!.assigns.find(each => each.parameter !== undefined && each.key === key)?.at ?? start
