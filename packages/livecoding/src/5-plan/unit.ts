import type { Chunk, Jump, Local, Placed, Ref, Site, Span } from '../3-analyse/shapes.ts'
import { layersOf, layOut } from '../lines/layout.ts'
import { splice, type TextEdit } from '../instrument/edits.ts'
import { emitSite, isObjectMethod, type Emitted, type Scope } from '../instrument/emit.ts'
import type { Offer } from '../instrument/guard.ts'
import { sayImport } from '../instrument/instrument.ts'
import { referenceEdits, sayAwait } from '../instrument/references.ts'
import type { LiveModule, World } from '../world.ts'
import { declares, sayName } from './names.ts'

/** A stretch of new code: an expression, standing on the line where its source is. */
export interface Piece {
  id: string
  line: number
  column: number
  code: string
  emitted: Emitted[]
  /** Where its source begins: an offset in the code of a chunk. */
  placed: Placed
  offset: number
}

/** What code made for a site needs from the closure that will run it, and could not have. */
export interface Made extends Piece { missing: string[] }

/** A name that no other unit of the process uses. */
export const nextName = (world: World, prefix: string): string => `${prefix}${world.names++}`

/**
 * How names are said inside new code. `root` is the site whose new code runs in an old closure: what it captured is
 * reached through `$lcc`, as far as the old guard offers it.
 */
export class UnitScope implements Scope {
  readonly missing = new Set<string>()
  /** What stands in a method whose object has this parent: an arrow that says `super`, or a method of an object that does. */
  inMethod = false
  hasParent = false
  /** The code is evaluated in a class that came from another module: what it says as it is written is not this module's. */
  foreign = false
  /** By what the old guard offers: how its environment calls it. */
  readonly used = new Map<string, string>()
  readonly #world: World
  readonly #module: LiveModule
  readonly #root: Site | undefined
  readonly #offered: readonly string[] | undefined
  readonly #unit: string
  constructor(world: World, module: LiveModule, unit: string, root?: Site, offered?: readonly string[]) {
    this.#world = world
    this.#module = module
    this.#unit = unit
    this.#root = root
    this.#offered = offered
  }

  ref(ref: Ref, site?: Site): string | undefined {
    if (ref.local) return this.#isOutside(ref.local) ? this.#reach(ref.local.key, ref.name, ref.write, ref.local.constant) ?? ref.name : undefined
    switch (ref.form) {
      case 'meta': return '$lc.meta'
      case 'import': return sayImport
      case 'await': return sayAwait
      // Names of `var` are the module's: the declaration assigns to them.
      case 'var': return 'void('
      case 'for var': return ''
      case 'this': case 'arguments': case 'new.target': return site && this.#isLexical(site) ? this.#reach(ref.form, ref.form) : undefined
      case 'super':
        if (site && this.#isLexical(site)) this.#standInMethod(ref)
        else if (this.#root && isObjectMethod(this.#root) && site?.lexical === this.#root.lexical) this.hasParent = this.#reach('super', 'super') !== undefined
        return undefined
    }
    const said = sayName(this.#world, this.#module, ref.name, { write: ref.write, typeof: ref.form === 'typeof' })
    return said ?? (this.foreign && declares(this.#module, ref.name) ? `$lc.m.${ref.name}` : undefined)
  }

  slot(site: Site): string | undefined {
    if (site === this.#root || site.kind === 'field' || site.kind === 'constructor') return undefined
    return site.kind === 'class' ? nextName(this.#world, 'c') : `${this.#unit}.${nextName(this.#world, 'u')}`
  }

  isInLoop(site: Site): boolean {
    return this.#root?.kind === 'loop' && site.depth === this.#root.depth
  }

  cell(): string {
    return `${this.#unit}.${nextName(this.#world, 'u')}`
  }

  local({ name, key, constant, ...local }: Local): Pick<Offer, 'said' | 'constant'> | undefined {
    if (!this.#isOutside(local)) return { said: name, constant }
    const offered = this.#offer(key)
    return offered === undefined ? undefined : { said: this.#use(offered, name, constant), constant: constant || offered !== key }
  }

  special(form: Ref['form'], site: Site): string | undefined {
    if (!this.#isLexical(site)) return form
    const offered = this.#offer(form)
    return offered && this.#use(offered, form, true)
  }

  /** The root is an arrow, and this site has its `this`. */
  #isLexical(site: Site): boolean {
    return (this.#root?.kind === 'arrow' || this.#root?.kind === 'loop') && !this.#root.lexical.top && site.lexical === this.#root.lexical
  }

  #isOutside({ at }: Pick<Local, 'at'>): boolean {
    return this.#root !== undefined && this.#offered !== undefined && (at < this.#root.start || at >= this.#root.end)
  }

  /** A `const` of the old code is no variable that new code could write. */
  #reach(key: string, name: string, write = false, constant = true): string | undefined {
    if (!this.#offered) return undefined
    const offered = this.#offer(key)
    if (offered === undefined || (write && !constant && offered !== key)) {
      this.missing.add(name)
      return undefined
    }
    return this.#use(offered, name, constant)
  }

  /** `super.look()` stays as it is: the code is put into a method whose object has the old method's parent. */
  #standInMethod({ call }: Ref): void {
    if (call || (this.#root!.kind === 'loop' && this.#root!.flavour !== 'async')) this.missing.add('super')
    else if (this.#reach('super', 'super') && this.#reach('this', 'this')) this.inMethod = true
  }

  #offer(key: string): string | undefined {
    return this.#offered?.find(offered => offered === key || offered === `${key}=`)
  }

  #use(offered: string, name: string, constant: boolean): string {
    this.used.set(offered, constant ? `${name}=` : name)
    return /^\w+$/.test(name) ? `$lcc.${name}` : `$lcc[${JSON.stringify(name)}]`
  }
}

/** The new code of a site as an expression that gives a function, or a maker of functions where the guard hands over variables. */
export function makeSite(world: World, module: LiveModule, unit: string, site: Site, placed: Placed, offered: readonly string[]): Made {
  const scope = new UnitScope(world, module, unit, site, offered)
  const emitted: Emitted[] = []
  const { chunk } = placed
  const edits: TextEdit[] = [...chunk.marks]
  emitSite(site, chunk, scope, edits, emitted)
  const plain = site.kind === 'loop' ? loopText(site, chunk, edits) : functionText(site, chunk, edits, scope.hasParent ? '$lcc.super' : undefined)
  const code = scope.inMethod ? `({__proto__:$lcc.super,f(){return ${plain}}}).f.call($lcc.this)` : plain
  const names = offered.map(key => scope.used.get(key) ?? '')
  const wrapped = offered.length === 0 ? code : site.kind === 'loop' ? loopFactory(code, names) : scope.used.size === 0 ? `($lcf=>()=>$lcf)(${code})` : `(($lcE=>$lca=>{const $lcc=new $lcE($lca);return ${code}})($lc.env(${names.map(name => JSON.stringify(name)).join(',')})))`
  return { id: nextName(world, 'p'), ...whereIs(site.start, placed), code: wrapped, emitted, missing: [...scope.missing] }
}

/** A loop's parts get the variables anew in each round: `{t:$lca=>…}`. */
const loopFactory = (code: string, names: readonly string[]): string =>
  `(($lcE,$lcm)=>({t:$lca=>$lcm(new $lcE($lca)).t(),u:$lca=>$lcm(new $lcE($lca)).u(),b:$lca=>$lcm(new $lcE($lca)).b()}))($lc.env(${names.map(name => JSON.stringify(name)).join(',')}),$lcc=>${code})`

/** The parts of a loop, each a function that runs in the old loop's round: `{t:async()=>(…),b:async()=>{…}}`. */
function loopText(site: Site, chunk: Chunk, edits: TextEdit[]): string {
  const { test, update, jumps } = site.loop!
  for (const jump of jumps) edits.push(...jumpEdits(jump))
  const [open, close] = site.flavour === 'async' ? ['(async()=>{', '})()'] : [`(${site.flavour === 'generator' ? '' : 'async '}function*(){`, '})()']
  const part = (name: string, text: string): string => `${name}:()=>${open}${text}${close}`
  const value = (span: Span | undefined, none: string): string => `return (${span ? splice(chunk, span.start, span.end, edits) : none})`
  return `({${part('t', value(test, 'true'))},${part('u', value(update, 'void 0'))},${part('b', splice(chunk, site.start, site.end, edits))}})`
}

/** How a body that became a function says where it wants to go. */
function jumpEdits({ start, end, kind, label, value }: Jump): TextEdit[] {
  if (kind === 'return') {
    return value ? [{ at: start, end: value.start, text: 'return {r:1,v:(' }, { at: value.end, end, text: ')};' }] : [{ at: start, end, text: 'return {r:1};' }]
  }
  if (label !== undefined) return [{ at: start, end, text: `return {l:${JSON.stringify(label)}${kind === 'continue' ? ',c:1' : ''}};` }]
  return [{ at: start, end, text: kind === 'break' ? 'return {b:1};' : 'return;' }]
}

/** A site as an expression. What had a name gets it from a property: a name of its own would hide the module's. `parent`: where `super` leads. */
export function functionText(site: Site, chunk: Chunk, edits: readonly TextEdit[], parent?: string): string {
  if (site.kind === 'arrow') return `(${splice(chunk, site.start, site.end, edits)})`
  const rest = splice(chunk, site.list.start, site.end, edits)
  const name = JSON.stringify(site.member?.key ?? site.name)
  const async = site.flavour === 'async' || site.flavour === 'asyncGenerator' ? 'async ' : ''
  const star = site.flavour === 'generator' || site.flavour === 'asyncGenerator' ? '*' : ''
  if (site.kind === 'function') return `({${name}:${async}function${star}${rest}})[${name}]`
  return `({${parent === undefined ? '' : `__proto__:${parent},`}${async}${star}[${name}]${rest}})[${name}]`
}

/** The text between two offsets in new code of the module, with the sites in it. */
export function makeText(world: World, module: LiveModule, unit: string, placed: Placed, part: { refs: readonly Ref[], sites: readonly Site[], from: number, to: number, extra?: TextEdit[] }): { code: string, emitted: Emitted[] } {
  const scope = new UnitScope(world, module, unit)
  const emitted: Emitted[] = []
  const edits: TextEdit[] = [...part.extra ?? [], ...placed.chunk.marks]
  referenceEdits(part.refs, scope, undefined, edits)
  for (const site of part.sites) emitSite(site, placed.chunk, scope, edits, emitted)
  return { code: splice(placed.chunk, part.from, part.to, edits), emitted }
}

/** Line and column, in the file as it is now, of an offset in a chunk. */
export function whereIs(offset: number, placed: Placed): Pick<Piece, 'line' | 'column' | 'placed' | 'offset'> {
  const { chunk, line, column } = placed
  const before = chunk.code.slice(0, offset - chunk.base)
  const lines = before.split('\n').length - 1
  return { line: line + lines, column: lines === 0 ? column + before.length : before.length - before.lastIndexOf('\n') - 1, placed, offset: before.length }
}

/**
 * One evaluation for all pieces: an object with a property for each. Empty lines and spaces put every piece on the line
 * of its source, so errors and breakpoints need no map. What cannot stand on its line beside the others comes in further
 * texts, which are functions of the first one's holder.
 */
export function unitTexts(url: string, unit: string, pieces: readonly Piece[]): string[] {
  const slots = pieces.flatMap(piece => piece.emitted).filter(({ slot }) => slot.startsWith(`${unit}.`)).map(({ slot }) => slot.slice(unit.length + 1))
  return layersOf(pieces).map((layer, index) => `${index === 0
    ? `(()=>{const ${unit}={${slots.map(slot => `${slot}:void 0`).join(',')}};return{get $(){return ${unit}},${layOut(layer)}}})()`
    : `(${unit}=>({$k:()=>${unit},${layOut(layer)}}))`}\n//# sourceURL=${url}`)
}
