import { createStamp } from './stamp.ts'
import type { Registration } from './types.ts'

type Call = (...args: unknown[]) => unknown

/** Keeps the callbacks of an object alive as long as it lives. */
const owned = createStamp<Set<Listener>>()

/**
 * A callback in a list of subscribers: an object whose method of the event's name it is, so that a broadcast calls it like
 * everybody else. It is the callback's `this`, unless the callback belongs to an object.
 */
export class Listener implements Registration {
  readonly callback: Call
  end: () => void = () => {}
  readonly #owner: object | undefined
  readonly #kind: string | undefined
  constructor(method: string, callback: Call, owner: object | undefined, kind: string | undefined) {
    this.callback = callback
    this.#owner = owner
    this.#kind = kind
    ;(this as unknown as Record<string, Call>)[method] = owner ? (...args) => Reflect.apply(callback, owner, args) : callback
  }

  get title(): string {
    const name = this.#kind ?? (this.callback.name || 'a callback')
    return this.#owner ? `${name} of ${(this.#owner as { constructor?: { name?: string } }).constructor?.name ?? 'an object'}` : name
  }

  stay(): void {
    if (!this.#owner) return
    const all = owned.get(this.#owner)
    if (all) all.add(this)
    else owned.set(this.#owner, new Set([this]))
  }
  leave(): void { if (this.#owner) owned.get(this.#owner)?.delete(this) }

  unregister(): void { this.end() }
  [Symbol.dispose](): void { this.end() }
}
