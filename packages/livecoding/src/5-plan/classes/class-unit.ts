import type { Member } from '../../3-analyse/class-shapes.ts'
import type { Placed, Span } from '../../3-analyse/shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import { keyOf } from '../../3-analyse/member-key.ts'
import { splice, type TextEdit } from '../../instrument/edits.ts'
import { emitSite, type Emitted } from '../../instrument/emit.ts'
import { referenceEdits } from '../../instrument/references.ts'
import { passable } from '../../inspector/debugged.ts'
import { addVersion } from '../records.ts'
import { renewedIn } from '../renewed.ts'
import type { Evaluate } from '../../runtime/module.ts'
import { fitting, writeAll } from '../../runtime/slot.ts'
import { uncached } from '../../runtime/uncached.ts'
import type { Journal } from '../../journal.ts'
import { layersOf, layOut } from '../../lines/layout.ts'
import type { EmittedSlot, Holder, Layered, LiveModule, Native, SiteRecord, Version } from '../../live-module.ts'
import type { World } from '../../world.ts'
import type { Piece } from '../unit/unit.ts'
import { whereIs } from '../../3-analyse/where.ts'
import { sayOuter } from '../unit/outer.ts'
import type { Within } from '../../instrument/offers.ts'
import { nextName, UnitScope } from '../unit/scope.ts'

export type Constructor = (new (...args: unknown[]) => object) & Record<PropertyKey, unknown>

/** Declarations of `#names`. */
export interface DeclaredNames { code: string, names: readonly string[] }

/** A method is declared as a guard alone; `piece` has its code, which says names of instances and of the class. */
export interface DeclaredMethod { guard: EmittedSlot, piece: string }
export interface PrivateNames { ofInstances: DeclaredNames, ofClass: DeclaredNames, methods: DeclaredMethod[] }

/** The text of the class before the update, and the names whose values the update makes new. */
export interface Old { site: Site, renewed: ReadonlySet<string> }

/** What the code of one update gives for one class. */
export type ClassValues = Record<string, unknown>

/**
 * New code for a class, evaluated in the scope of the class itself, where its `#names` and its `super` are real. A class
 * that is made in a function exists many times: the code is evaluated once for each, when it is first needed.
 */
export class ClassUnit {
  readonly pieces: Piece[] = []
  readonly name: string
  readonly #world: World
  readonly #module: LiveModule
  readonly #placed: Placed
  readonly #values = new WeakMap<object, ClassValues>()
  readonly #site: Site
  readonly #record: SiteRecord
  readonly #old: Old
  /** Members whose computed keys this code says, and where the holder has what each came to. */
  readonly #keys = new Map<Member, string>()
  constructor(world: World, module: LiveModule, placed: Placed, site: Site, record: SiteRecord, old: Old = { site, renewed: new Set() }) {
    this.#site = site
    this.#old = old
    this.#record = record
    this.#world = world
    this.#module = module
    this.#placed = placed
    this.name = nextName(world, '$lcu')
  }

  /** The private names that instances have by this text. */
  get saysPrivate(): ReadonlySet<string> {
    return new Set(this.#site.shape!.members.filter(member => member.private && !member.static).map(({ key }) => key))
  }

  scope(root: Site | undefined, span: Span): UnitScope {
    const scope = new UnitScope(this.#world, this.#module, this.name, { ...(root && { root }), span })
    scope.foreign = this.#record.foreign === true
    scope.inClass = this.#site
    scope.wasNested = this.#record.versions.some(({ native }) => native?.nested)
    return scope
  }

  /** The code between two offsets of the class, as it stands in this unit; `root` is a site that gets no guard. */
  text(from: number, to: number, sites: readonly Site[], refs: Site['refs'], emitted: Emitted[], root?: Site, extra: readonly TextEdit[] = []): string {
    const scope = this.scope(root, { start: from, end: to })
    const edits: TextEdit[] = [...extra, ...this.#placed.chunk.marks]
    referenceEdits(refs, scope, undefined, edits)
    for (const site of sites) emitSite(site, this.#placed.chunk, scope, edits, emitted)
    return splice(this.#placed.chunk, from, to, edits)
  }

  add(at: number, code: string, emitted: Emitted[]): string {
    const id = nextName(this.#world, 'p')
    this.pieces.push({ id, ...whereIs(at, this.#placed), code, emitted })
    return id
  }

  /** The computed key of a member, evaluated by whatever says it first; one of the old text stays what it came to, unless what it reads is new. */
  key(member: Member, code: string): string {
    const field = this.#keys.get(member) ?? nextName(this.#world, 'k')
    this.#keys.set(member, field)
    return `(${this.name}.${field}??={k:${code}}).k`
  }

  #setKeys(constructor: Constructor, holder: Holder): void {
    for (const [member, field] of this.#keys) {
      const name = keyOf(member)
      const refs = this.#site.refs.filter(ref => ref.at >= member.keySpan.start && ref.at < member.keySpan.end)
      if (!this.#old.site.shape!.members.some(each => keyOf(each) === name) || renewedIn(refs, this.#old.renewed) !== undefined) continue
      const keys = this.#world.keys.get(constructor)
      const k = keys?.now ? keys.now.get(name) : keys?.native[liveClasses(this.#world, this.#record).get(constructor)?.computed.indexOf(name) ?? -1]
      if (k !== undefined) holder[field] = { k }
    }
  }

  /** The private names that this text adds: a class inside the class declares them, and puts them on objects. */
  privates: PrivateNames | undefined
  /** Puts those of instances on. */
  readonly layers = new WeakMap<object, Layered>()

  values(constructor: Constructor): ClassValues {
    const known = this.#values.get(constructor)
    if (known) return known
    const methods = this.privates?.methods ?? []
    const holder = newHolder([...methods.map(({ guard }) => guard), ...this.pieces.flatMap(piece => piece.emitted)])
    this.#setKeys(constructor, holder)
    const { proto, statics } = homesOf(this.#world, constructor)
    const version = this.#versionOf(constructor)
    const keys = this.#keysFor(version)
    const source = this.#placed.chunk.code
    const say: Say = code => sayOuter(withKeys(passable(this.#world, code, source), keys), this.#site, version)
    if (this.privates) this.#declarePrivates(constructor, this.privates, holder, { proto, statics }, say)
    const evaluate = this.#world.scopes.get(constructor)
    if (!evaluate) throw new Error(`the scope of class ${String(constructor.name)} is not known`)
    const values: ClassValues = {}
    const pieces = this.pieces.map(piece => ({ ...piece, code: say(piece.code).code }))
    for (const source of this.#sources(say)) {
      const make = evaluate(source) as (...given: unknown[]) => ClassValues
      Object.assign(values, make(this.#module.runtime, proto, statics, same, constructor, holder))
      this.#world.lines.evaluated(this.#module, source, pieces, holder)
    }
    this.#values.set(constructor, values)
    writeAll(holder, new Map(methods.map(({ guard, piece }) => [fieldOf(guard.slot), fitting(only(values[piece] as object), guard)])))
    const weak = new WeakRef(holder)
    for (const { emitted, inside } of [{ emitted: methods.map(({ guard }) => guard), inside: undefined }, ...this.pieces]) {
      for (const each of emitted) {
        addVersion(this.#module, each.site.kind === 'class' ? ofClass(each, keys, version?.within) : each, weak, { record: inside?.get(each)?.record, placed: this.#placed })
      }
    }
    Object.defineProperty(values, '$', { value: holder })
    return values
  }

  /** Names of instances, and inside that, for both are to be seen, names of the class itself. */
  #declarePrivates(constructor: Constructor, { ofInstances, ofClass }: Pick<PrivateNames, 'ofInstances' | 'ofClass'>, holder: Holder, homes: Homes, say: Say): void {
    const world = this.#world
    const layer = (name: string, side: number, { code, names }: DeclaredNames, inside = ''): string =>
      `class ${name} extends $lcB{constructor($lco){super($lco)}${code}\nstatic{$lcset(${side},{names:${JSON.stringify(names)},put:$lco=>{new ${name}($lco)},has:$lco=>${names[0]} in $lco},this.prototype,$lcc=>eval($lcc));${inside}}}`
    const ofClassLayer = ofClass.code === '' ? '' : layer('$lcY', 1, ofClass)
    const { code, params } = say(ofInstances.code === '' ? ofClassLayer : layer('$lcX', 0, ofInstances, ofClassLayer))
    const source = `(($lc,$lcB,$lcset,$lcC,$lcH${params})=>{const ${this.name}=$lcH;${code}})\n//# sourceURL=${this.#module.url}`
    const set = (side: number, layered: Layered, prototype: object, scope: Evaluate): void => {
      Object.setPrototypeOf(prototype, side === 1 ? homes.statics : homes.proto)
      world.scopes.set(constructor, code => uncached(scope, code))
      if (side === 1) layered.put(constructor)
      else {
        this.layers.set(constructor, layered)
        world.installers.set(constructor, [...world.installers.get(constructor) ?? [], layered])
      }
    }
    ;(world.scopes.get(constructor)!(source) as (...given: unknown[]) => void)(this.#module.runtime, same, set, constructor, holder)
  }

  /** Evaluates the code now, and notes how to forget its private names. */
  prepare(constructor: Constructor, journal: Journal): void {
    const world = this.#world
    const [scope, installers] = [world.scopes.get(constructor)!, world.installers.get(constructor) ?? []]
    journal.push(() => {
      world.scopes.set(constructor, scope)
      world.installers.set(constructor, installers)
    })
    this.values(constructor)
  }

  /** The code that made a nested class. */
  #versionOf(constructor: Constructor): Version | undefined {
    return this.#site.shape!.nested ? this.#record.versions.find(({ kind, field }) => kind === 'class' && classesOf(this.#world, field).includes(constructor)) : undefined
  }

  /** Classes that code of this unit makes reach variables as the class does whose code it is: they are told apart by it. */
  #keysFor(version: Version | undefined): ReadonlyMap<string, string> {
    if (!version?.within) return new Map()
    return new Map(this.pieces.flatMap(piece => piece.emitted).filter(({ site, construction }) => site.kind === 'class' && construction === undefined).map(({ slot }) => [slot, nextName(this.#world, 'c')]))
  }

  #sources(say: Say): string[] {
    return layersOf(this.pieces).map(layer => {
      const { code, params } = say(layOut(layer))
      return `(($lc,$lch,$lcs,$lcB,$lcC,$lcH${params})=>{const ${this.name}=$lcH;return{$k:()=>${this.name},${code}}})\n//# sourceURL=${this.#module.url}`
    })
  }
}

/** The one method of an object literal. */
export const only = (literal: object): unknown => {
  const [key] = Reflect.ownKeys(literal)
  const descriptor = Object.getOwnPropertyDescriptor(literal, key!)!
  return descriptor.value ?? descriptor.get ?? descriptor.set
}

const fieldOf = (slot: string): string => slot.slice(slot.indexOf('.') + 1)

/** Empty slots for code that is made: as `slots.ts` has them, so that V8 folds the guards away. */
function newHolder(emitted: readonly EmittedSlot[]): Holder {
  const slots: Holder = { __proto__: null }
  for (const { slot } of emitted) if (slot.includes('.')) slots[fieldOf(slot)] = undefined
  return { __proto__: slots }
}

type Say = (code: string) => { code: string, params: string }

const withKeys = (code: string, keys: ReadonlyMap<string, string>): string =>
  keys.size === 0 ? code : code.replace(/(?<=\$lcK\(")c\d+(?=")/g, key => keys.get(key) ?? key)

function ofClass(emitted: Emitted, keys: ReadonlyMap<string, string>, within: Within | undefined): Emitted {
  const { slot, construction } = emitted
  return { ...within && { within: { offered: within.offered, depth: within.depth, isLoop: within.isLoop } }, ...emitted, slot: keys.get(slot) ?? slot, ...construction !== undefined && { construction: { ...construction, of: keys.get(construction.of) ?? construction.of } } }
}

/** A constructor that gives back what it is given: a class that extends it puts its fields on an object that exists. */
const same = function (object: object): object { return object }

export interface Homes {
  proto: object
  statics: object
  /** The class that makes instances instead of the native constructor; it has the same parent, or where `throughOwn`, the class itself. */
  maker?: { made: Constructor, throughOwn: boolean }
}

/** What `super` leads to in new methods: one object for each side of a class, whose prototype is the parent's. */
export function homesOf(world: World, constructor: Constructor): Homes {
  const known = world.homes.get(constructor)
  if (known) return known
  const homes: Homes = { proto: Object.create(Object.getPrototypeOf(constructor.prototype) as object) as object, statics: Object.create(Object.getPrototypeOf(constructor) as object) as object }
  world.homes.set(constructor, homes)
  world.ownHomes.add(homes.proto).add(homes.statics)
  return homes
}

/** The classes that are alive of a site, and what their own code gives to new instances. */
export function liveClasses(world: World, { versions }: SiteRecord): Map<Constructor, Native> {
  const found = new Map<Constructor, Native>()
  for (const { field, kind, native } of versions) {
    if (kind === 'class') for (const constructor of classesOf(world, field)) found.set(constructor, nativeNow(world, constructor, native!))
  }
  return found
}

/** The class whose guards do not say in which one they are. */
export const onlyOf = (classes: ReadonlyMap<Constructor, Native>): Constructor | undefined =>
  (classes.entries().find(([, { nested }]) => !nested) ?? classes.entries().next().value)?.[0]

/** Where private names were declared anew, those of the class's own code count no more. */
export function nativeNow(world: World, constructor: object, native: Native): Native {
  if (world.rebranded.has(constructor)) return withoutPrivates(native)
  const again = world.redeclared.get(constructor)
  return again ? withoutFields(native, again) : native
}

/** The constructor of a derived class with private names makes its instances in a way of its own, whatever they mean by now. */
export const withoutPrivates = (native: Native): Native =>
  ({ ...native, branded: native.derived && native.branded, privates: [], fields: native.fields.filter(field => !field.private) })

/** Names with `#`: no others are among them. */
export const withoutFields = (native: Native, keys: ReadonlySet<string>): Native =>
  native.fields.some(({ key }) => keys.has(key)) ? { ...native, fields: native.fields.filter(({ key }) => !keys.has(key)) } : native

/** Those that code of one version made. */
export const classesOf = (world: World, key: string): Constructor[] =>
  (world.classes.get(key) ?? []).map(version => version.constructor.deref()).filter(constructor => constructor !== undefined) as Constructor[]
