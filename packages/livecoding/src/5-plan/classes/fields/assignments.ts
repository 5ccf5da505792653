import type { Assignment } from '../../../3-analyse/class-shapes.ts'
import { enteredAs, enteredSite } from '../../../3-analyse/walk/constructed.ts'
import { isAssigner } from '../../../3-analyse/walk/decorated.ts'
import type { Ref } from '../../../3-analyse/reference-shapes.ts'
import type { Span } from '../../../3-analyse/shapes.ts'
import type { Site } from '../../../3-analyse/site-shapes.ts'
import type { Emitted } from '../../../instrument/emit.ts'
import type { Piece } from '../../../instances/additions.ts'
import type { Entering } from './inherited-setup.ts'
import type { ClassCode } from '../class.ts'
import { onLines } from '../initialise.ts'

/**
 * `this.x = …` that the constructor newly has; `piece` where it can be computed for instances that exist, as can `keyPiece`, a key that is an
 * expression. `part`: the piece gives the values of all targets of a pattern. `lacks`: code that tells whether an instance has no value in a private field. `through`: the
 * methods that assign it; `besides`: the constructor also does it by itself; `entering`: who calls the first of these, where it is not the class itself; `unlike`: another value that new instances may have, for reasons that only the constructor's call knows.
 */
export interface NewAssignment { key: string, at: number, piece?: string, keyPiece?: string, part?: number, how?: Piece['how'], lacks?: string, through?: readonly string[], besides?: true, unlike?: string, entering?: readonly Entering[] }

export function newAssignments({ after, unit, placed }: ClassCode, known: ReadonlySet<string>): NewAssignment[] {
  const assigns = after.shape!.assigns.filter(each => each.inConstructor && !known.has(each.key))
  if (assigns.length === 0) return []
  const through = new Set(assigns.flatMap(each => each.through ?? []))
  const { members } = after.shape!
  const making = members.flatMap(member => member.kind === 'constructor' || isAssigner(member) ? member.site! : through.has(enteredAs(member, members)!) ? enteredSite(member) : [])
  const patterns = new Map<object, string>()
  const inside = (at: number, spans: readonly Span[]): boolean => spans.some(({ start, end }) => at >= start && at < end)
  const seen = (spans: readonly Span[]): { refs: Ref[], sites: Site[] } => ({ refs: making.flatMap(site => site.refs).filter(ref => inside(ref.at, spans)), sites: making.flatMap(site => site.children).filter(site => inside(site.start, spans)) })
  const isKnown = (each: Assignment): boolean => {
    if (each.ways === 'unclear') return false
    const { refs, sites } = seen([each.value, ...each.keySpan ? [each.keySpan] : [], ...(each.ways ?? []).map(({ test }) => test)])
    return refs.every(isOuter) && sites.every(site => site.captures.size === 0)
  }
  const textOf = (span: Span, emitted: Emitted[]): string => {
    const { refs, sites } = seen([span])
    return unit.text(span.start, span.end, sites, refs, emitted)
  }
  const method = (at: number, body: (emitted: Emitted[]) => string): string => {
    const emitted: Emitted[] = []
    return unit.add(at, `({__proto__:$lch,f($lcset){${body(emitted)}}}).f`, emitted)
  }
  const valueOf = ({ value, form, key }: Assignment, emitted: Emitted[]): string => {
    const said = textOf(value, emitted)
    return form === 'entry' ? `({${said}})[${JSON.stringify(key)}]` : form === 'entries' ? `({${said}})` : said
  }
  const pattern = ({ value, part }: Assignment): string => {
    const { refs, sites } = seen([value])
    const edits = part!.targets.map(({ start, end }, index) => ({ at: start, end, text: `$lcd[${index}]`, swallow: true }))
    return method(value.start, emitted => `const $lcd=[];(${unit.text(value.start, value.end, sites, refs, emitted, undefined, edits)});return $lcd`)
  }
  // Each where it stands, under its conditions.
  const inTurn = (all: readonly Assignment[], set: (value: string) => string, head = ''): string => method(all[0]!.value.start, emitted => head + onLines({ after, unit, placed }, all[0]!.value.start, all.map(each => {
    const tests = (each.ways === 'unclear' ? [] : each.ways ?? []).map(({ test, holds }) => `${holds ? '' : '!'}(${textOf(test, emitted)})&&`).join('')
    return { at: Math.max(...all.slice(0, all.indexOf(each) + 1).map(({ value }) => value.start)), code: `${tests}$lcset(${set(`(${valueOf(each, emitted)})`)});` }
  })))
  const keyOf = ({ keySpan }: Assignment): Pick<NewAssignment, 'keyPiece'> => keySpan ? { keyPiece: method(keySpan.start, emitted => `return (${textOf(keySpan, emitted)})`) } : {}
  const one = (each: Assignment): Omit<NewAssignment, 'key' | 'at'> => {
    const { part, form } = each
    if (part && !patterns.has(part.targets)) patterns.set(part.targets, pattern(each))
    const piece = part ? patterns.get(part.targets)! : method(each.value.start, emitted => `return (${valueOf(each, emitted)})`)
    return { piece, ...keyOf(each), ...(part && { part: part.index }), ...(!isValue(each) && { how: form as 'all' }) }
  }
  const lacking = (key: string, at: number): Pick<NewAssignment, 'lacks'> => key.startsWith('#') ? { lacks: unit.add(at, lacksCode(key), []) } : {}

  const found = new Map<string, Assignment[]>()
  for (const each of assigns) found.set(each.key, [...found.get(each.key) ?? [], each])
  return [...found].map(([key, all]): NewAssignment => {
    const last = all.findLastIndex(({ ways, fills }, index) => ways === undefined && (!fills || index === 0))
    const [first, ...later] = all.slice(Math.max(last, 0)) as [Assignment, ...Assignment[]]
    const { at } = first
    const counting = isValue(first) ? [first, ...later.filter(each => isKnown(each) && isValue(each) && !each.fills && !each.part && !each.keySpan)] : [first]
    const isAlone = counting.length === 1 && !first.ways
    const other = later.find(each => !counting.includes(each) && !each.fills)
    const unlike = other && { unlike: placed.chunk.code.slice(other.value.start - placed.chunk.base, other.value.end - placed.chunk.base) }
    const through = throughOf(all)
    if (!isKnown(first) || (last < 0 && counting.length <= later.length) || ((first.part || !isValue(first)) && !isAlone)) return { key, at, ...through, ...lacking(key, at) }
    if (!key.startsWith('#')) return { key, at, ...through, ...unlike, ...isAlone ? one(first) : { piece: inTurn(counting, value => value), ...keyOf(first), how: 'ways' as const } }
    if (first.part) return { key, at, ...through, ...lacking(key, at) }
    return { key, at, ...through, ...unlike, piece: inTurn(counting, value => `()=>{this.${key}=void 0},this.${key}=${value}`, `if(!(${key} in this)||this.${key}!==void 0)return;`), how: 'private' as const }
  })
}

/** Tells whether an instance has no value in a private field. */
export const lacksCode = (key: string): string => `$lco=>${key} in $lco&&$lco.${key}===void 0`

const throughOf = (all: readonly Assignment[]): Pick<NewAssignment, 'through' | 'besides'> => {
  const through = all.flatMap(each => each.through ?? [])
  return through.length > 0 ? { through, ...(all.some(each => !each.through) && { besides: true }) } : {}
}

/** Just one value, under a key. */
const isValue = ({ form }: Assignment): boolean => form === undefined || form === 'entry'

/** `this`, a name of the module, a global: nothing that only the constructor's call had. */
const isOuter = (ref: Ref): boolean => !ref.local && !['arguments', 'new.target', 'super'].includes(ref.form)

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
