import type { Entry, Instance } from './entry.ts'
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

/** Ends a registration with its signal, now where that has been aborted already. The signal may live longer than the registration. */
export function whenAborted<T extends Registration>(registration: T, entry: Entry, signal: AbortSignal | undefined): T {
  if (!signal) return registration
  const end = (): void => { registration.unregister() }
  if (signal.aborted) end()
  else {
    entry.forgetSignal?.()
    entry.forgetSignal = () => { signal.removeEventListener('abort', end) }
    signal.addEventListener('abort', end, { once: true })
  }
  return registration
}
