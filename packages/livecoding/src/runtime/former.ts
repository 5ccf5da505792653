import type { Journal } from '../journal.ts'
import { define } from './property.ts'

type Held = (...args: never[]) => unknown
type Part = 'value' | 'get' | 'set'

const parts: readonly Part[] = ['value', 'get', 'set']

/** Functions that a class, a prototype or an object had under a name until the source lost it: who holds them meets them there when it comes back. */
export class Former {
  readonly #known = new WeakMap<object, Map<PropertyKey, Partial<Record<Part, WeakRef<Held>>>>>()

  /** The object is about to be without it. */
  note(target: object, key: PropertyKey): void {
    const descriptor = Object.getOwnPropertyDescriptor(target, key) ?? {}
    const known = this.#known.get(target) ?? new Map<PropertyKey, Partial<Record<Part, WeakRef<Held>>>>()
    this.#known.set(target, known)
    for (const part of parts) {
      const held: unknown = descriptor[part]
      if (typeof held === 'function') known.set(key, { ...known.get(key), [part]: new WeakRef(held as Held) })
    }
  }

  /** What the object gets, with the functions of before that follow the code which comes. */
  again(target: object, key: PropertyKey, descriptor: PropertyDescriptor, follows: (held: Held) => boolean, journal: Journal): PropertyDescriptor {
    const found = { ...descriptor }
    for (const part of parts) {
      const [held, now] = [this.#known.get(target)?.get(key)?.[part]?.deref(), descriptor[part] as Held | undefined]
      if (!held || typeof now !== 'function' || !follows(held)) continue
      found[part] = held
      if (held.length !== now.length) define(held, 'length', { value: now.length, configurable: true }, journal)
    }
    return found
  }
}
