import type { Classes } from '../5-plan/draft.ts'
import type { Problem } from '../8-report/report.ts'
import { hasMethods } from '../events/plan.ts'
import { problem } from '../messages/message.ts'
import { describe } from '../messages/thrown.ts'
import type { Class, Happening } from './happenings.ts'
import { Instances } from './instances.ts'

/**
 * Sees classes at once, in the turn in which they come and change: before the statements of the same update run. What it
 * does must follow from what the classes are at that moment, for a failed update brings it here a second time.
 */
export interface Watcher {
  /** Each class, once it has been evaluated to its end. */
  came?(constructor: Class): void
  /** Classes whose members or parents are others now. */
  changed?(constructors: readonly Class[]): void
  /** Classes of a failed update, and those that the source has no more. */
  went?(constructors: readonly Class[]): void
}

/** `outer`: of an update that waits for code which asked for this one. */
interface Held { classes: Class[], happenings: Happening[], outer: Held | undefined }

/**
 * Who wants to know what becomes of the program's code, inside the engine's own libraries. Observers are told when an
 * update is in place; one that throws is a problem and stops nothing.
 */
export class Lifecycle {
  readonly instances: Instances
  readonly #observers = new Set<(happening: Happening) => unknown>()
  readonly #watchers = new Set<Watcher>()
  readonly #tell: (problem: Problem) => void
  /** What an update under way has made so far. */
  #held: Held | undefined

  constructor(tell: (problem: Problem) => void) {
    this.#tell = tell
    this.instances = new Instances(error => { this.#failed('A listener for new instances', error) }, ({ prototype }) => hasMethods(prototype))
  }

  /** Tells people of something that went wrong beside the updates. */
  report(found: Problem): void { this.#tell(found) }

  get isObserved(): boolean { return this.#observers.size > 0 }

  observe(observer: (happening: Happening) => unknown): () => void {
    this.#observers.add(observer)
    return () => { this.#observers.delete(observer) }
  }

  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher)
    return () => { this.#watchers.delete(watcher) }
  }

  complete(constructor: Class): void {
    this.#held?.classes.push(constructor)
    this.#each(watcher => watcher.came?.(constructor))
  }

  /** An update begins to write: what happens from now on is told when it is in place. */
  hold(): void { this.#held = { classes: [], happenings: [], outer: this.#held } }

  /** The update is in place. */
  commit(happenings: readonly Happening[]): void {
    const held = this.#held?.happenings ?? []
    this.#held = this.#held?.outer
    for (const happening of happenings.concat(held)) this.tell(happening)
  }

  /** The update failed, and all is as it was. */
  abort({ reshaped, lost, back }: Classes): void {
    const made = this.#held?.classes ?? []
    this.#held = this.#held?.outer
    this.reshape({ reshaped, lost: new Set([...back, ...made]), back: lost })
  }

  reshape({ reshaped, lost, back }: Classes): void {
    if (lost.size > 0) this.#each(watcher => watcher.went?.([...lost]))
    for (const constructor of back) this.#each(watcher => watcher.came?.(constructor))
    this.changed(reshaped)
  }

  changed(constructors: ReadonlySet<Class>): void {
    if (constructors.size === 0) return
    this.instances.refresh(constructors)
    this.#each(watcher => watcher.changed?.([...constructors]))
  }

  tell(happening: Happening): void {
    if (this.#observers.size === 0) return
    if (this.#held) {
      this.#held.happenings.push(happening)
      return
    }
    for (const observer of new Set(this.#observers)) this.carefully('An observer', () => observer(happening))
  }

  /** Calls somebody who listens; what that throws, now or later, is told and stops nothing. */
  carefully(who: string, call: () => unknown): void {
    try {
      const result = call()
      if (result instanceof Promise) result.catch((error: unknown) => { this.#failed(who, error) })
    } catch (error) { this.#failed(who, error) }
  }

  #each(call: (watcher: Watcher) => void): void {
    for (const watcher of new Set(this.#watchers)) this.carefully('A watcher of classes', () => { call(watcher) })
  }

  #failed(who: string, error: unknown): void {
    this.#tell(problem('LC3401', { who, error: describe(error) }))
  }
}
