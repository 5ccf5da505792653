import type { Problem, ReadyReport, UpdateReport } from './8-report/report.ts'

export interface Told { ready: ReadyReport, update: UpdateReport, problem: Problem }

/** Who listens to an engine. */
export class Listeners {
  readonly #sets: { [E in keyof Told]: Set<(told: Told[E]) => void> } = { ready: new Set(), update: new Set(), problem: new Set() }

  /** Gives what ends the listening. */
  on<E extends keyof Told>(event: E, listener: (told: Told[E]) => void): () => void {
    const set = this.#sets[event]
    set.add(listener)
    return () => { set.delete(listener) }
  }

  tell<E extends keyof Told>(event: E, told: Told[E]): void {
    for (const listener of Array.from(this.#sets[event])) listener(told)
  }
}
