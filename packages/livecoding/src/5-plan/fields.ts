import type { Member } from '../3-analyse/shapes.ts'
import { fieldsOf, keyOfField } from '../4-diff/fields.ts'
import { isAuto } from '../3-analyse/decorated.ts'
import { additions, type Piece } from '../instances/additions.ts'
import { bringUpToDate, type FieldChange, type Rename } from '../instances/migrate.ts'
import { inherit } from '../instances/parents.ts'
import type { ClassCode, ClassDraft } from './class.ts'
import type { Constructor } from './class-unit.ts'
import { planConstruction } from './construction.ts'
import { assignedBy, newAssignments, pieceOfAssignment } from './assignments.ts'
import { decoratesInstances } from './decorators.ts'
import { keyOfMember, noteKey } from './computed.ts'
import { assigning, fieldClass, keyText } from './initialise.ts'
import { tell } from './draft.ts'
import { carried, nameOf } from './privates.ts'
import { planSites } from './sites.ts'

/** Fields of instances: new instances get them as the source says, existing ones are brought up to date. */
export function planFields(plan: ClassDraft): void {
  const { pairs, draft, placed, unit } = plan
  const old = fieldsOf(plan.before)
  const now = fieldsOf(plan.after)
  const { added, removed } = compare(plan, old, now)
  const renames = carriers(plan)
  let changed = added.length + removed.length + plan.renames.length > 0 || old.map(keyOfField).join() !== now.map(keyOfField).join()
  for (const { before, after } of pairs) {
    if (after.kind !== 'field' || after.static) continue
    // New instances would make closures that the old initialiser makes, and that cannot follow.
    if (before.site && after.site && !planSites(draft, before.site, after.site, placed, { host: plan })) changed = true
    if (before.own === after.own) continue
    changed = true
    tell(draft, { action: 'patched', kind: isAuto(after) ? 'accessor' : 'field', name: `${plan.after.title}.${nameOf(after, plan.after)}`, verdict: 'new-only' }, placed, after.start)
  }
  const assigned = newAssignments(plan, assignedBy(plan.before))
  const layered = plan.rebrands || plan.come.some(member => member.private && !member.static)
  planConstruction(plan, now, changed || layered || decoratesInstances(plan))
  const gone = removed.filter(member => !plan.after.shape!.assigns.some(each => each.key === member.key))
  const hidden = plan.come.filter(member => member.kind === 'field' && member.private && !member.static && member.value && !plan.renames.some(([, to]) => to === member))
  const pieces: Piece[] = [...added, ...hidden].sort((a, b) => a.start - b.start).map(member => pieceOf(plan, member))
  pieces.push(...assigned.map(pieceOfAssignment))
  const carry = carried(plan)
  for (const member of added) {
    const { keyId } = pieces.find(piece => piece.form === 'field' && piece.key === member.key) ?? {}
    if (member.computed && keyId !== undefined) plan.evaluate.push(constructor => { noteKey(plan, constructor, member, (unit.values(constructor)[keyId] as () => PropertyKey)()) })
  }
  if (pieces.length + gone.length + plan.renames.length === 0 && !layered && !plan.evaluatesHeritage) return
  draft.heap.expect(plan.classes.keys())
  plan.evaluate.push((constructor, journal) => {
    const { world } = draft
    const before = plan.moved.get(constructor)
    const inheritance = before ? inherit(draft, constructor, before, journal) : undefined
    const change: FieldChange = {
      title: plan.after.title, module: draft.module, placed, at: plan.after.start,
      installers: layered ? (world.installers.get(constructor) ?? []).slice(-1).map(({ put }) => put) : [],
      ...(plan.owns && { concerns: plan.owns }),
      renamed: renames(constructor), removed: gone.flatMap(member => keyOfMember(plan, constructor, member) ?? []),
      added: [...carry?.(constructor) ?? [], ...inheritance?.added ?? [], ...additions(unit.values(constructor), pieces)],
      ...(inheritance && { inheritance }),
    }
    if (change.added.length + change.removed.length + change.renamed.length + change.installers.length > 0 || inheritance?.unmanaged !== undefined) bringUpToDate(draft, constructor, change, journal)
  })
}

/** Code that gives one field to an instance that exists. */
export function pieceOf(code: ClassCode, member: Member): Piece {
  if (member.private) return { form: 'private', key: member.key, id: assigning(code, [member]) }
  const keyId = member.computed ? code.unit.add(member.keySpan.start, `()=>${keyText(code, member, [])}`, []) : undefined
  return { form: 'field', key: member.key, id: fieldClass(code, [member]), ...(keyId !== undefined && { keyId }) }
}

/** Public fields that came and went, and all that have another name; they are told. */
function compare(plan: ClassDraft, old: readonly Member[], now: readonly Member[]): { added: Member[], removed: Member[] } {
  const { draft, placed, renames } = plan
  const lacks = (all: readonly Member[], member: Member): boolean => !member.private && !all.some(each => keyOfField(each) === keyOfField(member)) && !renames.some(pair => pair.includes(member))
  const removed = old.filter(member => lacks(now, member))
  const added = now.filter(member => lacks(old, member))
  for (const [from, to] of renames) if (!isAuto(to)) tell(draft, { action: 'renamed', kind: 'field', name: `${plan.after.title}.${to.key}`, note: `was ${from.key}` }, placed, to.start)
  for (const member of removed) tell(draft, { action: 'removed', kind: 'field', name: `${plan.after.title}.${nameOf(member, plan.before)}` }, placed, plan.after.start)
  for (const member of added) tell(draft, { action: 'added', kind: 'field', name: `${plan.after.title}.${nameOf(member, plan.after)}` }, placed, member.start)
  return { added, removed }
}

/** Code that takes the value of a private field in the scope of the old names, and gives it to one in that of the new ones. */
function carriers(plan: ClassDraft): (constructor: Constructor) => Rename[] {
  const readers = new WeakMap<Constructor, ((object: object) => { value: unknown } | undefined)[]>()
  const hidden = plan.renames.filter(([from]) => from.private)
  if (hidden.length > 0) plan.prepare.unshift(constructor => {
    const code = hidden.map(([{ key }]) => `$lco=>${key} in $lco?{value:$lco.${key}}:void 0`).join(',')
    readers.set(constructor, plan.draft.world.scopes.get(constructor)!(`[${code}]`) as ((object: object) => { value: unknown } | undefined)[])
  })
  const writers = new Map(plan.renames.filter(([, to]) => to.private).map(([, to]) => [to, plan.unit.add(to.start, `($lco,$lcv)=>{$lco.${to.key}=$lcv}`, [])]))
  return constructor => plan.renames.map(([from, to]): Rename => {
    const read = readers.get(constructor)?.[hidden.findIndex(pair => pair[1] === to)]
    const writer = writers.get(to)
    return { from: from.key, to: to.key, ...(from.private && read && { read }), ...(writer !== undefined && { write: plan.unit.values(constructor)[writer] as NonNullable<Rename['write']> }) }
  })
}
