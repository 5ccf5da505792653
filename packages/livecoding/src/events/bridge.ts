import type { EventEmitter } from 'node:events'
import type { Core } from './core.ts'
import { fault } from './home.ts'
import type { Registration } from './types.ts'

export type Target = EventEmitter | EventTarget
/** The same names on both sides, or theirs by ours. */
export type Names = readonly string[] | Readonly<Record<string, string | undefined>>

/** From there to here. */
export function receive(core: Core, source: Target, events: Names): Registration {
  const ends = pairs(events).map(([from, event]) => {
    const listener = (...args: unknown[]): void => { core.event(event).callable()(...args) }
    if (isEmitter(source, 'receive')) {
      source.on(from, listener)
      return () => { source.off(from, listener) }
    }
    source.addEventListener(from, listener)
    return () => { source.removeEventListener(from, listener) }
  })
  return together(ends)
}

/** From here to there; an EventTarget gets a CustomEvent whose detail is the arguments. */
export function relay(core: Core, target: Target, events: Names): Registration {
  return together(pairs(events).map(([event, to]) => {
    const emit = isEmitter(target, 'relay')
      ? (...args: unknown[]): void => { target.emit(to, ...args) }
      : (...args: unknown[]): void => { target.dispatchEvent(new CustomEvent(to, { detail: args })) }
    const registration = core.event(event).callable().register(emit)
    return () => { registration.unregister() }
  }))
}

const pairs = (events: Names): [string, string][] => Array.isArray(events)
  ? events.map((name: string): [string, string] => [name, name])
  : Object.entries(events as Record<string, string>)

function isEmitter(target: Target, method: string): target is EventEmitter {
  if (typeof (target as Partial<EventEmitter>)?.on === 'function') return true
  if (typeof (target as Partial<EventTarget>)?.addEventListener === 'function') return false
  throw fault('LC3405', { method: `events.${method}`, wanted: 'an EventEmitter or an EventTarget', given: String(target) })
}

function together(ends: readonly (() => void)[]): Registration {
  const unregister = (): void => { for (const end of ends) end() }
  return { unregister, [Symbol.dispose]: unregister }
}
