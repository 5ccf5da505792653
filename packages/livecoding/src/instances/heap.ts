import type { World } from '../world.ts'
import { instancesOf } from './instances.ts'

export const migrate: unique symbol = Symbol.for('livecoding.migrate')

/** What `[live.migrate]` is told of one instance. */
export interface Note { added: string[], removed: Record<string, unknown>, renamed: Record<string, string> }

/** The instances that one update is about: each class is looked for once, when an edit needs it. */
export class Heap {
  readonly #world: World
  readonly #found = new Map<object, object[]>()
  readonly #notes = new Map<object, Note>()
  constructor(world: World) { this.#world = world }

  instancesOf(constructor: abstract new (...args: never[]) => object): object[] {
    let found = this.#found.get(constructor)
    if (!found) this.#found.set(constructor, found = instancesOf(this.#world, constructor))
    return found
  }

  noteFor(object: object): Note {
    let note = this.#notes.get(object)
    if (!note) this.#notes.set(object, note = { added: [], removed: {}, renamed: {} })
    return note
  }

  /** Calls `static [live.migrate]` once for each instance whose fields changed; gives what they threw. */
  migrateAll(): { object: object, error: unknown }[] {
    const errors: { object: object, error: unknown }[] = []
    for (const [object, note] of this.#notes) {
      if (note.added.length === 0 && Object.keys(note.removed).length === 0 && Object.keys(note.renamed).length === 0) continue
      const constructor = (object as { constructor?: Record<symbol, unknown> }).constructor
      const hook = constructor?.[migrate]
      if (typeof hook !== 'function') continue
      try { Reflect.apply(hook, constructor, [object, note]) } catch (error) { errors.push({ object, error }) }
    }
    return errors
  }
}
