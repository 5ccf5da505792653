import type { Problem, ReadyReport, UpdateReport } from '../8-report/report.ts'
import { demand } from '../messages/fault.ts'
import { problem } from '../messages/message.ts'
import { describe } from '../messages/thrown.ts'

export interface Told { ready: ReadyReport, update: UpdateReport, problem: Problem }

/** Who listens to an engine. */
export class Listeners {
  readonly #sets: { [E in keyof Told]: Set<(told: Told[E]) => unknown> } = { ready: new Set(), update: new Set(), problem: new Set() }

  /** Gives what ends the listening. @throws Error LC3215 */
  on<E extends keyof Told>(event: E, listener: (told: Told[E]) => unknown): () => void {
    demand(Object.hasOwn(this.#sets, event), 'on', 'event', event, Object.keys(this.#sets).join(', '))
    demand(typeof listener === 'function', 'on', 'listener', listener, 'a function')
    const set = this.#sets[event]
    set.add(listener)
    return () => { set.delete(listener) }
  }

  /** What a listener throws, now or later, is told and stops nothing. */
  tell<E extends keyof Told>(event: E, told: Told[E]): void {
    for (const listener of Array.from(this.#sets[event])) {
      try {
        const result = listener(told)
        if (result instanceof Promise) result.catch((error: unknown) => { this.#failed(event, error) })
      } catch (error) { this.#failed(event, error) }
    }
  }

  /** Of one that listens to problems Node tells: it would throw again. */
  #failed(event: keyof Told, error: unknown): void {
    const found = problem('LC3401', { who: 'A listener of engine.on', error: describe(error) })
    if (event === 'problem') process.emitWarning(found.message, { code: found.code })
    else this.tell('problem', found)
  }
}
