import type { Core } from './core.ts'
import { registerCallback, unregisterCallback, type Callable } from './callback.ts'
import { callMethod, compile, deepest, through, type Broadcast, type Stages } from './dispatch.ts'
import { describeError, fault, home, tell } from './home.ts'
import { iterate } from './iterate.ts'
import { Listener } from './listener.ts'
import type { Moment } from './plan.ts'
import { Stage } from './stage.ts'
import type { CallbackOptions, Event, Registration, WaitOptions } from './types.ts'
import { wait } from './wait.ts'

/** One event of a handler. */
export interface EventState {
  readonly name: string
  readonly stages: Stages
  /** What the program calls, made when it first asks. */
  callable(): Event<unknown[]>
  /** Delivers, waits, and gathers what was thrown. */
  send(args: unknown[]): Promise<void>
}

/** The broadcast is thrown out of all broadcasts around it. */
class Endless extends Error {}

export function createEvent(core: Core, name: string): EventState {
  const stage = (moment: Moment): Stage => new Stage(moment === 'main' ? `event_${name}` : `event_${name}_${moment}`, home.cooling)
  const stages: Stages = { pre: stage('pre'), main: stage('main'), post: stage('post'), staged: false }
  const report = (error: unknown, { method }: Stage, subscriber: object): void => {
    const { onError } = core.options
    if (!onError) return tell('LC3402', { method, subscriber: nameOf(subscriber), error: describeError(error) }, error)
    try { onError(error, { event: name, method, subscriber }) } catch (second) { tell('LC3402', { method: 'onError', subscriber: 'The handler', error: describeError(second) }, second) }
  }
  const trouble = {
    threw(error: unknown, which: Stage, subscriber: object) {
      if (error instanceof Endless) return true
      report(error, which, subscriber)
      return false
    },
    gave(value: object, which: Stage, subscriber: object) {
      if (isThenable(value)) value.then(undefined, (error: unknown) => { report(error, which, subscriber) })
    },
    tooDeep(): never {
      throw fault('LC3403', { event: name, count: deepest }, Endless)
    },
  }
  const state: EventState = {
    name, stages,
    callable: () => callable ??= eventOf(core, state, compile(name, stages, trouble)),
    async send(args) {
      const errors: unknown[] = []
      for (const which of [stages.pre, stages.main, stages.post]) {
        const waiting: PromiseLike<unknown>[] = []
        through(which, subscriber => {
          const given = callMethod(subscriber, which, args)
          if (typeof given === 'object' && given !== null && isThenable(given)) waiting.push(given)
        }, error => error instanceof Endless || errors.push(error) === 0, trouble)
        for (const each of await Promise.allSettled(waiting)) if (each.status === 'rejected') errors.push(each.reason)
      }
      if (errors.length > 0) throw new AggregateError(errors, `${errors.length} of those who listen to ${name} failed: ${describeError(errors[0])}`)
    },
  }
  let callable: Event<unknown[]> | undefined
  return state
}

const isThenable = (value: object): value is PromiseLike<unknown> => typeof (value as { then?: unknown }).then === 'function'

/** What a person calls a subscriber. */
export function nameOf(subscriber: object): string {
  if (subscriber instanceof Listener) return subscriber.title
  if (typeof subscriber === 'function') return `class ${subscriber.name || '(no name)'}`
  return (subscriber as { constructor?: { name?: string } }).constructor?.name || 'an object'
}

/** The callable with what else one can ask of an event. */
function eventOf(core: Core, state: EventState, broadcast: Broadcast): Event<unknown[]> {
  const waiting = (callback: Callable): Registration => registerCallback(core, state, callback, {}, 'somebody who waits')
  const methods = {
    register: (callback: Callable, options?: CallbackOptions) => registerCallback(core, state, callback, options),
    unregister: (callback: Callable) => unregisterCallback(state, callback),
    wait: (options: WaitOptions = {}) => wait(state.name, waiting, options),
    [Symbol.asyncIterator]: () => iterate(waiting),
  }
  for (const key of Reflect.ownKeys(methods)) Object.defineProperty(broadcast, key, { value: methods[key as keyof typeof methods] })
  return broadcast as Event<unknown[]>
}
