import type { Core } from './core.ts'
import type { Plan } from './plan.ts'
import type { Stage } from './stage.ts'

/** Why somebody is subscribed. */
export type Why = 'automatic' | 'registered' | 'callback'

/** Where a subscriber stands: a higher priority first, then who registered first. */
export interface Rank { priority: number, order: number }

/** One subscriber of one handler; the lists of all its events hold the same entry. */
export interface Entry extends Rank {
  readonly why: Why
  /** Undefined once it is collected. */
  deref(): object | undefined
  /** Held by nobody but the lists: the object that its methods are called on is collected with the program's last reference. */
  readonly weak: boolean
  /** It is in no list. */
  over: boolean
  /** Stops listening to the signal that would end the registration. */
  forgetSignal?: () => void
}

/** An object with methods named for events. */
export class Instance extends WeakRef<object> implements Entry {
  readonly weak = true
  over = false
  declare forgetSignal?: () => void
  why: Why
  priority: number
  order: number
  /** What it is subscribed to. */
  plan: Plan
  /** What it has methods of its own for, beside those of its class. */
  own: readonly Stage[] = []
  readonly core: Core
  /** The object's entry with another handler. */
  next: Instance | undefined
  constructor(target: object, why: Why, priority: number, order: number, plan: Plan, core: Core) {
    super(target)
    this.core = core
    this.why = why
    this.priority = priority
    this.order = order
    this.plan = plan
  }
}

/** Something whose method of the event's name is the callback: it is called like everybody else. */
export class Callback implements Entry {
  readonly weak = false
  readonly why = 'callback'
  over = false
  declare forgetSignal?: () => void
  readonly priority: number
  readonly order: number
  readonly holder: object
  constructor(holder: object, priority: number, order: number) {
    this.holder = holder
    this.priority = priority
    this.order = order
  }
  deref(): object { return this.holder }
}

/** Keeps the place of one that left while a list is gone through. */
export class Gone implements Entry {
  readonly weak = false
  readonly why = 'callback'
  readonly over = true
  readonly priority: number
  readonly order: number
  constructor({ priority, order }: Rank) {
    this.priority = priority
    this.order = order
  }
  deref(): undefined { return undefined }
}

export const before = (a: Rank, b: Rank): boolean => a.priority > b.priority || (a.priority === b.priority && a.order < b.order)
