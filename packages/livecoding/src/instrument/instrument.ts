import { bareName, isBlockName } from '../3-analyse/scope/block.ts'
import { strictEnd } from '../3-analyse/directives.ts'
import { firstOf, isDecorated } from '../3-analyse/walk/decorated.ts'
import { lineEnds } from '../3-analyse/line-ends.ts'
import type { Chunk, Item, Model, Placed, Span } from '../3-analyse/shapes.ts'
import { property } from '../3-analyse/property.ts'
import { className } from './class.ts'
import { splice, type TextEdit } from './edits.ts'
import { sayAwait, sayEntry, sayRan, sayReturn } from './references.ts'
import { GLOBALS } from '../3-analyse/globals.ts'
import { emitItem, type Emitted, type Scope } from './emit.ts'
import { fieldName, slotName } from './slots.ts'

/** What the loader knows of the imports of a module that is loaded for the first time. */
export interface Links {
  id: number
  /** What a name becomes that is not as written, or undefined. */
  name(name: string, write: boolean): string | undefined
  /** Import statements by their chunk: the text that stands for them. */
  importText(placed: Placed): string | undefined
  /** Code for the prologue: namespace objects and the like. */
  setup: string
  /** Names whose values come from another module: `$lc.moved("visitors")`. */
  moving: ReadonlySet<string>
  /** Of these, enums that get other members. */
  anew: ReadonlySet<string>
  /** Statements that ran in another module: they are left out. */
  ran: ReadonlySet<Item>
}

/** Stands for the word `import` of `import(…)`. */
export const sayImport = '$lcI(($lcs,$lco)=>import($lcs,$lco))'

export interface Instrumented {
  code: string
  /** The number of the first slot of each statement; at the end, how many there are. */
  slots: readonly number[]
}

/** The code that Node loads: the source with a guard at each site, and a prologue on its first line. */
export function instrument(model: Model, links: Links): Instrumented {
  const slots = new Slots(links.id)
  const scope = scopeOf(slots, links.name)
  const firsts: number[] = []
  let out = ''
  // Behind the imports, which come first anyway: Node shows their lines when they cannot be linked.
  let begin = model.format === 'commonjs' ? 0 : undefined
  const [firstEnd] = model.text.startsWith('#!') ? [...lineEnds(model.text), model.text.length] : [-1]
  let position = Math.min(firstEnd! + 1, model.text.length)
  const hashbang = model.text.slice(0, position) + (firstEnd === model.text.length ? '\n' : '')
  for (const [index, placed] of model.placed.entries()) {
    const { chunk, start } = placed
    firsts.push(slots.count)
    const gap = model.text.slice(position, start)
    const mark = ownerMark(placed, index)
    const line = mark === '' ? gap.length : lineAbove(gap, position === 0)
    if (chunk.items.length > 0) begin ??= out.length + line
    out += gap.slice(0, line) + mark + gap.slice(line) + (links.importText(placed) ?? codeOf(placed, index, scope, links)) + (chunk.trailer && `${chunk.trailer};`)
    position = start + chunk.source.length
  }
  out += `${model.text.slice(position)}\n;$lc.end()`
  const at = model.format === 'commonjs' ? strictEnd(out) : begin ?? 0
  const helpers = [...new Set(model.placed.flatMap(({ chunk }) => chunk.helpers))].join('')
  return { code: hashbang + helpers + out.slice(0, at) + (at > 0 ? ';' : '') + prologue(model, links) + out.slice(at), slots: [...firsts, slots.count] }
}

/** The guards of a statement in the code that Node loaded, found again; `first`: the number of its first slot. */
export function slotsOf(chunk: Chunk, id: number, first: number): Emitted[] {
  const scope = scopeOf(new Slots(id, first), () => undefined)
  const emitted: Emitted[] = []
  for (const item of chunk.items) emitItem(item, chunk, scope, emitted)
  return emitted
}

/**
 * Where the last line begins in front of a statement that has nothing but space and comments: what is put in there is not in the line that Node
 * shows when the statement throws. Without such a line, where the statement begins. `first`: a line begins with the text.
 */
function lineAbove(gap: string, first: boolean): number {
  let found = gap.length
  let line = first ? 0 : -1
  // A comment of HTML has to begin its line.
  if (gap.includes('-->')) return found
  for (const { 0: text, index } of gap.matchAll(/\/\*[^]*?\*\/|\/\/.*|\r\n?|[\n\u2028\u2029]/g)) {
    if (text.startsWith('/')) continue
    if (line >= 0) found = line
    line = index + text.length
  }
  return found
}

const scopeOf = (slots: Slots, name: Links['name']): Scope => ({
  ref: ref => {
    if (ref.form === 'import') return sayImport
    if (ref.form === 'await') return sayAwait
    if (ref.form === 'ran') return sayRan
    if (ref.form === 'entry') return sayEntry(ref.name)
    if (ref.form === 'return') return sayReturn
    if (ref.form === 'var' || ref.form === 'for var') return undefined
    if (ref.local || ref.form === 'meta' || ref.form === 'require') return undefined
    return name(ref.name, ref.write) ?? (ref.isElsewhere ? `$lc.t${property(ref.name)}` : undefined)
  },
  slot: site => site.kind === 'class' ? slots.key() : slots.take(),
  cell: () => slots.take(),
  isOutside: () => false,
  outer: () => undefined,
  classNamed: className,
  isMany: ({ shape }) => shape!.nested,
  holds: () => true,
  handed: undefined,
  isRootLexical: () => false,
  loopAround: () => undefined,
})

/** Whoever makes timers or listeners from here on: the statement of this number. */
const ownerMark = ({ chunk }: Placed, index: number): string =>
  chunk.items.some(item => item.calls || item.makes || item.requires || item.required || item.kind === 'class') ? `$lc.at(${index});` : ''

function codeOf({ chunk }: Placed, index: number, scope: Scope, links: Links): string {
  const edits: TextEdit[] = chunk.items.length > 0 ? [] : [...chunk.marks]
  for (const [place, item] of chunk.items.entries()) {
    const own = emitItem(item, chunk, scope, [])
    own.push(...partEdits(chunk, index, place))
    edits.push(...withMoved(own, movedEdits(item, chunk, links)), ...usingEdits(item, links))
  }
  edits.push(...chunk.wrap)
  const code = splice(chunk, chunk.base, chunk.base + chunk.code.length, edits)
  // Transformed code has its own lines: what follows must stay where it was.
  const missing = chunk.lowered ? lineEnds(chunk.source).length - lineEnds(code).length : 0
  return missing > 0 ? code + '\n'.repeat(missing) : code
}

/**
 * Each of several variables of one statement has what its initialiser makes: `const bell = ($lc.at(3,0),ring()), gong = ($lc.at(3,1),ring())`. So has each
 * statement of a namespace block.
 */
function partEdits({ items }: Chunk, index: number, place: number): TextEdit[] {
  const { calls, makes, init, self, kind, start } = items[place]!
  if (items.length === 1) return []
  if (!init && (kind === 'class' || (kind === 'statement' && (calls || makes)))) return [{ at: start, end: start, text: `;$lc.at(${index},${place});` }]
  if (!(calls || makes) || !init || self) return []
  return [{ at: init.start, end: init.start, text: `($lc.at(${index},${place}),` }, { at: init.end, end: init.end, text: ')' }]
}

/** A moved item gets its value instead of being evaluated again, a pattern name by name; of what is left out its lines stay. */
function movedEdits(item: Item, { code, base }: Chunk, { moving, anew, ran }: Links): TextEdit[] {
  const put = ({ start, end }: Span, text: string): TextEdit[] => [{ at: start, end, text: text + code.slice(start - base, end - base).replace(/[^\n\r\u2028\u2029]/g, '') }]
  if (ran.has(item)) return put(item, `;${movedVariables(item)}`)
  const [name] = item.names
  if (name === undefined || !moving.has(name)) return []
  if (item.kind === 'function' && !item.init && isBlockName(name)) return [{ at: item.start, end: item.start, text: `;${bareName(name)}=${moved(name)};` }]
  // The object of a namespace block moves by itself.
  if (item.kind === 'namespace') return []
  // `(function(Colour) {…})({})`
  if (item.init && anew.has(name)) return [{ at: item.init.end - 3, end: item.init.end - 1, text: moved(name) }]
  if (item.init && item.target) return put({ start: item.target.start, end: item.init.end }, item.names.map(each => `${bareName(each)}=${moved(each)}`).join(','))
  if (item.init) return put(item.init, moved(name))
  // What declares a decorated class stands in front of it already.
  if (item.kind !== 'class' || !item.self) return []
  return isDecorated(item.self.shape!) ? put({ start: firstOf(item.self), end: item.self.end }, `${moved(name)};`) : put(item.self, `let ${bareName(name)}=${moved(name)}`)
}

const moved = (name: string): string => `$lc.moved(${JSON.stringify(name)})`

/** `let log=open();using $lcylog=log`: Node disposes what the variable held at first, and an edit can give it something else. */
const usingEdits = ({ uses, init, names: [name] }: Item, { moving }: Links): TextEdit[] =>
  uses && init && !moving.has(name!) ? [{ at: init.end, end: init.end, text: `;${uses} $lcy${name!}=${name!}` }] : []

/** The `var`s of a block. */
const movedVariables = ({ names }: Item): string => names.map(name => `var ${bareName(name)}=${moved(name)};`).join('')

/** What would change the text that a moved value takes the place of is left out, also at its very end. */
const withMoved = (edits: readonly TextEdit[], moved: readonly TextEdit[]): readonly TextEdit[] =>
  moved.length === 0 ? edits : [...edits.filter(edit => !moved.some(({ at, end }) => edit.at >= at && edit.end <= end)), ...moved]

/** Hoisted functions have their value from the start. */
const movedFunctions = (model: Model, moving: ReadonlySet<string>): string =>
  [...moving].filter(name => model.bindings.get(name)?.declares === 'function' && !isBlockName(name)).map(name => `${name}=${moved(name)};`).join('')

function prologue(model: Model, links: Links): string {
  const commonjs = model.format === 'commonjs'
  const registry = `${GLOBALS}.registry`
  const meta = commonjs ? '{require,module,exports,get said(){return exports},set said($lcv){exports=$lcv}}' : 'import.meta'
  return [
    `const $lcR=${GLOBALS}.construct;`,
    `function $lcI(i){return ${registry}.importing(${links.id},i)}`,
    `function $lcK(k,c,e,n,m,q){${registry}.defined(k,c,e,n,m,q)}`,
    `function $lcN(c,f,r){${registry}.complete(${links.id},c,f,r)}`,
    `const $lcD=${registry}.decorators;`,
    `const $lc=${registry}.enter(${links.id},$lcc=>eval($lcc),${meta});$lc.begin();`,
    commonjs ? 'require=$lc.requiring(require);' : '',
    links.setup,
    movedFunctions(model, links.moving),
  ].join('')
}

/** Numbers the slots of a module, and the keys of its classes, in the order of the code. */
class Slots {
  count: number
  readonly #id: number
  constructor(id: number, first = 0) {
    this.#id = id
    this.count = first
  }

  take(): string { return slotName(this.#id, this.count++) }

  key(): string { return fieldName(this.#id, this.count++) }
}
