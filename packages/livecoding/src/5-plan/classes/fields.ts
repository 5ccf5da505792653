import type { Member } from '../../3-analyse/class-shapes.ts'
import { fieldsOf, keyOfField } from '../../4-diff/fields.ts'
import { hasOtherForm, isAuto } from '../../3-analyse/walk/decorated.ts'
import { additions, type Piece } from '../../instances/additions.ts'
import { bringUpToDate, type Addition, type FieldChange, type Read, type Rename } from '../../instances/migrate.ts'
import { inherit } from '../../instances/parents.ts'
import type { ClassCode, ClassDraft } from './class.ts'
import type { Install } from '../../live-module.ts'
import type { Constructor } from './class-unit.ts'
import { planConstruction } from './construction.ts'
import { assignedKeys, givenOtherwise, newAssignments, pieceOfAssignment } from './assignments.ts'
import { decoratesInstances, startsWith } from './decorators.ts'
import { sayIn } from './enclosed.ts'
import { assignedByOthers } from './handed-on.ts'
import { assignedForOthers } from './inherited-setup.ts'
import { keyOfMember, noteKey } from './computed.ts'
import { followClosures } from './field-closures.ts'
import { assigning, fieldClass, filling, keyText } from './initialise.ts'
import { tell } from '../draft.ts'
import { carried, nameOf } from './privates.ts'
import { movedFields, movedKeys } from './moved-keys.ts'
import { planSites } from '../sites/sites.ts'
import { unclearRename } from './unclear.ts'

/** Fields of instances: new instances get them as the source says, existing ones are brought up to date. */
export function planFields(plan: ClassDraft): void {
  const { pairs, draft, placed, unit } = plan
  const old = fieldsOf(plan.before)
  const now = fieldsOf(plan.after)
  const { added, removed } = compare(plan, old, now)
  const renames = carriers(plan)
  let changed = added.length + removed.length + plan.renames.length > 0 || old.map(keyOfField).join() !== now.map(keyOfField).join()
  const filled: Member[] = []
  const moved = movedFields(plan)
  for (const { member } of moved) {
    changed = true
    tell(draft, { action: 'patched', kind: 'field', name: `${plan.after.title}.${nameOf(member, plan.after)}` }, placed, member.start)
  }
  for (const { before, after } of pairs) {
    if (after.kind !== 'field' || after.static) continue
    // New instances would make closures that the old initialiser makes, and that cannot follow.
    if (before.site && after.site && !planSites(draft, before.site, after.site, placed, { host: plan, renamed: plan.renamed })) changed = true
    if (before.own === after.own) continue
    changed = true
    const fills = !after.computed && after.value !== undefined && plan.classes.keys().some(each => draft.world.lacking.get(each)?.has(after.key))
    if (fills) filled.push(after)
    tell(draft, { action: 'patched', kind: isAuto(after) ? 'accessor' : 'field', name: `${plan.after.title}.${nameOf(after, plan.after)}`, verdict: fills ? 'live' : 'new-only' }, placed, after.start)
  }
  if (!followClosures(plan)) changed = true
  const first = firstOfOrder(old, now)
  if (first) tell(draft, { action: 'patched', kind: 'field', name: `${plan.after.title}.${nameOf(first, plan.after)}`, verdict: 'new-only', note: 'stands elsewhere' }, placed, first.start)
  const given = plan.renamedAssigned.map(([from, to]) => ({ from: from.key, to: to.key }))
  for (const [from, to] of plan.renamedAssigned) tell(draft, { action: 'renamed', kind: 'field', name: `${plan.after.title}.${to.key}`, note: `was ${from.key}` }, placed, to.at)
  const names = new Map([...plan.renames.map(([from, to]): [string, string] => [nameOf(from, plan.before), nameOf(to, plan.after)]), ...given.map(({ from, to }): [string, string] => [from, to])])
  const nowNamed = (key: string): string => names.get(key) ?? key
  const known = new Set(assignedKeys(plan.before).values().map(nowNamed))
  const otherwise = givenOtherwise(plan.before, plan.after, new Set(plan.classes.keys().flatMap(each => draft.world.lacking.get(each) ?? [])))
  const assigned = newAssignments(plan, known.difference(otherwise)).filter(({ key, piece }) => piece !== undefined || !known.has(key))
  const layered = plan.rebrands || (unit.privates !== undefined && unit.privates.ofInstances.code !== '')
  assigned.push(...assignedForOthers(plan, new Set([...known, ...assigned.map(({ key }) => key), ...now.map(({ key }) => key)])))
  assigned.push(...assignedByOthers(plan, new Set([...known, ...assigned.map(({ key }) => key), ...now.map(({ key }) => key)])))
  planConstruction(plan, now, changed || layered || decoratesInstances(plan))
  const gone = removed.filter(member => !plan.after.shape!.assigns.some(each => each.key === member.key))
  const come = hiddenFields(plan.come, plan.renames.map(([, to]) => to))
  const lost = hiddenFields(plan.gone, plan.renames.map(([from]) => from))
  const lostValues = readersOf(plan, lost)
  const takeOver = takenOver(plan, come, lost, lostValues)
  const pieces: Piece[] = [...added, ...filled, ...come.filter(({ value }) => value)].sort((a, b) => a.start - b.start).map((member): Piece => ({ at: member.start, ...!filled.includes(member) ? pieceOf(plan, member) : member.private ? { form: 'private', key: member.key, id: filling(plan, member) } : { ...pieceOf(plan, member), unset: true } }))
  // `size: number` was declared, and nothing gave it a value.
  const declared = new Set([...old.filter(({ value }) => value === undefined).map(({ key }) => nowNamed(key)), ...otherwise])
  pieces.push(...assigned.map((each): Piece => ({ ...pieceOfAssignment(each), ...(declared.has(each.key) && { unset: true }) })))
  // What they cannot get, they are told to lack.
  for (const { key, at, piece } of assigned) if (piece !== undefined && ![...come, ...added].some(member => member.key === key)) tell(draft, { action: declared.has(key) ? 'patched' : 'added', kind: 'field', name: `${plan.after.title}${key.startsWith('...') ? ' ' : '.'}${key}` }, placed, at)
  const carry = carried(plan)
  const starts = startsWith(plan)
  const branded = layered && plan.classes.size > 0 ? forBranded(plan) : undefined
  for (const member of added) {
    const { keyId } = pieces.find(piece => piece.form === 'field' && piece.key === member.key) ?? {}
    if (member.computed && keyId !== undefined) plan.evaluate.push((constructor, journal) => { noteKey(plan, constructor, member, (unit.values(constructor)[keyId] as () => PropertyKey)(), journal) })
  }
  if (pieces.length + gone.length + lost.length + plan.renames.length + given.length + moved.length + starts.length === 0 && !layered && !plan.evaluatesHeritage) return
  draft.heap.expect(plan.classes.keys())
  plan.bring.push((constructor, journal) => {
    const layer = unit.layers.get(constructor)
    const before = plan.moved.get(constructor)
    const inheritance = before ? inherit(draft, constructor, before, journal) : undefined
    const change: FieldChange = {
      title: plan.after.title, module: draft.module, placed, at: plan.after.start,
      installers: [...layer ? [branded!(constructor, layer.put)] : [], ...starts.length > 0 ? [(object: object) => { draft.world.decorated.get(constructor)?.startWith(starts, object) }] : []],
      ...(plan.owns && { concerns: object => plan.owns!(object, constructor) }),
      renamed: [...renames(constructor), ...given, ...movedKeys(plan, moved, constructor, journal)], removed: gone.flatMap(member => keyOfMember(plan, constructor, member) ?? []),
      hidden: { added: come.map(member => nameOf(member, plan.after)), removed: lostValues(constructor).map((read, index) => ({ name: nameOf(lost[index]!, plan.before), read })) },
      added: [...carry?.(constructor) ?? [], ...inheritance?.added ?? [], ...takeOver(constructor, additions(unit.values(constructor), pieces, constructor)).map(each => branded && each.form === 'private' && each.install ? { ...each, install: branded(constructor, each.install) } : each)],
      ...(inheritance && { inheritance }),
    }
    if (change.added.length + change.removed.length + change.renamed.length + change.installers.length + change.hidden.removed.length > 0 || inheritance?.unmanaged !== undefined) bringUpToDate(draft, constructor, change, journal)
  })
}

/** A private field that another class of the instance loses, of the same name, has moved: it keeps its value. */
function takenOver({ draft: { heap }, unit, prepare }: ClassDraft, come: readonly Member[], lost: readonly Member[], lostValues: (constructor: Constructor) => readonly Read[]): (constructor: Constructor, added: Addition[]) => Addition[] {
  if (lost.length > 0) prepare.push(constructor => { heap.leaving.push(...lostValues(constructor).map((read, index) => ({ constructor, key: lost[index]!.key, read }))) })
  const writers = new Map(come.map(({ key, start }) => [key, unit.add(start, `($lco,$lcv)=>{$lco.${key}=$lcv}`, [])]))
  return (constructor, added) => {
    const takes = ({ key, ...addition }: Addition): Addition => {
      const readers = heap.leaving.filter(each => each.key === key && each.constructor !== constructor)
      if (addition.form !== 'private' || readers.length === 0) return { key, ...addition }
      const write = unit.values(constructor)[writers.get(key as string)!] as (object: object, value: unknown) => void
      const install = (object: object): void => {
        const found = readers.values().map(({ read }) => read(object)).find(each => each !== undefined)
        if (found) write(object, found.value)
        else addition.install?.(object)
      }
      return { key, ...addition, install }
    }
    const bare = come.filter(({ value, key }) => !value && heap.leaving.some(each => each.key === key && each.constructor !== constructor))
    return [...added, ...bare.map(({ key, start }): Addition => ({ form: 'private', key, at: start }))].map(each => writers.has(each.key as string) ? takes(each) : each)
  }
}

/** Of fields that both texts have: the first one that stands before others than it did. */
function firstOfOrder(old: readonly Member[], now: readonly Member[]): Member | undefined {
  const [before, after] = [[old, now], [now, old]].map(([all, others]) => all!.filter(member => others!.some(each => keyOfField(each) === keyOfField(member)))) as [Member[], Member[]]
  return after.find((member, index) => keyOfField(member) !== keyOfField(before[index]!))
}

/** What has the class's prototype and none of its private names was not made by it, as `Object.create(Door.prototype)`: it gets none of the new ones. */
function forBranded({ before, prepare, draft: { world } }: ClassDraft): (constructor: Constructor, install: Install) => Install {
  const names = new Set(before.shape!.members.flatMap(member => member.private && !member.static ? member.key : []))
  const known = new WeakMap<Constructor, ((object: object) => boolean)[]>()
  if (names.size > 0) prepare.unshift(constructor => {
    known.set(constructor, [...names].flatMap(name => sayIn<(object: object) => boolean>(world, constructor, `$lco=>${name} in $lco`) ?? []))
  })
  return (constructor, install) => {
    const has = known.get(constructor) ?? []
    return has.length > 0 ? object => { if (has.some(each => each(object))) install(object) } : install
  }
}

/** Private fields, but for these, which have another name. */
const hiddenFields = (members: readonly Member[], renamed: readonly Member[]): Member[] =>
  members.filter(member => member.private && member.kind === 'field' && !member.static && !renamed.includes(member))

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
  for (const [from, to] of renames) {
    const [was, name] = [nameOf(from, plan.before), nameOf(to, plan.after)]
    tell(draft, { action: was === name ? 'patched' : 'renamed', kind: isAuto(to) ? 'accessor' : 'field', name: `${plan.after.title}.${name}`, ...was !== name && { note: `was ${was}` } }, placed, placeOf(plan, to))
  }
  for (const member of removed) if (!hasOtherForm(member, plan.after.shape!.members)) tell(draft, { action: 'removed', kind: 'field', name: `${plan.after.title}.${nameOf(member, plan.before)}`, ...unclearRename(plan, member) }, placed, plan.after.start)
  for (const member of added) if (!hasOtherForm(member, plan.before.shape!.members)) tell(draft, { action: 'added', kind: 'field', name: `${plan.after.title}.${nameOf(member, plan.after)}`, ...unclearRename(plan, member) }, placed, placeOf(plan, member))
  return { added, removed }
}

/** Of a parameter property: where the parameter stands. */
const placeOf = ({ after }: ClassDraft, { key, start }: Member): number => after.shape!.assigns.find(each => each.parameter !== undefined && each.key === key)?.at ?? start

/** Code that takes the values of private fields in the scope of the old names; a class that kept older code may have no such name. */
function readersOf(plan: ClassDraft, fields: readonly Member[]): (constructor: Constructor) => readonly Read[] {
  const { world } = plan.draft
  const readers = new WeakMap<Constructor, Read[]>()
  if (fields.length > 0) plan.prepare.unshift(constructor => {
    readers.set(constructor, fields.map(({ key }) => sayIn<Read>(world, constructor, `$lco=>${key} in $lco?{value:$lco.${key}}:void 0`) ?? (() => undefined)))
  })
  return constructor => readers.get(constructor) ?? []
}

/** What takes the values of fields that have another name, and gives them to private ones in the scope of the new names. */
function carriers(plan: ClassDraft): (constructor: Constructor) => Rename[] {
  const hidden = plan.renames.filter(([from]) => from.private)
  const readers = readersOf(plan, hidden.map(([from]) => from))
  const writers = new Map(plan.renames.filter(([, to]) => to.private).map(([, to]) => [to, plan.unit.add(to.start, `($lco,$lcv)=>{$lco.${to.key}=$lcv}`, [])]))
  return constructor => plan.renames.map(([from, to]): Rename => {
    const read = from.private ? readers(constructor)[hidden.findIndex(pair => pair[1] === to)] : undefined
    const writer = writers.get(to)
    return { from: nameOf(from, plan.before), to: nameOf(to, plan.after), ...(read && { read }), ...(writer !== undefined && { write: plan.unit.values(constructor)[writer] as NonNullable<Rename['write']> }) }
  })
}
