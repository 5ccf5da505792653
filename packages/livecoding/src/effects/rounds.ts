import { isPending } from './call.ts'
import { end, goOn, isClock, type Clock } from './clock.ts'
import type { Effect } from './effect.ts'
import type { Planning } from './planning.ts'
import type { Callable } from './tap.ts'

/** Begins with this timeout of a statement; `record`: what is made belongs to the statement. */
export function beginRounds(timeout: Clock, planning: Planning, record: (effect: Effect) => void): void {
  planning.expect()
  record(new Rounds(timeout, planning, record).effect())
}

interface Gone { planned?: [timeout: Clock, was: Clock] }

/**
 * A timeout of a statement and, where its callback plans itself again (`function tick() { …; setTimeout(tick, 20) }`), those behind it: one loop,
 * which ends with the statement that began it. What else a callback plans, as for an object that it makes, is the program's own.
 */
export class Rounds {
  readonly #planning: Planning
  readonly #record: (effect: Effect) => void
  /** The one that waits, or whose callback runs; none: the loop has ended, or an async callback waits in its round. */
  #timeout: Clock | undefined
  #running: Clock | undefined
  #milliseconds = 0
  /** Of the one that runs, with what it was given and, if it is async, what it gave. */
  #callback: Callable | undefined
  #given: readonly unknown[] = []
  #result: WeakRef<Promise<unknown>> | undefined
  /** The statement has gone, with what its loop has planned since. */
  #gone: Gone | undefined
  /** What stands in the place of a callback as long as it waits; it holds none that nobody else does. */
  readonly #inPlace = new WeakMap<Callable, Callable>()

  constructor(timeout: Clock, planning: Planning, record: (effect: Effect) => void) {
    this.#planning = planning
    this.#record = record
    this.#follow(timeout)
  }

  /** Whether a function that is planned now is the one that runs. `() => step(n + 1)` is another one each time, and says the same. */
  isAgain(next: unknown): boolean {
    return next === this.#callback || (typeof next === 'function' && this.#callback !== undefined && textOf(next as Callable) === textOf(this.#callback))
  }

  /** The same in all that can be seen: whose of several it is makes no difference. */
  isSame(next: unknown, given: readonly unknown[]): boolean {
    return next === this.#callback && given.length === this.#given.length && given.every((each, index) => Object.is(each, this.#given[index]))
  }

  /** It is planned again, once or several times. */
  goesOn(made: unknown): void {
    if (!isClock(made)) return
    if (this.#timeout !== this.#running) return beginRounds(made, this.#planning, this.#record)
    this.#follow(made)
    if (this.#result) this.#leave()
    if (this.#gone) this.#gone.planned = [made, end(made)]
  }

  /** An async callback has not come to its end. */
  isUnderWay(): boolean {
    if (!this.#result) return false
    if (isPending(this.#result.deref())) return true
    this.#leave()
    return false
  }

  #leave(): void {
    this.#callback = this.#result = undefined
    this.#given = []
    this.#planning.leave(this)
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
      const result: unknown = Reflect.apply(callback, timeout, args)
      if (this.#timeout === timeout && result instanceof Promise) {
        this.#result = new WeakRef(result)
        this.#given = args
      }
      return result
    } finally {
      this.#planning.end(before)
      this.#running = undefined
      // It may have begun itself again, by `refresh()`.
      if (this.#timeout === timeout && !timeout._idleNext) this.#timeout = undefined
      if (this.#result) this.#planning.stay(this)
      else this.#callback = undefined
    }
  }

  effect(): Effect {
    const nameOf = (): string => `timeout ${this.#milliseconds} ms`
    return {
      kind: 'timer',
      get name() { return nameOf() },
      isOver: () => this.#timeout ? this.#timeout._destroyed : !this.isUnderWay(),
      dispose: () => {
        const timeout = this.#timeout
        if (timeout) {
          const was = end(timeout)
          return { restore: () => goOn(timeout, was) }
        }
        const gone: Gone = this.#gone = {}
        return { restore: () => {
          this.#gone = undefined
          if (gone.planned) goOn(...gone.planned)
        } }
      },
    }
  }
}

const { toString } = Function.prototype

/** One that stands elsewhere has another slot in its guard. */
const textOf = (callback: Callable): string => `${callback.name} ${(Reflect.apply(toString, callback, []) as string).replace(/\$lc(?:\d+_\d+\.m\d+s\d+|u\d+\.u\d+)/g, '')}`
