import { isBlockName } from '../../3-analyse/scope/block.ts'
import { givenNames } from '../../3-analyse/items/commonjs.ts'
import type { Local, Ref } from '../../3-analyse/reference-shapes.ts'
import type { Span } from '../../3-analyse/shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import { isNativeBinding } from '../../graph/targets.ts'
import type { Scope } from '../../instrument/emit.ts'
import { sayImport } from '../../instrument/instrument.ts'
import { className } from '../../instrument/class.ts'
import { isObjectMethod, specialKey, type Offered } from '../../instrument/offers.ts'
import { sayAwait, sayEntry, sayRan } from '../../instrument/references.ts'
import type { LiveModule } from '../../live-module.ts'
import type { World } from '../../world.ts'
import { declares, sayLost, sayName } from '../../graph/names.ts'
import { property } from '../../3-analyse/property.ts'
import { isItself, markOuter } from './outer.ts'

/** A name that no other unit of the process uses. */
export const nextName = (world: World, prefix: string): string => `${prefix}${world.names++}`

/**
 * What code is made for: a site whose new code runs in an old closure and has what that hands over; a part of a chunk; code that the source lost.
 * `apart`: the site is a closure of its own beside the old one; `givesHome`: its object is known.
 */
interface Around { root?: Site, offered?: Offered, span?: Span, old?: boolean, kept?: ReadonlySet<string> | undefined, apart?: boolean, givesHome?: boolean }

/**
 * How names are said inside new code. `root` is the site whose new code runs in an old closure: what it captured is
 * reached through `$lcc`, as far as the old guard offers it.
 */
export class UnitScope implements Scope {
  readonly missing = new Set<string>()
  /** The class in whose scope the code is evaluated. */
  inClass: Site | undefined
  /** The name of a class whose own text it is: its static parts say it before the module has it. */
  itself: string | undefined
  /** Calls have made some of these classes, which stands at the top level by now. */
  wasNested = false
  /** What stands in a method whose object has this parent: an arrow that says `super`, or a method of an object that does. */
  inMethod = false
  hasParent = false
  /** That parent is what its object inherits from. */
  usesHome = false
  /** The code is evaluated in a class that came from another module: what it says as it is written is not this module's. */
  foreign = false
  /** By the number that the old guard gives it: how its environment calls it. */
  readonly used = new Map<number, string>()
  /** Closures inside hand on what the old guard hands over. */
  passes = false
  readonly #world: World
  readonly #module: LiveModule
  readonly #root: Site | undefined
  readonly #offered: Offered | undefined
  readonly #span: Span | undefined
  readonly #unit: string
  readonly #old: boolean
  readonly #apart: boolean
  readonly #givesHome: boolean
  /** Copies of a loop's round that closures in new code have, now or from an earlier edit; those that it writes; by number, those that are the same for all rounds. */
  readonly kept: Set<string>
  readonly #written = new Set<string>()
  readonly boxed = new Set<number>()
  constructor(world: World, module: LiveModule, unit: string, { root, offered, span = root, old = false, kept, apart = false, givesHome = false }: Around = {}) {
    this.#world = world
    this.#module = module
    this.#unit = unit
    this.#old = old
    this.#apart = apart
    this.#givesHome = givesHome
    this.kept = new Set(kept)
    this.#root = root
    this.#offered = offered
    this.#span = span
  }

  ref(ref: Ref, site?: Site): string | undefined {
    const outer = ref.local && this.outer(ref.local)
    if (outer !== undefined) return outer
    if (ref.local) return this.isOutside(ref.local.at) && !this.#isOfApart(ref.local) ? this.#variable(ref.local, ref, site) ?? ref.name : undefined
    // What the object of a `with` has, the old code alone can say.
    if (ref.with !== undefined && this.isOutside(ref.with)) this.missing.add(ref.name)
    switch (ref.form) {
      case 'meta': return '$lc.meta'
      case 'import': return sayImport
      case 'await': return sayAwait
      case 'ran': return sayRan
      case 'entry': return sayEntry(ref.name)
      // The names are there already, the module's or those of the old loop's function: the declaration assigns to them.
      case 'var': return this.#isDeclared(site) ? 'void(' : undefined
      case 'return': case 'require': return undefined
      case 'for var': return this.#isDeclared(site) ? '' : undefined
      case 'this': case 'arguments': case 'new.target': return site && !ref.own && this.isRootLexical(site) ? this.#reach(specialKey(ref.form, site), ref.form) : undefined
      case 'super':
        if (site && this.isRootLexical(site)) this.#standInMethod(ref, site)
        else if (this.#root && isObjectMethod(this.#root) && site?.lexical === this.#root.lexical) {
          this.usesHome ||= this.#givesHome
          this.hasParent = this.usesHome || this.#reach(specialKey('super', site), 'super') !== undefined
        }
        return undefined
    }
    if (ref.name === this.itself && ref.form !== 'binding') return undefined
    // A name that the source lost with the code means what it meant.
    if (this.#old && !declares(this.#module, ref.name) && !isBlockName(ref.name)) return sayLost(this.#world, this.#module, ref.name)
    if (ref.form === 'binding' && !isNativeBinding(this.#module, ref.name)) return `$lc.i${property(ref.name)}`
    const said = sayName(this.#world, this.#module, ref.name, { write: ref.write, typeof: ref.form === 'typeof' })
    return said ?? (this.foreign && (declares(this.#module, ref.name) || givenNames.has(ref.name)) ? `$lc.m.${ref.name}` : undefined)
  }

  slot(site: Site): string | undefined {
    if ((site === this.#root && !this.#apart) || site.kind === 'field' || site.kind === 'constructor') return undefined
    return site.kind === 'class' ? nextName(this.#world, 'c') : `${this.#unit}.${nextName(this.#world, 'u')}`
  }

  loopAround(site: Site): Site | undefined {
    return this.#root?.kind === 'loop' && site.depth === this.#root.depth ? this.#root : undefined
  }

  /** What a `var` here declares is there: in the module, or in the function of the old loop. */
  #isDeclared(site?: Site): boolean {
    return !site || site.loop!.top || this.loopAround(site) !== undefined
  }

  cell(): string {
    return `${this.#unit}.${nextName(this.#world, 'u')}`
  }

  /** The root is an arrow or a loop, and this site has its `this`. */
  isRootLexical(site: Site): boolean {
    return this.#offered !== undefined && (this.#root?.kind === 'arrow' || this.#root?.kind === 'loop') && !this.#root.lexical.top && site.lexical === this.#root.lexical
  }

  isOutside(at: number): boolean {
    return this.#root !== undefined && this.#offered !== undefined && !this.#isIn(this.#root, at)
  }

  /** Each class says it in its own way (`sayOuter`); itself it may have called by another name. */
  outer(local: Local): string | undefined {
    const { key, at, written } = local
    const { inClass } = this
    if (!inClass) return undefined
    if (isItself(local, inClass)) return written || inClass.shape!.decorators.each.length > 0 ? undefined : '$lcC'
    if (!inClass.shape!.nested) return undefined
    return this.#isIn(inClass, at) ? undefined : markOuter(key)
  }

  classNamed(site: Site): string {
    return site === this.inClass && this.isMany(site) ? '$lcC' : className(site)
  }

  isMany(site: Site): boolean {
    return site.shape!.nested || (this.wasNested && site === this.inClass)
  }

  holds(at: number): boolean {
    return this.#span === undefined || this.#isIn(this.#span, at)
  }

  get handed(): { name: string, offered: Offered } | undefined {
    if (!this.#offered || this.#offered.count === 0) return undefined
    this.passes = true
    return { name: '$lca', offered: this.#offered }
  }

  /** The name of what stands apart is declared with it, in front of it. */
  #isOfApart({ at }: Local): boolean {
    return this.#apart && at === this.#root!.start - 1
  }

  #isIn({ start, end }: Span, at: number): boolean {
    return at >= start && at < end
  }

  #variable({ key, name, constant }: Local, { write }: Ref, site: Site | undefined): string | undefined {
    const found = this.#find(key)
    const isKept = site !== undefined && !this.loopAround(site)
    if (isKept && found?.offered.endsWith('^')) this.boxed.add(found.index - this.#offered!.count + this.#offered!.copies)
    if (found?.offered.endsWith('~')) {
      if (write) this.#written.add(key)
      if (isKept) this.kept.add(key)
      // A closure would keep the copy of one round.
      if (this.#written.has(key) && this.kept.has(key)) this.missing.add(name)
    }
    return this.#reach(key, name, write, constant)
  }

  #find(key: string): ReturnType<Offered['find']> {
    const was = this.#root?.aliases?.get(key) ?? []
    return [key, ...was].values().map(each => this.#offered!.find(each)).find(found => found !== undefined)
  }

  /** A `const` of the old code is no variable that new code could write. */
  #reach(key: string, name: string, write = false, constant = true): string | undefined {
    if (!this.#offered) return undefined
    const found = this.#find(key)
    if (!found || (write && !constant && found.offered.endsWith('='))) {
      this.missing.add(name)
      return undefined
    }
    this.used.set(found.index, constant ? `${name}=` : name)
    return /^[\w$]+$/.test(name) ? `$lcc.${name}` : `$lcc[${JSON.stringify(name)}]`
  }

  /** `super.look()` stays as it is: the code is put into a method whose object has the old method's parent. */
  #standInMethod({ call }: Ref, site: Site): void {
    if (call) this.missing.add('super')
    else if (this.#reach(specialKey('super', site), 'super') && this.#reach(specialKey('this', site), 'this')) this.inMethod = true
  }
}
