import { entryOf, removeEntry, setEntry } from './entries.ts'
import { Instance, type Why } from './entry.ts'
import { createEvent, type EventState } from './event.ts'
import { fault, home, record } from './home.ts'
import { methodsOf, type Named, type Plan } from './plan.ts'
import type { Effect } from '../effects/effect.ts'
import { Registered, whenAborted } from './registered.ts'
import type { Stage } from './stage.ts'
import type { HandlerOptions, RegisterOptions, Registration } from './types.ts'

/** What is behind a handler: its events, and who is subscribed to them. */
export class Core {
  readonly options: HandlerOptions
  readonly #events = new Map<string, EventState>()
  readonly #plans = new WeakMap<object, Plan>()
  /** What has a plan; swept when it has doubled. */
  #planned: WeakRef<object>[] = []
  #sweepAt = 64

  constructor(options: HandlerOptions = {}) {
    this.options = options
    home.enter(this)
  }

  event(name: string): EventState {
    let event = this.#events.get(name)
    if (!event) this.#events.set(name, event = createEvent(this, name))
    return event
  }

  events(): EventState[] { return [...this.#events.values()] }

  stage({ event, moment }: Pick<Named, 'event' | 'moment'>): Stage {
    const { stages } = this.event(event)
    if (moment !== 'main') stages.staged = true
    return stages[moment]
  }

  /** What all instances with this prototype are subscribed to; for a class its own static methods. */
  plan(of: object): Plan {
    let plan = this.#plans.get(of)
    if (plan) return plan
    this.#plans.set(of, plan = { stages: this.stagesOf(of) })
    if (this.#planned.length >= this.#sweepAt) {
      this.planned()
      this.#sweepAt = Math.max(64, this.#planned.length * 2)
    }
    this.#planned.push(new WeakRef(of))
    return plan
  }

  /** Everything that it has a plan for. */
  planned(): object[] {
    this.#planned = this.#planned.filter(ref => ref.deref())
    return this.#planned.flatMap(ref => ref.deref() ?? [])
  }

  stagesOf(of: object): Stage[] { return methodsOf(of, typeof of === 'function').map(named => this.stage(named)) }
  knownPlan(of: object): Plan | undefined { return this.#plans.get(of) }
  entry(target: object): Instance | undefined { return entryOf(target, this) }

  /** Makes an entry that is in no list yet. */
  enter(target: object, why: Why, plan: Plan, priority = 0, order = home.order++): Instance {
    const entry = new Instance(target, why, priority, order, plan, this)
    setEntry(target, entry)
    home.collected.register(target, entry)
    return entry
  }

  subscribe(target: object, why: Why, plan: Plan, priority?: number, order?: number): Instance {
    const entry = this.enter(target, why, plan, priority, order)
    for (const stage of plan.stages) stage.add(entry, target)
    return entry
  }

  register(instance: object, options: RegisterOptions = {}): Registration {
    if ((typeof instance !== 'object' && typeof instance !== 'function') || instance === null) throw fault('LC3405', { method: 'events.register', wanted: 'an object', given: String(instance) })
    const { priority = 0, signal } = options
    const known = this.entry(instance)
    if (known && !known.over && known.priority === priority) return whenAborted(new Registered(this, known), known, signal)
    const entry = known ? this.#again(known, instance, priority) : this.subscribe(instance, 'registered', this.plan(planKey(instance)), priority)
    if (!known && Object.keys(instance).some(key => key.startsWith('event_'))) {
      entry.own = methodsOf(instance, true).map(named => this.stage(named)).filter(stage => !entry.plan.stages.includes(stage))
      for (const stage of entry.own) stage.add(entry, instance)
    }
    record(() => effectOf(this, entry))
    return whenAborted(new Registered(this, entry), entry, signal)
  }

  /** One that has left comes behind those who are there; one that is there gets another priority. */
  #again(entry: Instance, instance: object, priority: number): Instance {
    if (entry.over) entry.order = home.order++
    else this.leave(entry, instance)
    entry.priority = priority
    entry.why = 'registered'
    this.come(entry, instance)
    return entry
  }

  unregister(instance: object): boolean {
    const entry = this.entry(instance)
    if (!entry || entry.over) return false
    this.leave(entry, instance)
    return true
  }

  /** It stays out until it is registered again, whatever becomes of its class. */
  leave(entry: Instance, target: object): void {
    for (const stage of [...entry.plan.stages, ...entry.own]) stage.remove(entry, target)
    entry.over = true
    entry.forgetSignal?.()
  }

  come(entry: Instance, target: object): void {
    entry.over = false
    for (const stage of [...entry.plan.stages, ...entry.own]) stage.add(entry, target)
  }

  forget(target: object): void { removeEntry(target, this) }

}

/** By what the subscriptions of an object are known. */
const planKey = (target: object): object => typeof target === 'function' ? target : Object.getPrototypeOf(target) as object | null ?? target

function effectOf(core: Core, entry: Instance): Effect {
  return {
    kind: 'listener', name: 'subscriber', isOver: () => entry.over,
    dispose() {
      const target = entry.deref()
      if (!target || entry.over) return undefined
      core.leave(entry, target)
      return { restore() { core.come(entry, target) } }
    },
  }
}
