import type { AsyncLocalStorage } from 'node:async_hooks'
import diagnostics, { type ChannelListener } from 'node:diagnostics_channel'
import type { Effect } from './effect.ts'
import type { Call, Tap } from './tap.ts'

const { subscribe, unsubscribe, channel } = diagnostics

/** `subscribe('http', told)` of the module says its channel by name, that of a channel is called on it. */
function recordSubscriber({ self, args, proceed, record }: Call): unknown {
  const [name, listener] = args.length > 1 ? args : [(self as diagnostics.Channel).name, args[0]]
  const result = proceed()
  record(subscriber(name as string | symbol, listener as ChannelListener))
  return result
}

function subscriber(name: string | symbol, listener: ChannelListener): Effect {
  const held = new WeakRef(listener)
  return {
    kind: 'listener',
    name: `listener ${String(name)}`,
    isOver() {
      const listener = held.deref()
      return !listener || !(channel(name) as unknown as { _subscribers?: ChannelListener[] })._subscribers?.includes(listener)
    },
    dispose() {
      const listener = held.deref()
      if (!listener || !unsubscribe(name, listener)) return undefined
      return { restore: () => subscribe(name, listener) }
    }
  }
}

/** `tracingChannel('http').subscribe({ start, end })`: one on each of its channels. */
function recordTracer({ self, args: [handlers], proceed, record }: Call): unknown {
  const result = proceed()
  for (const [key, listener] of Object.entries(handlers as Record<string, ChannelListener>)) record(subscriber((self as Record<string, diagnostics.Channel>)[key]!.name, listener))
  return result
}

type Stores = diagnostics.Channel & { _stores?: Map<object, (data: unknown) => unknown> }

function recordStore({ self, args: [store], proceed, record }: Call): unknown {
  const bound = (self as diagnostics.Channel).name
  const held = new WeakRef(store as AsyncLocalStorage<unknown>)
  const result = proceed()
  record({
    kind: 'listener',
    name: `store of ${String(bound)}`,
    isOver() {
      const store = held.deref()
      return !store || (channel(bound) as Stores)._stores?.has(store) !== true
    },
    dispose() {
      const [store, from] = [held.deref(), channel(bound) as Stores]
      const transform = store && from._stores?.get(store)
      if (!store || !from.unbindStore(store)) return undefined
      return { restore: () => channel(bound).bindStore(store, transform!) }
    },
  })
  return result
}

/** A channel with subscribers is of another class than one without. */
function prototypes(): object[] {
  const probe = channel('livecoding')
  const idle = Object.getPrototypeOf(probe) as object
  const nobody = (): void => {}
  probe.subscribe(nobody)
  const active = Object.getPrototypeOf(probe) as object
  probe.unsubscribe(nobody)
  return [...new Set([idle, active])]
}

const channels = prototypes()

export const channelListeners: Tap[] = [
  ...[diagnostics, ...channels].map((target): Tap => ({ target, key: 'subscribe', around: recordSubscriber })),
  ...channels.filter(target => Object.hasOwn(target, 'bindStore')).map((target): Tap => ({ target, key: 'bindStore', around: recordStore })),
  { target: Object.getPrototypeOf(diagnostics.tracingChannel('livecoding')) as object, key: 'subscribe', around: recordTracer },
]
