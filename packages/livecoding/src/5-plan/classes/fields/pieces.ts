import type { Member } from '../../../3-analyse/class-shapes.ts'
import type { Piece } from '../../../instances/additions.ts'
import type { ClassCode, ClassDraft } from '../class-draft.ts'
import { noteKey } from '../computed.ts'
import { assigning, fieldClass, filling, keyText } from '../initialise.ts'
import type { AssignedFields } from './assigned.ts'
import { pieceOfAssignment } from './assignments.ts'
import type { FieldChanges } from './changes.ts'
import type { HiddenFields } from './hidden.ts'

/** All that instances get, in the order of the source; what is assigned comes behind the fields. */
export function piecesFor(plan: ClassDraft, { added, filled }: FieldChanges, { come }: HiddenFields, assigned: AssignedFields): Piece[] {
  const fields = [...added, ...filled, ...come.filter(({ value }) => value)].sort((a, b) => a.start - b.start)
  return [
    ...fields.map((member): Piece => ({ at: member.start, ...filled.includes(member) ? fillingPiece(plan, member) : pieceOf(plan, member) })),
    ...assigned.come.map((each): Piece => ({ ...pieceOfAssignment(each), ...(assigned.declared.has(each.key) && { unset: true }) })),
  ]
}

/** Code that gives one field to an instance that exists. */
export function pieceOf(code: ClassCode, member: Member): Piece {
  if (member.private) return { form: 'private', key: member.key, id: assigning(code, [member]) }
  const keyId = member.computed ? code.unit.add(member.keySpan.start, `()=>${keyText(code, member, [])}`, []) : undefined
  return { form: 'field', key: member.key, id: fieldClass(code, [member]), ...(keyId !== undefined && { keyId }) }
}

/** The same for instances alone that have nothing there. */
const fillingPiece = (code: ClassCode, member: Member): Piece =>
  member.private ? { form: 'private', key: member.key, id: filling(code, member) } : { ...pieceOf(code, member), unset: true }

/** What the computed keys of new fields come to is known from now on. */
export function noteKeys(plan: ClassDraft, added: readonly Member[], pieces: readonly Piece[]): void {
  for (const member of added) {
    const { keyId } = pieces.find(piece => piece.form === 'field' && piece.key === member.key) ?? {}
    if (member.computed && keyId !== undefined) plan.evaluate.push((constructor, journal) => { noteKey(plan, constructor, member, (plan.unit.values(constructor)[keyId] as () => PropertyKey)(), journal) })
  }
}
