import type { Class } from './happenings.ts'

/** What instrumented constructors call: `instance` is what this constructor gives. */
type Told = (constructor: Class, instance: unknown, newTarget: Class) => void
type Listener = (instance: object) => void

/** Classes by what they are. */
export interface Kind { is(constructor: Class): boolean, created: Listener }

/** What a class says of itself before its static parts are evaluated. */
export interface Known {
  /** The file that it is in. */
  module: string
  /** Puts something into the slot at the ends of its constructor. */
  fill(told: Told | undefined): void
  /** Its constructor may return another object. */
  returns: boolean
}

interface Armed extends Known {
  /** Whom to tell, and whether one of its constructors, or of those above, may return an object that it had before. */
  listeners: readonly Listener[]
  returnsAny: boolean
  /** There may be instances from before anybody asked; nobody looked at those of classes that were not likely. */
  used: boolean
}

/**
 * New instances, told once their outermost constructor ends. Classes that nobody asks about have an empty slot, and pay
 * nothing. Of classes that somebody is `likely` to ask about later, the first instance is noted.
 */
export class Instances {
  readonly #known = new WeakMap<object, Armed>()
  readonly #asked = new WeakMap<object, Set<Listener>>()
  readonly #kinds = new Set<Kind>()
  readonly #failed: (error: unknown) => void
  readonly #likely: (constructor: Class) => boolean
  /** Every managed class; swept when it has doubled. */
  #all: WeakRef<Class>[] = []
  #sweepAt = 64
  #askers = 0
  #quiet = false
  #behind: { constructor: object, held: Parameters<Told>[] } | undefined
  /** Of classes whose constructors may return an object that they had before. */
  readonly #seen = new WeakSet()

  constructor(failed: (error: unknown) => void, likely: (constructor: Class) => boolean) {
    this.#failed = failed
    this.#likely = likely
  }

  add(constructor: Class, known: Known): void {
    const likely = this.#likely(constructor)
    const armed: Armed = { ...known, returnsAny: known.returns, listeners: [], used: !likely }
    this.#known.set(constructor, armed)
    if (this.#all.length >= this.#sweepAt) {
      this.#all = this.#all.filter(ref => ref.deref())
      this.#sweepAt = Math.max(64, this.#all.length * 2)
    }
    this.#all.push(new WeakRef(constructor))
    if (this.#askers > 0) this.#arm(constructor, armed)
    else if (likely) armed.fill(this.#told)
  }

  /** Every new instance of the class and of its subclasses, whatever their constructors do; managed classes only. */
  created(asked: Class, listener: Listener): () => void {
    const listeners = this.#asked.get(asked) ?? new Set<Listener>()
    this.#asked.set(asked, listeners.add(listener))
    return this.#ask(() => listeners.delete(listener))
  }

  /** Every new instance of all managed classes, those to come too, that are of a kind; whether one is may change with an edit. */
  createdOf(kind: Kind): () => void {
    this.#kinds.add(kind)
    return this.#ask(() => this.#kinds.delete(kind))
  }

  /** Nobody is told of the instances that the engine makes for itself. */
  quietly<T>(work: () => T): T {
    const before = this.#quiet
    this.#quiet = true
    try { return work() } finally { this.#quiet = before }
  }

  /** New instances of the class are told behind `work`: more runs where its constructor ends. */
  behind<T>(constructor: object, work: () => T): T {
    const [before, held] = [this.#behind, [] as Parameters<Told>[]]
    this.#behind = { constructor, held }
    try { return work() } finally {
      this.#behind = before
      for (const told of held) this.#told(...told)
    }
  }

  isManaged(constructor: object): boolean { return this.#known.has(constructor) }
  moduleOf(constructor: object): string | undefined { return this.#known.get(constructor)?.module }
  wasUsed(constructor: object): boolean { return this.#known.get(constructor)?.used ?? false }

  /** All managed classes that are alive, in the order in which they were defined. */
  classes(): Class[] { return this.#all.flatMap(ref => ref.deref() ?? []) }

  /** These classes, and those below them. */
  below(above: ReadonlySet<object>): Class[] { return this.classes().filter(each => isBelow(each, above)) }

  /** An update gave it a constructor that may return another object. */
  returns(constructor: Class): void {
    const known = this.#known.get(constructor)
    if (known) known.returns = true
  }

  /** Parents or members of these classes are others now. */
  refresh(reshaped: ReadonlySet<Class>): void {
    if (this.#askers > 0) for (const each of this.below(reshaped)) this.#arm(each, this.#known.get(each)!)
  }

  #ask(end: () => boolean): () => void {
    this.#askers++
    this.#armAll()
    return () => {
      if (!end()) return
      this.#askers--
      this.#armAll()
    }
  }

  #armAll(): void { for (const each of this.classes()) this.#arm(each, this.#known.get(each)!) }

  #arm(constructor: Class, known: Armed): void {
    const listeners = new Set<Listener>()
    known.returnsAny = false
    for (let link: object | null = constructor; link; link = Object.getPrototypeOf(link) as object | null) {
      this.#asked.get(link)?.forEach(each => listeners.add(each))
      known.returnsAny ||= this.#known.get(link)?.returns ?? false
    }
    for (const kind of this.#kinds) if (kind.is(constructor)) listeners.add(kind.created)
    if (listeners.size === 0 && known.listeners.length === 0) return
    known.listeners = [...listeners]
    // Classes made by one piece of code share the slot: it stays filled while one of them is asked about.
    known.fill(listeners.size > 0 || this.#sharesSlot(constructor, known) ? this.#told : undefined)
  }

  #sharesSlot(constructor: Class, { module }: Known): boolean {
    return this.classes().some(each => each !== constructor && each.name === constructor.name && this.#known.get(each)!.module === module && this.#known.get(each)!.listeners.length > 0)
  }

  readonly #told: Told = (constructor, instance, newTarget) => {
    if (this.#behind?.constructor === constructor) return void this.#behind.held.push([constructor, instance, newTarget])
    const known = this.#known.get(constructor)
    if (!known || this.#quiet || (known.used && known.listeners.length === 0)) return
    if (newTarget !== constructor && this.#outermost(newTarget) !== constructor) return
    if (!known.used) {
      known.used = true
      if (known.listeners.length === 0) return known.fill(undefined)
    }
    if (known.returnsAny && !this.#isNew(constructor, instance)) return
    for (const listener of known.listeners) {
      try { listener(instance as object) } catch (error) { this.#failed(error) }
    }
  }

  /** The managed class whose constructor ends last: a subclass that is not managed has none that tells. */
  #outermost(newTarget: Class): Class | undefined {
    for (let link: Class | null = newTarget; link; link = Object.getPrototypeOf(link) as Class | null) if (this.#known.has(link)) return link
    return undefined
  }

  /** A constructor may return what it likes: something of another class, or an instance for the second time. */
  #isNew(constructor: Class, instance: unknown): boolean {
    if (!Object.prototype.isPrototypeOf.call(constructor.prototype, instance as object) || this.#seen.has(instance as object)) return false
    this.#seen.add(instance as object)
    return true
  }
}

export function isBelow(object: object, above: ReadonlySet<object>): boolean {
  for (let link: object | null = object; link; link = Object.getPrototypeOf(link) as object | null) if (above.has(link)) return true
  return false
}
