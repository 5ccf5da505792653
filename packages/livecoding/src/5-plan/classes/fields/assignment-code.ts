import type { Assignment } from '../../../3-analyse/class-shapes.ts'
import type { Ref } from '../../../3-analyse/reference-shapes.ts'
import type { Span } from '../../../3-analyse/shapes.ts'
import type { Site } from '../../../3-analyse/site-shapes.ts'
import { enteredAs, enteredSite } from '../../../3-analyse/walk/constructed.ts'
import { isAssigner } from '../../../3-analyse/walk/decorated.ts'
import type { Piece } from '../../../instances/additions.ts'
import type { Emitted } from '../../../instrument/emit.ts'
import type { ClassCode } from '../class-draft.ts'
import { onLines } from '../initialise.ts'

/** Code in the unit of a class that gives a value, or several, and what is done with them. */
interface ValueCode { piece: string, keyPiece?: string, part?: number, how?: Piece['how'] }

/** Right sides of `this.x = …`, taken out of the constructor, and out of methods that it calls, as code for instances that exist. */
export class AssignmentCode {
  readonly #code: ClassCode
  /** Where they may stand. */
  readonly #making: readonly Site[]
  /** Patterns with several targets: the piece that gives all their values. */
  readonly #patterns = new Map<object, string>()

  constructor(code: ClassCode, assigns: readonly Assignment[]) {
    const { members } = code.after.shape!
    const through = new Set(assigns.flatMap(each => each.through ?? []))
    this.#code = code
    this.#making = members.flatMap(member => member.kind === 'constructor' || isAssigner(member) ? member.site! : through.has(enteredAs(member, members)!) ? enteredSite(member) : [])
  }

  /** It says nothing that only the constructor's call had. */
  isKnown({ ways, value, keySpan }: Assignment): boolean {
    if (ways === 'unclear') return false
    const { refs, sites } = this.#seen([value, ...keySpan ? [keySpan] : [], ...(ways ?? []).map(({ test }) => test)])
    return refs.every(isOuter) && sites.every(site => site.captures.size === 0)
  }

  /** One that is made in any case. */
  alone(each: Assignment): ValueCode {
    const { part, form, value } = each
    const piece = part ? this.#pattern(each) : this.#method(value.start, emitted => `return (${this.#valueOf(each, emitted)})`)
    return { piece, ...this.#keyOf(each), ...(part && { part: part.index }), ...(!isValue(each) && { how: form as 'all' }) }
  }

  /** Each where it stands, under its conditions. */
  inTurn(all: readonly Assignment[]): ValueCode {
    return { piece: this.#inTurn(all, value => value), ...this.#keyOf(all[0]!), how: 'ways' }
  }

  /** The same for a private field, of those that have no value in it. */
  ofPrivate(key: string, all: readonly Assignment[]): string {
    return this.#inTurn(all, value => `()=>{this.${key}=void 0},this.${key}=${value}`, `if(!(${key} in this)||this.${key}!==void 0)return;`)
  }

  #inTurn(all: readonly Assignment[], set: (value: string) => string, head = ''): string {
    const { start } = all[0]!.value
    return this.#method(start, emitted => head + onLines(this.#code, start, all.map((each, index) => {
      const tests = (each.ways === 'unclear' ? [] : each.ways ?? []).map(({ test, holds }) => `${holds ? '' : '!'}(${this.#text(test, emitted)})&&`).join('')
      return { at: Math.max(...all.slice(0, index + 1).map(({ value }) => value.start)), code: `${tests}$lcset(${set(`(${this.#valueOf(each, emitted)})`)});` }
    })))
  }

  #pattern({ value, part }: Assignment): string {
    const known = this.#patterns.get(part!.targets)
    if (known !== undefined) return known
    const { refs, sites } = this.#seen([value])
    const edits = part!.targets.map(({ start, end }, index) => ({ at: start, end, text: `$lcd[${index}]`, swallow: true }))
    const piece = this.#method(value.start, emitted => `const $lcd=[];(${this.#code.unit.text(value.start, value.end, sites, refs, emitted, undefined, edits)});return $lcd`)
    this.#patterns.set(part!.targets, piece)
    return piece
  }

  #keyOf({ keySpan }: Assignment): Pick<ValueCode, 'keyPiece'> {
    return keySpan ? { keyPiece: this.#method(keySpan.start, emitted => `return (${this.#text(keySpan, emitted)})`) } : {}
  }

  #valueOf({ value, form, key }: Assignment, emitted: Emitted[]): string {
    const said = this.#text(value, emitted)
    return form === 'entry' ? `({${said}})[${JSON.stringify(key)}]` : form === 'entries' ? `({${said}})` : said
  }

  #method(at: number, body: (emitted: Emitted[]) => string): string {
    const emitted: Emitted[] = []
    return this.#code.unit.add(at, `({__proto__:$lch,f($lcset){${body(emitted)}}}).f`, emitted)
  }

  #text(span: Span, emitted: Emitted[]): string {
    const { refs, sites } = this.#seen([span])
    return this.#code.unit.text(span.start, span.end, sites, refs, emitted)
  }

  #seen(spans: readonly Span[]): { refs: Ref[], sites: Site[] } {
    const isIn = (at: number): boolean => spans.some(({ start, end }) => at >= start && at < end)
    return { refs: this.#making.flatMap(site => site.refs.filter(({ at }) => isIn(at))), sites: this.#making.flatMap(site => site.children.filter(({ start }) => isIn(start))) }
  }
}

/** Just one value, under a key. */
export const isValue = ({ form }: Assignment): boolean => form === undefined || form === 'entry'

/** `this`, a name of the module, a global: nothing that only the constructor's call had. */
const isOuter = (ref: Ref): boolean => !ref.local && !['arguments', 'new.target', 'super'].includes(ref.form)
