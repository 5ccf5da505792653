import timersPromises from 'node:timers/promises'
import type { Effect } from './effect.ts'
import type { Call, Tap } from './tap.ts'

/** Who waits for a moment that was disposed goes no further, as a callback that is not called any more. Restored, the moment comes when it would have come. */
function recordMoment(at: number, kind: Effect['kind'], nameOf: (args: readonly unknown[]) => string) {
  return ({ args, proceed, record }: Call): unknown => {
    const given = args[at]
    // Node says what is wrong with it.
    if (given !== undefined && (typeof given !== 'object' || given === null)) return proceed()
    const { signal } = (given ?? {}) as { signal?: unknown }
    if (signal !== undefined && !(signal instanceof AbortSignal)) return proceed()
    const abort = new AbortController()
    args[at] = { ...given, signal: signal ? AbortSignal.any([signal, abort.signal]) : abort.signal }
    const moment = proceed() as Promise<unknown>
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const waits = new Waits()
    moment.then(value => waits.come(() => resolve(value)), (error: unknown) => waits.come(() => reject(error)))
    record(waiting(kind, nameOf(args), waits, abort))
    return promise
  }
}

/** Whether the moment has come, and whether that counts. */
class Waits {
  isOver = false
  #isHeld = false
  #settle: (() => void) | undefined

  come(settle: () => void): void {
    if (this.#isHeld) this.#settle = settle
    else this.#end(settle)
  }

  hold(): void { this.#isHeld = true }

  goOn(): void {
    this.#isHeld = false
    if (this.#settle) this.#end(this.#settle)
  }

  #end(settle: () => void): void {
    this.isOver = true
    settle()
  }
}

function waiting(kind: Effect['kind'], name: string, waits: Waits, abort: AbortController): Effect {
  return {
    kind,
    name,
    isOver: () => waits.isOver,
    dispose() {
      if (waits.isOver) return undefined
      waits.hold()
      return {
        restore: () => { waits.goOn() },
        // No timer keeps the process awake for nobody.
        release: () => { abort.abort() },
        isFinal: true,
      }
    },
  }
}

const timeout = ([delay]: readonly unknown[]): string => `timeout ${String(delay ?? 1)} ms`

export const moments: Tap[] = [
  { target: timersPromises, key: 'setTimeout', around: recordMoment(2, 'timer', timeout) },
  { target: timersPromises, key: 'setImmediate', around: recordMoment(1, 'immediate', () => 'immediate') },
  { target: Object.getPrototypeOf(timersPromises.scheduler) as object, key: 'wait', around: recordMoment(1, 'timer', timeout) },
]
