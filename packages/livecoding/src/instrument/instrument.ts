import { isDecorated } from '../3-analyse/decorated.ts'
import type { Item, Model, Placed, Site } from '../3-analyse/shapes.ts'
import { splice, type TextEdit } from './edits.ts'
import { sayAwait, sayRan, sayReturn } from './references.ts'
import { emitItem, type Emitted, type Scope } from './emit.ts'

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
}

const slotsInHolder = 32

/** Stands for the word `import` of `import(…)`. */
export const sayImport = '$lcI(($lcs,$lco)=>import($lcs,$lco))'

/** The code that Node loads: the source with a guard at each site, and a prologue on its first line. */
export function instrument(model: Model, links: Links): string {
  const slots = new Slots(links.id)
  const scope = scopeOf(slots, links.name)
  const emitted: Emitted[] = []
  const cyclic = isCyclic(model)
  let out = ''
  // Behind the imports, which come first anyway: Node shows their lines when they cannot be linked.
  let begin = model.format === 'commonjs' ? 0 : undefined
  let position = model.text.startsWith('#!') ? model.text.indexOf('\n') + 1 || model.text.length : 0
  const hashbang = model.text.slice(0, position)
  for (const [index, placed] of model.placed.entries()) {
    const { chunk, start } = placed
    slots.hoisted = cyclic && chunk.items[0]?.declares === 'function'
    out += model.text.slice(position, start)
    if (chunk.items.length > 0) begin ??= out.length
    out += ownerMark(placed, index) + (links.importText(placed) ?? codeOf(placed, scope, emitted, links.moving)) + chunk.trailer
    position = start + chunk.source.length
  }
  out += `${model.text.slice(position)}\n;$lc.end()`
  const at = model.format === 'commonjs' ? directivesEnd(out) : begin ?? 0
  const helpers = [...new Set(model.placed.flatMap(({ chunk }) => chunk.helpers))].join('')
  return hashbang + helpers + out.slice(0, at) + (at > 0 ? ';' : '') + prologue(model, links, slots) + out.slice(at)
}

/** The guards in the code that Node loaded, found again from the model. */
export function slotsOf(model: Model, id: number): Emitted[] {
  const slots = new Slots(id)
  const scope = scopeOf(slots, () => undefined)
  const emitted: Emitted[] = []
  const cyclic = isCyclic(model)
  for (const { chunk } of model.placed) {
    slots.hoisted = cyclic && chunk.items[0]?.declares === 'function'
    for (const item of chunk.items) emitItem(item, chunk, scope, emitted)
  }
  return emitted
}

const scopeOf = (slots: Slots, name: Links['name']): Scope => ({
  ref: ref => {
    if (ref.form === 'import') return sayImport
    if (ref.form === 'await') return sayAwait
    if (ref.form === 'ran') return sayRan
    if (ref.form === 'return') return sayReturn
    if (ref.form === 'var' || ref.form === 'for var') return undefined
    return ref.local || ref.form === 'meta' ? undefined : name(ref.name, ref.write)
  },
  slot: site => slots.take(site),
  cell: () => slots.take(),
  isOutside: () => false,
  holds: () => true,
  handed: undefined,
  isRootLexical: () => false,
  loopAround: () => undefined,
})

/** Hoisted functions may be called before this module has begun. */
const isCyclic = (model: Model): boolean => model.format === 'commonjs' ||
  (model.requests.some(request => request.specifier.startsWith('.')) && [...model.exports.values()].some(each => each.local !== undefined && model.bindings.get(each.local)?.declares === 'function'))

/** Whoever makes timers or listeners from here on: the statement of this number. */
const ownerMark = ({ chunk }: Placed, index: number): string => chunk.items.some(item => item.calls || item.kind === 'class') ? `$lc.at(${index});` : ''

function codeOf({ chunk }: Placed, scope: Scope, emitted: Emitted[], moving: ReadonlySet<string>): string {
  const edits = chunk.items.flatMap(item => [...emitItem(item, chunk, scope, emitted), ...movedEdits(item, moving)])
  const code = splice(chunk, chunk.base, chunk.base + chunk.code.length, [...(chunk.items.length > 0 ? edits : chunk.marks), ...chunk.wrap])
  // Transformed code has its own lines: what follows must stay where it was.
  const missing = chunk.lowered ? chunk.source.split('\n').length - code.split('\n').length : 0
  return missing > 0 ? code + '\n'.repeat(missing) : code
}

/** A moved item gets its value instead of being evaluated again. */
function movedEdits(item: Item, moving: ReadonlySet<string>): TextEdit[] {
  const [name] = item.names
  if (name === undefined || !moving.has(name)) return []
  const value = `$lc.moved(${JSON.stringify(name)})`
  if (item.init) return [{ at: item.init.start, end: item.init.end, text: value, swallow: true }]
  // What declares a decorated class stands in front of it already.
  return item.kind === 'class' && item.self ? [{ at: item.self.start, end: item.self.end, text: isDecorated(item.self.shape!) ? `${value};` : `let ${name}=${value}`, swallow: true }] : []
}

/** Hoisted functions have their value from the start. */
const movedFunctions = (model: Model, moving: ReadonlySet<string>): string =>
  [...moving].filter(name => model.bindings.get(name)?.declares === 'function').map(name => `${name}=$lc.moved(${JSON.stringify(name)});`).join('')

function prologue(model: Model, links: Links, slots: Slots): string {
  const commonjs = model.format === 'commonjs'
  const registry = 'globalThis[Symbol.for("livecoding.modules")]'
  const meta = commonjs ? '{require,module,exports}' : 'import.meta'
  const helpers = `const $lcR=Reflect.construct;function $lcI(i){return ${registry}.importing(${links.id},i)}function $lcK(k,c,e,n,m,q){${registry}.defined(k,c,e,n,m,q)}function $lcN(c,f,r){${registry}.complete(${links.id},c,f,r)}const $lcD=${registry}.decorators;`
  return `${helpers}const $lc=${registry}.enter(${links.id},$lcc=>eval($lcc),${meta});${slots.declarations()}$lc.hold(${slots.names()});${commonjs ? 'require=$lc.requiring(require);' : ''}${links.setup}${movedFunctions(model, links.moving)}`
}

function directivesEnd(code: string): number {
  const match = /^(?:\s|\/\*[\s\S]*?\*\/|\/\/[^\n]*\n)*(?:(["'])use strict\1[ \t]*;?)/.exec(code)
  return match ? match[0].length : 0
}

/**
 * Names the slots. V8 folds fields of `const` objects; past 32 fields, or with names that other modules share, it stops
 * doing so. A hoisted function that an import cycle calls early would find such an object in its dead zone: there the
 * holder is a hoisted function, and its slots do not exist before they are filled.
 */
class Slots {
  hoisted = false
  readonly #id: number
  #count = 0
  readonly #objects: string[][] = []
  readonly #functions: string[][] = []
  constructor(id: number) { this.#id = id }

  take(site?: Site): string {
    const name = `m${this.#id}s${this.#count++}`
    if (site?.kind === 'class') return name
    const group = this.hoisted ? this.#functions : this.#objects
    if ((group.at(-1)?.length ?? slotsInHolder) >= slotsInHolder) group.push([])
    group.at(-1)!.push(name)
    return `${this.hoisted ? '$lcf' : '$lc'}${group.length - 1}.${name}`
  }

  declarations(): string {
    const objects = this.#objects.map((names, index) => `$lc${index}={${names.map(name => `${name}:void 0`).join(',')}}`)
    return (objects.length > 0 ? `const ${objects.join(',')};` : '') + this.#functions.map((_, index) => `function $lcf${index}(){}`).join('')
  }

  names(): string {
    return `{${[...this.#objects.map((_, index) => `$lc${index}`), ...this.#functions.map((_, index) => `$lcf${index}`)].join(',')}}`
  }
}
