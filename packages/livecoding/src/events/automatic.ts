import type { Class } from '../lifecycle/happenings.ts'
import { isBelow } from '../lifecycle/instances.ts'
import type { Lifecycle } from '../lifecycle/lifecycle.ts'
import { Core } from './core.ts'
import type { Entry, Instance } from './entry.ts'
import { home } from './home.ts'
import { hasMethods, methodsOf, type Plan } from './plan.ts'

/** What the library needs of the engine. */
export interface Engine { lifecycle: Lifecycle, instances(constructor: Class): object[] }

/** Where classes belong that do not say it, until the program has a handler. */
const limbo = new Core()

/**
 * Subscribes what classes of managed modules are named for: their instances as they are made, their static methods, and
 * after an edit those that exist. What it does follows from what the classes are now, so an update that failed, or an undo,
 * needs nothing else.
 */
export class Automatic {
  readonly #engine: Engine
  readonly #saidOf: (constructor: Class) => Core | undefined
  /** The handler of each class. */
  readonly #handlers = new WeakMap<object, Core>()
  /** Classes whose instances are subscribed as they are made. */
  readonly #subscribed = new WeakSet()
  readonly #gone = new WeakSet()
  /** By `events.track`. */
  readonly #said = new WeakMap<object, Core>()
  #fallback = home.fallback ?? limbo
  /** The class of the instance before. */
  #last: { prototype: object, core: Core, plan: Plan } | undefined

  /** `said`: the handler that a class names as its `static events`. */
  constructor(engine: Engine, said: (constructor: Class) => Core | undefined) {
    this.#engine = engine
    this.#saidOf = said
    const { instances } = engine.lifecycle
    engine.lifecycle.watch({ came: each => { this.#came(each) }, changed: all => { this.#changed(all) }, went: all => { for (const each of all) this.#went(each) } })
    instances.createdOf({ is: ({ prototype }) => hasMethods(prototype), created: instance => { this.#created(instance) } })
    const all = instances.classes()
    for (const each of all) this.#came(each)
    this.#find(all.filter(each => this.#subscribed.has(each) && instances.wasUsed(each)))
  }

  /** The class, and what is below it, belongs to this handler, unless it says otherwise itself. */
  belongs(constructor: Class, core: Core): void {
    this.#said.set(constructor, core)
    this.#changed([constructor])
  }

  /** The handler of classes that do not say where they belong is another one. */
  followFallback(): void {
    const [old, now] = [this.#fallback, home.fallback ?? limbo]
    this.#fallback = now
    this.#last = undefined
    if (old !== now) for (const each of this.#engine.lifecycle.instances.classes()) if (this.#handlers.get(each) === old) this.#settle(each)
  }

  #handlerOf(constructor: Class): Core {
    const said = this.#saidOf(constructor)
    if (said) return said
    for (let link: object | null = constructor; link; link = Object.getPrototypeOf(link) as object | null) {
      const tracked = this.#said.get(link)
      if (tracked) return tracked
    }
    return this.#fallback
  }

  #created(instance: object): void {
    const prototype = Object.getPrototypeOf(instance) as object
    let last = this.#last
    if (last?.prototype !== prototype) {
      const core = this.#handlerOf((prototype as { constructor: Class }).constructor)
      last = this.#last = { prototype, core, plan: core.plan(prototype) }
    }
    if (!last.core.entry(instance)) last.core.subscribe(instance, 'automatic', last.plan)
  }

  #came(constructor: Class): void {
    const entry = this.#handlers.get(constructor)?.entry(constructor)
    // It is back, at its place in the order.
    if (this.#gone.delete(constructor) && entry?.over && entry.why === 'automatic') this.#handlers.get(constructor)!.come(entry, constructor)
    if (hasMethods(constructor.prototype)) this.#subscribed.add(constructor)
    this.#settle(constructor)
  }

  /** Its static methods are called no more; its instances go on. */
  #went(constructor: Class): void {
    this.#gone.add(constructor)
    const core = this.#handlers.get(constructor)
    const entry = core?.entry(constructor)
    if (core && entry && !entry.over && entry.why === 'automatic') core.leave(entry, constructor)
  }

  #changed(reshaped: readonly Class[]): void {
    this.#last = undefined
    const [classes, prototypes] = [new Set<object>(reshaped), new Set<object>(reshaped.map(each => each.prototype))]
    for (const core of home.handlers()) {
      for (const key of core.planned()) if (typeof key === 'function' ? classes.has(key) : isBelow(key, prototypes)) this.#replan(core, key)
    }
    const found: Class[] = []
    for (const each of this.#engine.lifecycle.instances.below(classes)) {
      this.#settle(each)
      const [before, now] = [this.#subscribed.has(each), hasMethods(each.prototype)]
      if (now && !before) found.push(each)
      if (now) this.#subscribed.add(each)
      else this.#subscribed.delete(each)
    }
    this.#find(found)
  }

  /** The class is with the handler that it names: who came by itself goes there, and keeps its place in the order. */
  #settle(constructor: Class): void {
    const [old = this.#fallback, now] = [this.#handlers.get(constructor), this.#handlerOf(constructor)]
    this.#handlers.set(constructor, now)
    if (old !== now) for (const key of [constructor.prototype, constructor]) this.#move(key, old, now)
    if (this.#gone.has(constructor) || methodsOf(constructor, true).length === 0) return
    const plan = now.plan(constructor)
    const entry = now.entry(constructor)
    if (!entry) now.subscribe(constructor, 'automatic', plan)
    // Its methods were all gone for a while.
    else if (!entry.over) for (const stage of plan.stages) if (!stage.has(entry)) stage.add(entry, constructor)
  }

  #move(key: object, old: Core, now: Core): void {
    const plan = old.knownPlan(key)
    for (const [entry, target] of plan ? subscribersOf(plan) : []) {
      if (entry.why !== 'automatic') continue
      old.leave(entry, target)
      old.forget(target)
      if (!now.entry(target)) now.subscribe(target, 'automatic', now.plan(key), entry.priority, entry.order)
    }
  }

  #replan(core: Core, key: object): void {
    const plan = core.knownPlan(key)!
    const stages = core.stagesOf(key)
    const come = stages.filter(stage => !plan.stages.includes(stage))
    const gone = plan.stages.filter(stage => !stages.includes(stage))
    if (come.length === 0 && gone.length === 0) return
    const subscribers = subscribersOf(plan)
    plan.stages = stages
    for (const stage of gone) for (const [entry, target] of subscribers) if (!entry.own.includes(stage)) stage.remove(entry, target)
    for (const stage of come) stage.addAll(subscribers.filter(([entry]) => !entry.own.includes(stage)))
  }

  /** Classes that have events for the first time: their instances are found by one walk of the heap for each family. */
  #find(classes: readonly Class[]): void {
    for (const root of classes) {
      if (classes.some(each => each !== root && isBelow(root, new Set([each])))) continue
      const families = Map.groupBy(this.#engine.instances(root), instance => Object.getPrototypeOf(instance) as object)
      for (const [prototype, instances] of families) this.#enter((prototype as { constructor: Class }).constructor, prototype, instances)
    }
  }

  #enter(constructor: Class, prototype: object, instances: readonly object[]): void {
    const here = this.#handlerOf(constructor)
    const all = home.handlers()
    const come = new Map<Core, [Instance, object][]>(all.map(core => [core, []]))
    for (const instance of instances) {
      let order: number | undefined
      let out = false
      for (const core of all) {
        const entry = core.entry(instance)
        if (!entry) continue
        out ||= entry.over && entry.why === 'automatic'
        if (entry.over) continue
        if (entry.why !== 'automatic' || core === here) come.get(core)!.push([entry, instance])
        else {
          // It was with another handler when its class had no events.
          order = entry.order
          core.leave(entry, instance)
          core.forget(instance)
        }
      }
      if (!out && !here.entry(instance)) come.get(here)!.push([here.enter(instance, 'automatic', here.plan(prototype), 0, order), instance])
    }
    for (const [core, added] of come) if (added.length > 0) for (const stage of core.plan(prototype).stages) stage.addAll(added.filter(([entry]) => !stage.has(entry)))
  }
}

/** All who are subscribed by a plan. */
function subscribersOf(plan: Plan): [Instance, object][] {
  const found = new Map<Instance, object>()
  for (const stage of plan.stages) for (const [entry, target] of stage.subscribers()) if (isBy(plan, entry)) found.set(entry, target)
  return [...found]
}

const isBy = (plan: Plan, entry: Entry): entry is Instance => 'plan' in entry && entry.plan === plan
