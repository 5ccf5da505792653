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

export const channelListeners: Tap[] = [diagnostics, ...prototypes()].map(target => ({ target, key: 'subscribe', around: recordSubscriber }))
