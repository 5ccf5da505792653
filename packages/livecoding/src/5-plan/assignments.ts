import { isAssigner } from '../3-analyse/decorated.ts'
import type { Ref } from '../3-analyse/reference-shapes.ts'
import type { Span } from '../3-analyse/shapes.ts'
import type { Site } from '../3-analyse/site-shapes.ts'
import type { Emitted } from '../instrument/emit.ts'
import type { Piece } from '../instances/additions.ts'
import type { ClassCode } from './class.ts'

/**
 * `this.x = …` that the constructor newly has; `piece` where it can be computed for instances that exist, as can `keyPiece`, a key that is an
 * expression. `part`: the piece gives the values of all targets of a pattern.
 */
export interface NewAssignment { key: string, at: number, piece?: string, keyPiece?: string, part?: number }

export function newAssignments({ after, unit }: ClassCode, known: ReadonlySet<string>): NewAssignment[] {
  const making = after.shape!.members.filter(member => member.kind === 'constructor' || isAssigner(member)).map(member => member.site!)
  const found = new Map<string, NewAssignment>()
  const patterns = new Map<object, string>()
  for (const { key, keySpan, value, part, inConstructor } of after.shape!.assigns) {
    if (!inConstructor || known.has(key) || found.has(key) || key.startsWith('#')) continue
    const inside = (at: number): boolean => (at >= value.start && at < value.end) || (keySpan !== undefined && at >= keySpan.start && at < keySpan.end)
    const refs = making.flatMap(site => site.refs).filter(ref => inside(ref.at))
    const sites = making.flatMap(site => site.children).filter(site => inside(site.start))
    if (!refs.every(isOuter) || sites.some(site => site.captures.size > 0)) {
      found.set(key, { key, at: value.start })
      continue
    }
    const emitted: Emitted[] = []
    const method = ({ start, end }: Span): string => unit.add(start, `({__proto__:$lch,f(){return (${unit.text(start, end, sites, refs, emitted)})}}).f`, emitted)
    const pattern = (targets: readonly Span[]): string => {
      const edits = targets.map(({ start, end }, index) => ({ at: start, end, text: `$lcd[${index}]`, swallow: true }))
      return unit.add(value.start, `({__proto__:$lch,f(){const $lcd=[];(${unit.text(value.start, value.end, sites, refs, emitted, undefined, edits)});return $lcd}}).f`, emitted)
    }
    const piece = part ? patterns.get(part.targets) ?? pattern(part.targets) : method(value)
    if (part) patterns.set(part.targets, piece)
    found.set(key, { key, at: value.start, piece, ...(keySpan && { keyPiece: method(keySpan) }), ...(part && { part: part.index }) })
  }
  return [...found.values()]
}

/** `this`, a name of the module, a global: nothing that only the constructor's call had. */
const isOuter = (ref: Ref): boolean => !ref.local && !['arguments', 'new.target', 'super'].includes(ref.form)

/** The code that gives it to an instance. */
export const pieceOfAssignment = ({ key, piece, keyPiece, part }: NewAssignment): Piece => ({ form: 'assignment', key, ...(piece !== undefined && { id: piece }), ...(part !== undefined && { part }), ...(keyPiece !== undefined && { keyId: keyPiece }) })

/** What the constructor and the fields of a class give to an instance already. */
export const assignedKeys = ({ shape }: Site): Set<string> =>
  new Set([...shape!.assigns.filter(each => each.inConstructor).map(each => each.key), ...shape!.members.filter(member => member.kind === 'field' && member.value).map(member => member.key)])
