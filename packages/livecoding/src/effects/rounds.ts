import { end, goOn, isClock, type Clock } from './clock.ts'
import type { Effect } from './effect.ts'
import type { Callable, Planning } from './tap.ts'

/** Begins with this timeout of a statement; `record`: what is made belongs to the statement. */
export function beginRounds(timeout: Clock, planning: Planning, record: (effect: Effect) => void): void {
  record(new Rounds(timeout, planning, record).effect())
}

/**
 * A timeout of a statement and, where its callback plans itself again (`function tick() { …; setTimeout(tick, 20) }`), those behind it: one loop,
 * which ends with the statement that began it. What else a callback plans, as for an object that it makes, is the program's own.
 */
export class Rounds {
  readonly #planning: Planning
  readonly #record: (effect: Effect) => void
  /** The one that waits, or whose callback runs; none: the loop has ended. */
  #timeout: Clock | undefined
  #running: Clock | undefined
  #milliseconds = 0
  /** Of the one that runs. */
  #callback: Callable | undefined
  /** What stands in the place of a callback as long as it waits; it holds none that nobody else does. */
  readonly #inPlace = new WeakMap<Callable, Callable>()

  constructor(timeout: Clock, planning: Planning, record: (effect: Effect) => void) {
    this.#planning = planning
    this.#record = record
    this.#follow(timeout)
  }

  /** Whether a function that is planned now is the one that runs. `() => step(n + 1)` is another one each time, and says the same. */
  isAgain(next: unknown): boolean {
    return next === this.#callback || (typeof next === 'function' && textOf(next as Callable) === textOf(this.#callback!))
  }

  /** It is planned again, once or several times. */
  goesOn(made: unknown): void {
    if (!isClock(made)) return
    if (this.#timeout === this.#running) this.#follow(made)
    else beginRounds(made, this.#planning, this.#record)
  }

  #follow(timeout: Clock): void {
    const callback = timeout._onTimeout as Callable
    const inPlace = this.#inPlace.get(callback) ?? new Proxy(callback, { apply: (target, self: Clock, args: unknown[]) => this.#run(target, self, args) })
    this.#inPlace.set(callback, inPlace)
    this.#timeout = timeout
    this.#milliseconds = timeout._idleTimeout
    timeout._onTimeout = inPlace
  }

  #run(callback: Callable, timeout: Clock, args: unknown[]): unknown {
    // As it runs, the callback stands again where Node has it: a stack says so, whenever it is read.
    timeout._onTimeout = callback
    this.#running = timeout
    this.#callback = callback
    const before = this.#planning.begin(this)
    try {
      return Reflect.apply(callback, timeout, args)
    } finally {
      this.#planning.end(before)
      this.#running = this.#callback = undefined
      // It may have begun itself again, by `refresh()`.
      if (this.#timeout === timeout && !timeout._idleNext) this.#timeout = undefined
    }
  }

  effect(): Effect {
    const nameOf = (): string => `timeout ${this.#milliseconds} ms`
    return {
      kind: 'timer',
      get name() { return nameOf() },
      isOver: () => this.#timeout === undefined || this.#timeout._destroyed,
      dispose: () => {
        const timeout = this.#timeout
        if (!timeout) return undefined
        const was = end(timeout)
        return { restore: () => goOn(timeout, was) }
      },
    }
  }
}

const { toString } = Function.prototype

/** One that stands elsewhere has another slot in its guard. */
const textOf = (callback: Callable): string => `${callback.name} ${(Reflect.apply(toString, callback, []) as string).replace(/\$lc(?:\d+_\d+\.m\d+s\d+|u\d+\.u\d+)/g, '')}`
