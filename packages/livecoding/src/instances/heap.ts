import type { Problem } from '../8-report/report.ts'
import type { World } from '../world.ts'
import type { Read, Undo } from './migrate.ts'
import { slotOf } from '../runtime/to-string.ts'
import { findByPrototype } from './find.ts'
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
  #functions: ((...args: never[]) => unknown)[] | undefined
  readonly #unsettled = new Map<Class, { parent: Class, bring(): void }[]>()
  /** What the update gave instances so far, and the class that brought it. */
  readonly added: { constructor: Class, undo: Undo }[] = []
  /** Problems that count instances. */
  readonly told = new Map<string, { count: number, problem: Problem }>()
  /** Private fields that classes lose in the update, and what reads their last values. */
  readonly leaving: { constructor: Class, key: string, read: Read }[] = []
  /** So many steps of the update were taken. */
  steps = 0
  readonly #again: { steps: number, finish(isLater: boolean): void }[] = []
  constructor(world: World) { this.#world = world }

  /** What threw for some instances is tried once more when all is evaluated, if something was since. */
  later(finish: (isLater: boolean) => void): void {
    this.#again.push({ steps: this.steps, finish })
  }

  tryAgain(): void {
    for (const { steps, finish } of this.#again.splice(0)) finish(this.steps > steps)
  }

  /** An edit may ask for the instances of these classes. */
  expect(classes: Iterable<Class>): void {
    for (const each of classes) this.#expected.add(each)
  }

  instancesOf(constructor: Class): object[] {
    let found = this.#found.get(constructor)
    if (!found) this.#found.set(constructor, found = instancesAmong(this.#world, this.#familiesWith(constructor), constructor))
    return found
  }

  /** All that are alive and have code of the program's files. */
  functions(): readonly ((...args: never[]) => unknown)[] {
    return this.#functions ??= (findByPrototype(Function.prototype) as ((...args: never[]) => unknown)[]).filter(held => typeof held === 'function' && slotOf(held) !== undefined)
  }

  #familiesWith(constructor: Class): Families {
    const known = this.#walks.find(walk => walk.of.has(constructor))
    if (known) return known.families
    const of = new Set([constructor, ...this.#expected].filter(each => !this.#walks.some(walk => walk.of.has(each))))
    const families = familiesOf(this.#world, [...of])
    this.#walks.push({ of, families })
    return families
  }

  /** This class may get another parent: until it is settled, nobody knows whether what a class above brings is for its instances. */
  unsettle(constructor: Class): void {
    this.#unsettled.set(constructor, [])
  }

  /** It has its parent: its instances get what waits for them, of the classes that are above it still. */
  settle(constructor: Class): void {
    const waiting = this.#unsettled.get(constructor) ?? []
    this.#unsettled.delete(constructor)
    for (const { parent, bring } of waiting) if (isAbove(parent, constructor.prototype as object)) bring()
  }

  /** Those of a class's instances that are its instances for sure; `bring` is called with the others once they are. */
  settledOf(constructor: Class, instances: readonly object[], bring: (instances: readonly object[]) => void): readonly object[] {
    let settled = instances
    for (const [child, waiting] of this.#unsettled) {
      if (!isAbove(constructor, child.prototype as object)) continue
      const behind = settled.filter(object => isAbove(child, object))
      if (behind.length === 0) continue
      settled = settled.filter(object => !isAbove(child, object))
      waiting.push({ parent: constructor, bring: () => { bring(behind) } })
    }
    return settled
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

const isAbove = (constructor: Class, object: object): boolean => Object.prototype.isPrototypeOf.call(constructor.prototype as object, object)
