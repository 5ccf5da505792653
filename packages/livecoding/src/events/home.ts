import type { Effect } from '../effects/effect.ts'
import type { Code, Values } from '../messages/messages.ts'
import { problem } from '../messages/message.ts'
import { registry } from '../runtime/running.ts'
import type { Automatic, Engine } from './automatic.ts'
import type { Instance } from './entry.ts'
import type { Core } from './core.ts'
import { Cooling } from './stage.ts'

/** What all handlers of the process share. */
class Home {
  readonly cooling = new Cooling()
  /** Counts registrations: who registered first is called first. */
  order = 0
  engine: Engine | undefined
  automatic: Automatic | undefined
  /** Where classes belong that do not say it. */
  fallback: Core | undefined
  readonly #handlers = new Set<WeakRef<Core>>()

  /** Whom the collector took. */
  readonly collected = new FinalizationRegistry<Instance>(entry => {
    if (entry.over) return
    entry.over = true
    entry.forgetSignal?.()
    for (const stage of [...entry.plan.stages, ...entry.own]) stage.lost()
  })

  enter(handler: Core): void {
    for (const ref of this.#handlers) if (!ref.deref()) this.#handlers.delete(ref)
    this.#handlers.add(new WeakRef(handler))
  }

  handlers(): Core[] { return [...this.#handlers].flatMap(ref => ref.deref() ?? []) }
}

export const home = new Home()

/** Tells the program's people: through the engine that runs it, or on the console. */
export function tell<C extends Code>(code: C, values: Values[C], error?: unknown): void {
  const found = registry()
  if (found) found.report(code, values, error)
  else console.error(`${code} ${problem(code, values).message}`, ...error === undefined ? [] : [error])
}

/** What a top-level statement registers belongs to it, and goes when it is edited. */
export const record = (make: () => Effect): void => { registry()?.record(make) }

export const describeError = (error: unknown): string => error instanceof Error ? `${error.name}: ${error.message}` : String(error)

/** An error that names its section in the documentation. */
export function fault<C extends Code>(code: C, values: Values[C], Kind: new (message: string) => Error = TypeError): Error {
  const { message, hint } = problem(code, values)
  return Object.assign(new Kind(`${code} ${message} ${hint}`), { code })
}
