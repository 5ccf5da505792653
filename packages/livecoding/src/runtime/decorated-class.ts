import type { Journal } from '../journal.ts'
import { accepted, adder, applyLegacy, applyStandard, newMember, type DecoratedMember, type Decorator, type PrivateAccess, type Redecoration } from './decorated-member.ts'
import { asDescriptor, merged, renamed, standing, takeOriginal, temporary, type Constructor } from './decorated-descriptors.ts'
import { keepNotes, noting } from './class-notes.ts'
import { marking, rememberMarks, unmark, type Holder } from './reflect-metadata.ts'

type Given = Decorator[] | (() => Decorator[])

/** All decorated classes. */
export type Known = WeakMap<object, DecoratedClass>

export const toKey = (value: unknown): PropertyKey => typeof value === 'symbol' ? value : String(value)

const metadataKey = (): symbol | undefined => (Symbol as unknown as { metadata?: symbol }).metadata

/**
 * What the engine knows of the decorators of one class. While the class is made it is called from computed keys, static
 * blocks and initialisers (`instrument/decorate.ts`); later edits decorate members and the class anew.
 */
export class DecoratedClass {
  readonly members = new Map<string, DecoratedMember>()
  readonly legacy: boolean
  metadata: object | undefined
  /** What the class's own decorators gave. */
  replacement: unknown
  readonly #known: Known
  #decorators: Given
  #class: Constructor | undefined
  #bind: ((value: unknown) => void) | undefined
  #extras: ((this: unknown) => unknown)[] = []
  /** Members that lost what `addInitializer` was given, and may get it again. */
  readonly #started = new Set<string>()
  /** Takes away what its own decorators have put on it. */
  #unsay = (): void => {}
  constructor(known: Known, legacy: boolean, decorators: Given) {
    this.#known = known
    this.legacy = legacy
    this.#decorators = decorators
  }

  /** A computed key that stays. */
  key(id: string, decorators: Given, key: unknown): PropertyKey {
    const name = toKey(key)
    this.members.set(id, newMember(id, decorators, name))
    return name
  }

  /** A computed key that is gone when the class is made. */
  at(id: string, decorators: Given, name: string | undefined): string {
    this.members.set(id, newMember(id, decorators, name ?? ''))
    return temporary(id)
  }

  /** The key of a decorated `accessor [key]`. */
  named(id: string, key: PropertyKey): PropertyKey {
    this.members.get(id)!.name = key
    return key
  }

  readonly temporary = temporary

  /** In the class's first static block: decorates the members, then the class; gives what stands for the class. */
  apply(constructor: Constructor, bind: ((value: unknown) => void) | undefined, access: Record<string, PrivateAccess>): unknown {
    this.adopt(constructor)
    this.#bind = bind
    for (const member of this.members.values()) {
      if (access[member.id]) member.access = access[member.id]!
      member.original = takeOriginal(constructor, member, this.legacy)
      member.current = member.original
    }
    if (this.legacy) return constructor
    this.takeMetadata()
    for (const rank of [0, 1, 2, 3]) for (const member of this.members.values()) if (rankOf(member) === rank) this.#decorate(member, member.decorators as Decorator[])
    this.#decorateClass(this.#decorators as Decorator[])
    const made = this.replacement as Constructor
    if (this.metadata) Object.defineProperty(made, metadataKey()!, { value: this.metadata, writable: true, enumerable: true, configurable: true })
    for (const member of this.members.values()) if (member.static && member.kind !== 'field' && member.kind !== 'accessor') this.#run(member, made)
    return made
  }

  /** A class has metadata of its own where the program knows `Symbol.metadata`. */
  takeMetadata(): void {
    const key = metadataKey()
    const parent = Object.getPrototypeOf(this.#class!) as Constructor | null
    this.metadata = key === undefined ? undefined : Object.create((parent?.[key] as object | undefined) ?? null) as object
  }

  adopt(constructor: object): void {
    this.#class = constructor as Constructor
    this.replacement = constructor
    this.#known.set(constructor, this)
  }

  /** Behind the class: what its own decorators wanted to be run, or all decorators of old. */
  end(constructor: Constructor): unknown {
    if (!this.legacy) {
      for (const run of this.#extras) run.call(this.replacement)
      return this.replacement
    }
    for (const onClass of [false, true]) for (const member of this.members.values()) if (member.static === onClass) this.#decorate(member, evaluated(member.decorators))
    const decorators = evaluated(this.#decorators)
    if (decorators.length > 0) this.#decorateClass(decorators)
    return this.#class === constructor ? this.replacement : constructor
  }

  /** The value of a field, or of what is behind an accessor, for a new instance. */
  init(id: string, self: unknown, value: unknown): unknown {
    return (this.members.get(id)?.inits ?? []).reduce((made, next) => next.call(self, made), value)
  }

  after(id: string, self: unknown): void {
    const member = this.members.get(id)
    if (member) this.#run(member, self)
  }

  /** What decorators of methods want to be run for each new instance. */
  start(self: object): void {
    for (const member of this.members.values()) if (!member.static && member.kind !== 'field' && member.kind !== 'accessor') this.#run(member, self)
  }

  /** The same for an instance that exists, as the member comes, or its first decorators do. What had some before has run for it. */
  startWith(ids: readonly string[], self: object): void {
    for (const id of ids) if (!this.#started.has(id)) this.after(id, self)
  }

  #run({ extras }: DecoratedMember, self: unknown): void {
    for (const run of extras) run.call(self)
  }

  value(id: string): unknown { return this.members.get(id)!.current.value }
  get(id: string, self: unknown): unknown { return Reflect.apply(this.members.get(id)!.current.get!, self, []) }
  set(id: string, self: unknown, value: unknown): void { Reflect.apply(this.members.get(id)!.current.set!, self, [value]) }

  /** Applies decorators to what the class itself says of a member. */
  #decorate(member: DecoratedMember, decorators: readonly Decorator[]): void {
    const target = this.#targetOf(member)
    if (this.legacy) {
      member.marks = marking(() => this.#holdersOf(member), () => { applyLegacy(member, decorators, target) })
      return
    }
    applyStandard(member, decorators, this.metadata)
    if (!member.private && member.kind !== 'field') Object.defineProperty(target, member.name, merged(Object.getOwnPropertyDescriptor(target, member.name), member.current))
  }

  /** Applies the class's own decorators to the class as it was written. */
  #decorateClass(decorators: readonly Decorator[]): void {
    const constructor = this.#class!
    this.#extras = []
    if (this.legacy) {
      this.#unsay = noting(constructor, () => this.#holders(), () => { this.replacement = decorators.reduceRight<unknown>((made, decorator) => decorator(made) ?? made, constructor) })
      this.#bind?.(this.replacement)
      return
    }
    this.replacement = constructor
    this.#unsay = noting(constructor, () => [], () => {
      for (const decorator of decorators.toReversed()) {
        const state = { done: false }
        const result = decorator(this.replacement, { kind: 'class', name: constructor.name, metadata: this.metadata, addInitializer: adder(this.#extras, state) })
        state.done = true
        if (accepted(result)) this.replacement = result
      }
    })
  }

  /** Its name follows what its decorators give. */
  get isBound(): boolean { return this.#bind !== undefined }

  /** The same for a class that exists: its name leads to what came out. */
  redecorateClass(decorators: readonly Decorator[], journal: Journal): void {
    const [before, extras, unsay] = [this.replacement, this.#extras, this.#unsay]
    keepNotes(this.#class!, this.#holders(), journal)
    journal.push(() => {
      this.replacement = before
      this.#extras = extras
      this.#unsay = unsay
      this.#bind?.(before)
    })
    unsay()
    this.#decorateClass(decorators)
    if (this.metadata && this.replacement !== before) this.#defineMetadata(journal)
    this.#bind?.(this.replacement)
    for (const run of this.#extras) if (!this.legacy) run.call(this.replacement)
  }

  #targetOf(member: Pick<DecoratedMember, 'static'>): object {
    return member.static ? this.#class! : this.#class!.prototype as object
  }

  /** Where decorators of a member put metadata: beside its name, and beside its functions, which libraries take for handlers. */
  #holdersOf({ name, original: { value, get, set } }: DecoratedMember): Holder[] {
    const functions = [value, get, set].filter(each => typeof each === 'function') as object[]
    return [[this.#class!, name], [this.#class!.prototype as object, name], ...functions.map((each): Holder => [each])]
  }

  /** The same for the class's own decorators. */
  #holders(): Holder[] {
    return [[this.#class!], [this.#class!.prototype as object], ...[...this.members.values()].flatMap(member => this.#holdersOf(member))]
  }

  /** An edit: the member is decorated anew, from what the class itself says. */
  redecorate({ id, decorators, name, access, isDeclaredAnew, originals, put }: Redecoration, journal: Journal): void {
    let member = this.members.get(id)
    if (!member) {
      member = newMember(id, decorators, name())
      this.members.set(id, member)
      journal.push(() => { this.members.delete(id) })
      if (member.kind === 'accessor' || (member.kind !== 'field' && !member.private)) member.original = member.private ? {} : standing(this.#targetOf(member), member, this.legacy)
      if (member.private) member.inSlot = true
    }
    journal.push(this.#remember(member))
    if (access) member.access = access
    if (isDeclaredAnew && !member.inSlot) {
      journal.push(() => { delete member.inSlot })
      member.inSlot = true
    }
    member.decorators = [...decorators]
    this.#leave(member)
    if (member.inSlot && member.kind !== 'field') member.original = renamed(asDescriptor(member, originals()), member.name)
    this.#restore(member)
    this.#decorate(member, decorators)
    if (member.inSlot) put([member.current.value, member.current.get, member.current.set].filter(each => each !== undefined))
    if (member.static && member.kind !== 'field' && member.kind !== 'accessor' && !this.legacy) this.#run(member, this.replacement)
    if (this.metadata) this.#defineMetadata(journal)
  }

  /** The class itself has another function under the name of a member. */
  renew(id: string, journal: Journal): void {
    const member = this.members.get(id)
    if (!member) return
    journal.push(this.#remember(member))
    member.original = standing(this.#targetOf(member), member, this.legacy)
  }

  /** The member is gone from the source. */
  forget(id: string, journal: Journal): void {
    const member = this.members.get(id)
    if (!member) return
    journal.push(this.#remember(member), () => { this.members.set(id, member) })
    this.#leave(member)
    // What was an `accessor` may be a getter and a setter of its name now.
    if (member.kind === 'accessor' && !member.private && Object.hasOwn(this.#targetOf(member), member.name)) this.#restore(member)
    this.members.delete(id)
  }

  keyOf(id: string): PropertyKey | undefined {
    return this.members.get(id)?.name
  }

  /** Its computed key comes to something else. */
  move(id: string, key: PropertyKey, journal: Journal): void {
    const member = this.members.get(id)
    if (!member) return
    const { name } = member
    journal.push(() => { member.name = name })
    member.name = key
  }

  #leave({ id, extras, keys, marks }: DecoratedMember): void {
    if (extras.length > 0) this.#started.add(id)
    for (const key of this.metadata ? keys : []) Reflect.deleteProperty(this.metadata!, key)
    unmark(marks)
  }

  #defineMetadata(journal: Journal): void {
    const made = this.replacement as object
    const key = metadataKey()!
    if (Object.hasOwn(made, key)) return
    journal.push(() => { Reflect.deleteProperty(made, key) })
    Object.defineProperty(made, key, { value: this.metadata, writable: true, enumerable: true, configurable: true })
  }

  #restore(member: DecoratedMember): void {
    if (member.private || member.kind === 'field') return
    const target = this.#targetOf(member)
    Object.defineProperty(target, member.name, this.legacy ? member.original : merged(Object.getOwnPropertyDescriptor(target, member.name), member.original))
  }

  /** What puts a member, its property and the metadata back. */
  #remember(member: DecoratedMember): () => void {
    const state = { ...member }
    const { metadata } = this
    const saved = metadata && Object.getOwnPropertyDescriptors(metadata)
    const putMarksBack = rememberMarks(this.#holdersOf(member))
    const target = this.#targetOf(member)
    const before = member.private ? undefined : Object.getOwnPropertyDescriptor(target, member.name)
    return () => {
      Object.assign(member, state)
      if (before) Object.defineProperty(target, member.name, before)
      putMarksBack()
      if (!metadata) return
      for (const key of Reflect.ownKeys(metadata)) Reflect.deleteProperty(metadata, key)
      Object.defineProperties(metadata, saved!)
    }
  }
}

const evaluated = (given: Given): Decorator[] => typeof given === 'function' ? given() : given

/** Static methods, methods, static fields, fields; an `accessor` counts as a method. */
const rankOf = ({ kind, ...member }: DecoratedMember): number => (kind === 'field' ? 2 : 0) + (member.static ? 0 : 1)
