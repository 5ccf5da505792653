import type { Class } from './happenings.ts'

/** What a class says of itself once it has been evaluated. */
export interface Complete {
  constructor: Class
  /** The file that it is in. */
  module: string
  /** Puts something into the slot at the ends of its constructor. */
  fill(told: Told | undefined): void
  /** Its constructor may return another object. */
  returns: boolean
}

/** What instrumented constructors call: `instance` is what this constructor gives. */
type Told = (constructor: Class, instance: unknown, newTarget: Class) => void
type Listener = (instance: object) => void

interface Known {
  module: string
  fill: Complete['fill']
  returns: boolean
  /** Whom to tell, and whether one of its constructors, or of those above, may return an object that it had before. */
  listeners: readonly Listener[]
  returnsAny: boolean
}

/**
 * New instances, told once their outermost constructor ends. Classes that nobody asks about have an empty slot, and pay
 * nothing.
 */
export class Instances {
  readonly #known = new WeakMap<object, Known>()
  readonly #asked = new WeakMap<object, Set<Listener>>()
  readonly #failed: (error: unknown) => void
  /** Every managed class; swept when it has doubled. */
  #all: WeakRef<Class>[] = []
  #sweepAt = 64
  #askers = 0
  /** Of classes whose constructors may return an object that they had before. */
  readonly #seen = new WeakSet()

  constructor(failed: (error: unknown) => void) { this.#failed = failed }

  add({ constructor, module, fill, returns }: Complete): void {
    const known: Known = { module, fill, returns, returnsAny: returns, listeners: [] }
    this.#known.set(constructor, known)
    if (this.#all.length >= this.#sweepAt) {
      this.#all = this.#all.filter(ref => ref.deref())
      this.#sweepAt = Math.max(64, this.#all.length * 2)
    }
    this.#all.push(new WeakRef(constructor))
    if (this.#askers > 0) this.#arm(constructor, known)
  }

  /** Every new instance of the class and of its subclasses, whatever their constructors do; managed classes only. */
  created(asked: Class, listener: Listener): () => void {
    const listeners = this.#asked.get(asked) ?? new Set<Listener>()
    this.#asked.set(asked, listeners.add(listener))
    this.#askers++
    this.refresh()
    return () => {
      if (!listeners.delete(listener)) return
      this.#askers--
      this.refresh()
    }
  }

  isManaged(constructor: object): boolean { return this.#known.has(constructor) }
  moduleOf(constructor: object): string | undefined { return this.#known.get(constructor)?.module }

  /** All managed classes that are alive, in the order in which they were defined. */
  classes(): Class[] { return this.#all.flatMap(ref => ref.deref() ?? []) }

  /** An update gave it a constructor that may return another object. */
  returns(constructor: Class): void {
    const known = this.#known.get(constructor)
    if (known) known.returns = true
  }

  /** Parents or listeners are others now. */
  refresh(): void {
    for (const constructor of this.classes()) this.#arm(constructor, this.#known.get(constructor)!)
  }

  #arm(constructor: Class, known: Known): void {
    const listeners = new Set<Listener>()
    known.returnsAny = false
    for (let link: object | null = constructor; link; link = Object.getPrototypeOf(link) as object | null) {
      this.#asked.get(link)?.forEach(each => listeners.add(each))
      known.returnsAny ||= this.#known.get(link)?.returns ?? false
    }
    if (listeners.size === 0 && known.listeners.length === 0) return
    known.listeners = [...listeners]
    // Classes made by one piece of code share the slot: it stays filled while one of them is asked about.
    known.fill(listeners.size > 0 || this.#sharesSlot(constructor, known) ? this.#told : undefined)
  }

  #sharesSlot(constructor: Class, { module }: Known): boolean {
    return this.classes().some(each => each !== constructor && each.name === constructor.name && this.#known.get(each)!.module === module && this.#known.get(each)!.listeners.length > 0)
  }

  readonly #told: Told = (constructor, instance, newTarget) => {
    const known = this.#known.get(constructor)
    if (!known || known.listeners.length === 0) return
    if (newTarget !== constructor && this.#outermost(newTarget) !== constructor) return
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
