import type { Instance } from './entry.ts'
import type { Registration } from './types.ts'

/** The registration of an instance; it does not keep the instance alive. */
export class Registered implements Registration {
  readonly #handler: { unregister(instance: object): boolean }
  readonly #entry: Instance
  constructor(handler: { unregister(instance: object): boolean }, entry: Instance) {
    this.#handler = handler
    this.#entry = entry
  }
  unregister(): void {
    const instance = this.#entry.deref()
    if (instance && !this.#entry.over) this.#handler.unregister(instance)
  }
  [Symbol.dispose](): void { this.unregister() }
}

/** Ends a registration with its signal, now where that has been aborted already. */
export function whenAborted<T extends Registration>(registration: T, signal: AbortSignal | undefined): T {
  if (signal?.aborted) registration.unregister()
  else signal?.addEventListener('abort', () => { registration.unregister() }, { once: true })
  return registration
}
