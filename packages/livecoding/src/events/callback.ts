import type { Effect } from '../effects/effect.ts'
import type { Core } from './core.ts'
import { Callback, Instance, type Entry } from './entry.ts'
import type { EventState } from './event.ts'
import { fault, home, record } from './home.ts'
import { Listener } from './listener.ts'
import { whenAborted } from './registered.ts'
import type { CallbackOptions, Registration } from './types.ts'

export type Callable = (...args: unknown[]) => unknown

/** `events.Tick.register(callback)`; `kind`: the library's own, which no top-level statement owns. */
export function registerCallback(core: Core, { name, stages }: EventState, callback: Callable, options: CallbackOptions = {}, kind?: string): Registration {
  const { priority = 0, stage: moment = 'main', owner, signal } = options
  const method = `events.${name}.register`
  if (typeof callback !== 'function') throw fault('LC3405', { method, wanted: 'a function', given: String(callback) })
  if (!['pre', 'main', 'post'].includes(moment)) throw fault('LC3405', { method, wanted: "'pre', 'main' or 'post' as stage", given: String(moment) })
  const stage = core.stage({ event: name, moment })
  const listener = new Listener(stage.method, callback, owner, kind)
  const rank = { priority, order: home.order++ }
  const entry: Entry = owner ? new Instance(listener, 'callback', rank.priority, rank.order, { stages: [stage] }, core) : new Callback(listener, rank.priority, rank.order)
  if (entry instanceof Instance) home.collected.register(listener, entry)
  const come = (): void => {
    entry.over = false
    listener.stay()
    stages[moment].add(entry, listener)
  }
  listener.end = () => {
    if (entry.over) return
    entry.over = true
    listener.leave()
    stage.remove(entry, listener)
    entry.forgetSignal?.()
  }
  come()
  if (kind === undefined) record(() => effectOf(name, entry, listener, come))
  return whenAborted(listener, entry, signal)
}

/** Ends the first registration of a callback. */
export function unregisterCallback({ stages }: EventState, callback: Callable): boolean {
  for (const stage of [stages.main, stages.pre, stages.post]) {
    for (const [, listener] of stage.subscribers()) {
      if (!(listener instanceof Listener) || listener.callback !== callback) continue
      listener.unregister()
      return true
    }
  }
  return false
}

const effectOf = (event: string, entry: Entry, listener: Listener, restore: () => void): Effect => ({
  kind: 'listener', name: `listener ${event}`, isOver: () => entry.over,
  dispose() {
    if (entry.over) return undefined
    listener.unregister()
    return { restore }
  },
})
