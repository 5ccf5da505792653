import { EventEmitter } from 'node:events'
import { Readable } from 'node:stream'
import type { Effect } from './effect.ts'
import { placeAmong } from './place.ts'
import type { Call, Tap } from './tap.ts'

type Listener = (...args: unknown[]) => void

/** `once` arrives here too: it calls `on` with a function that removes itself. */
function recordListener({ self, args: [event, listener], by, born, proceed, record }: Call): unknown {
  const result = proceed()
  const emitter = self as EventEmitter
  // An emitter that goes with this owner keeps what it needs to work for those who still hold it: the wiring of the
  // library that made it, and its error listener, without which a late error would end the process.
  const staysWithEmitter = born.has(emitter) && (by === 'library' || event === 'error')
  if (!staysWithEmitter) record(emitterListener(emitter, event as string | symbol, listener as Listener))
  return result
}

function emitterListener(emitter: EventEmitter, event: string | symbol, listener: Listener): Effect {
  const heldEmitter = new WeakRef(emitter)
  const heldListener = new WeakRef(listener)
  let before: Listener[] = []

  function position(): number {
    const [emitter, listener] = [heldEmitter.deref(), heldListener.deref()]
    return emitter && listener ? listenersOf(emitter, event).lastIndexOf(listener) : -1
  }

  return {
    kind: 'listener',
    name: `listener ${String(event)}`,
    isOver: () => position() < 0,
    mark() {
      const emitter = heldEmitter.deref()
      if (emitter) before = listenersOf(emitter, event).slice(0, position())
    },
    dispose() {
      const [emitter, listener, neighbours] = [heldEmitter.deref(), heldListener.deref(), before]
      before = []
      if (!emitter || !listener) return undefined
      methodsOf(emitter).removeListener.call(emitter, event, listener)
      return { restore: () => putBack(emitter, event, listener, neighbours) }
    }
  }
}

function putBack(emitter: EventEmitter, event: string | symbol, listener: Listener, before: Listener[]): void {
  const place = placeAmong(before, listenersOf(emitter, event))
  methodsOf(emitter).on.call(emitter, event, listener)
  const { _events } = emitter as unknown as { _events: Record<string | symbol, Listener | Listener[]> }
  const list = _events[event]
  if (Array.isArray(list) && list.at(-1) === listener) list.splice(place, 0, ...list.splice(-1))
}

function listenersOf(emitter: EventEmitter, event: string | symbol): Listener[] {
  return EventEmitter.prototype.rawListeners.call(emitter, event) as Listener[]
}

/** A stream starts and stops flowing with its listeners; a subclass of the program has had its say already. */
function methodsOf(emitter: EventEmitter): EventEmitter {
  return emitter instanceof Readable ? Readable.prototype : EventEmitter.prototype
}

export const emitterListeners: Tap[] = ['on', 'addListener', 'prependListener']
  .map(key => ({ target: EventEmitter.prototype, key, around: recordListener }))
