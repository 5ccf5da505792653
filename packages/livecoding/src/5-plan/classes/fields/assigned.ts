import type { Member } from '../../../3-analyse/class-shapes.ts'
import { hasOtherForm, isAssigner } from '../../../3-analyse/walk/decorated.ts'
import { fieldsOf } from '../../../4-diff/fields.ts'
import { tell } from '../../draft.ts'
import type { ClassDraft } from '../class-draft.ts'
import { nameOf } from '../privates.ts'
import { assignedKeys, givenOtherwise, newAssignments, type NewAssignment } from './assignments.ts'
import { assignedByOthers } from './handed-on.ts'
import { assignedForOthers } from './inherited-setup.ts'

/** What instances newly get by assignments, of their constructor or of what it calls. */
export interface AssignedFields {
  /** Those with another name, whose values are carried over. */
  renamed: readonly { from: string, to: string }[]
  come: readonly NewAssignment[]
  /** Declared before, and nothing gave them a value (`size: number`), or not to all instances. */
  declared: ReadonlySet<string>
}

export function assignedFields(plan: ClassDraft): AssignedFields {
  const { before, after, draft, placed, classes, renames, renamedAssigned } = plan
  for (const [from, to] of renamedAssigned) tell(draft, { action: 'renamed', kind: 'field', name: `${after.title}.${to.key}`, note: `was ${from.key}` }, placed, to.at)
  const renamed = renamedAssigned.map(([from, to]) => ({ from: from.key, to: to.key }))
  const names = new Map([...renames.map(([from, to]) => ({ from: nameOf(from, before), to: nameOf(to, after) })), ...renamed].map(({ from, to }) => [from, to]))
  const nowNamed = (key: string): string => names.get(key) ?? key
  const known = new Set(assignedKeys(before).values().map(nowNamed))
  const otherwise = givenOtherwise(before, after, new Set(classes.keys().flatMap(each => draft.world.lacking.get(each) ?? [])))
  const come = newAssignments(plan, known.difference(otherwise)).filter(({ key, piece }) => piece !== undefined || !known.has(key))
  const given = (): Set<string> => new Set([...known, ...[...come, ...fieldsOf(after)].map(({ key }) => key)])
  come.push(...assignedForOthers(plan, given()))
  come.push(...assignedByOthers(plan, given()))
  return { renamed, come, declared: new Set([...fieldsOf(before).filter(({ value }) => value === undefined).map(({ key }) => nowNamed(key)), ...otherwise]) }
}

/** Those that instances get are told; what they cannot get, they are told to lack. */
export function tellAssigned({ draft, before, after, placed, come: members }: ClassDraft, { come, declared }: AssignedFields, fields: readonly Member[]): void {
  const told = new Set([...fields, ...members.filter(member => isAssigner(member) && !hasOtherForm(member, before.shape!.members))].map(member => nameOf(member, after)))
  for (const { key, at, piece } of come) {
    if (piece === undefined || told.has(key)) continue
    tell(draft, { action: declared.has(key) ? 'patched' : 'added', kind: 'field', name: `${after.title}${key.startsWith('...') ? ' ' : '.'}${key}` }, placed, at)
  }
}
