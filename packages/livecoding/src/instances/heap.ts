import type { World } from '../world.ts'
import { familiesOf, instancesAmong, type Class, type Families } from './instances.ts'

export const migrate: unique symbol = Symbol.for('livecoding.migrate')

/** What `[live.migrate]` is told of one instance. */
export interface Note { added: string[], removed: Record<string, unknown>, renamed: Record<string, string> }

/** The instances that one update is about: once an edit needs some, one walk of the heap finds those of all classes that may need theirs. */
export class Heap {
  readonly #world: World
  readonly #expected = new Set<Class>()
  readonly #walks: { of: ReadonlySet<Class>, families: Families }[] = []
  readonly #found = new Map<Class, object[]>()
  readonly #notes = new Map<object, Note>()
  constructor(world: World) { this.#world = world }

  /** An edit may ask for the instances of these classes. */
  expect(classes: Iterable<Class>): void {
    for (const each of classes) this.#expected.add(each)
  }

  instancesOf(constructor: Class): object[] {
    let found = this.#found.get(constructor)
    if (!found) this.#found.set(constructor, found = instancesAmong(this.#world, this.#familiesWith(constructor), constructor))
    return found
  }

  #familiesWith(constructor: Class): Families {
    const known = this.#walks.find(walk => walk.of.has(constructor))
    if (known) return known.families
    const of = new Set([constructor, ...this.#expected].filter(each => !this.#walks.some(walk => walk.of.has(each))))
    const families = familiesOf(this.#world, [...of])
    this.#walks.push({ of, families })
    return families
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
