import type { Assignment } from '../../../3-analyse/class-shapes.ts'
import type { Site } from '../../../3-analyse/site-shapes.ts'
import type { Piece } from '../../../instances/additions.ts'
import type { ClassCode } from '../class-draft.ts'
import { AssignmentCode, isValue } from './assignment-code.ts'
import type { Entering } from './inherited-setup.ts'

/**
 * `this.x = …` that the constructor newly has; `piece` where it can be computed for instances that exist, as can `keyPiece`, a key that is an
 * expression. `part`: the piece gives the values of all targets of a pattern. `lacks`: code that tells whether an instance has no value in a private field. `through`: the
 * methods that assign it; `besides`: the constructor also does it by itself; `entering`: who calls the first of these, where it is not the class itself; `unlike`: another value that new instances may have, for reasons that only the constructor's call knows.
 */
export interface NewAssignment { key: string, at: number, piece?: string, keyPiece?: string, part?: number, how?: Piece['how'], lacks?: string, through?: readonly string[], besides?: true, unlike?: string, entering?: readonly Entering[] }

/** What the constructor, and the methods that it calls, give to new instances under keys that are not `known`. */
export function newAssignments(code: ClassCode, known: ReadonlySet<string>): NewAssignment[] {
  const assigns = code.after.shape!.assigns.filter(each => each.inConstructor && !known.has(each.key))
  if (assigns.length === 0) return []
  const said = new AssignmentCode(code, assigns)
  return [...Map.groupBy(assigns, ({ key }) => key).values()].map(all => newAssignment(code, said, all))
}

/** What comes of all assignments to one key. */
function newAssignment({ unit, placed: { chunk } }: ClassCode, said: AssignmentCode, all: readonly Assignment[]): NewAssignment {
  // The last one that is made in any case, and those behind it under their conditions.
  const last = all.findLastIndex(({ ways, fills }, index) => ways === undefined && (!fills || index === 0))
  const [first, ...later] = all.slice(Math.max(last, 0)) as [Assignment, ...Assignment[]]
  const { key, at } = first
  const isPrivate = key.startsWith('#')
  const counting = isValue(first) ? [first, ...later.filter(each => said.isKnown(each) && isValue(each) && !each.fills && !each.part && !each.keySpan)] : [first]
  const isAlone = counting.length === 1 && !first.ways
  const isOneOfSeveral = last < 0 && counting.length <= later.length
  const basic = { key, at, ...throughOf(all) }
  if (!said.isKnown(first) || isOneOfSeveral || ((first.part || !isValue(first)) && !isAlone) || (isPrivate && first.part)) return { ...basic, ...isPrivate && { lacks: unit.add(at, lacksCode(key), []) } }
  const other = later.find(each => !counting.includes(each) && !each.fills)
  const told = { ...basic, ...other && { unlike: chunk.code.slice(other.value.start - chunk.base, other.value.end - chunk.base) } }
  if (isPrivate) return { ...told, piece: said.ofPrivate(key, counting), how: 'private' }
  return { ...told, ...isAlone ? said.alone(first) : said.inTurn(counting) }
}

/** Tells whether an instance has no value in a private field. */
export const lacksCode = (key: string): string => `$lco=>${key} in $lco&&$lco.${key}===void 0`

const throughOf = (all: readonly Assignment[]): Pick<NewAssignment, 'through' | 'besides'> => {
  const through = all.flatMap(each => each.through ?? [])
  return through.length > 0 ? { through, ...(all.some(each => !each.through) && { besides: true }) } : {}
}

/** The code that gives it to an instance. */
export const pieceOfAssignment = ({ key, at, piece, keyPiece, part, how, lacks, through, besides, unlike, entering }: NewAssignment): Piece =>
  ({ form: 'assignment', key, at, ...(through && { through }), ...(besides && { besides }), ...(entering && { entering }), ...(unlike !== undefined && { unlike }), ...(piece !== undefined && { id: piece }), ...(part !== undefined && { part }), ...(keyPiece !== undefined && { keyId: keyPiece }), ...(how && { how }), ...(lacks !== undefined && { lacksId: lacks }) })

/** Of what instances were told to lack: what the constructor gives in other words now. */
export function givenOtherwise(before: Site, after: Site, lacked: ReadonlySet<PropertyKey>): Set<string> {
  const said = ({ chunk, shape }: Site, key: string): string =>
    shape!.assigns.flatMap(each => each.inConstructor && each.key === key ? chunk.code.slice(each.value.start - chunk.base, each.value.end - chunk.base) : []).join()
  return new Set([...lacked].filter(key => typeof key === 'string').filter(key => said(before, key) !== said(after, key)))
}

/** What the constructor and the fields of a class give to an instance already. */
export const assignedKeys = ({ shape }: Site): Set<string> =>
  new Set([...shape!.assigns.filter(each => each.inConstructor).map(each => each.key), ...shape!.members.filter(member => member.kind === 'field' && member.value).map(member => member.key)])
