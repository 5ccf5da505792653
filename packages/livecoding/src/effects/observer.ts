import { createHook, type AsyncHook } from 'node:async_hooks'
import { PerformanceObserver } from 'node:perf_hooks'
import { inspect } from 'node:util'
import type { Effect } from './effect.ts'
import type { Call, Tap } from './tap.ts'

function recordObserver({ self, args: [options], proceed, record }: Call): unknown {
  const result = proceed()
  record(observer(self as PerformanceObserver, { ...options as Parameters<PerformanceObserver['observe']>[0] }))
  return result
}

const { observe, disconnect } = PerformanceObserver.prototype

/** Only what it prints tells whether it observes. */
const isConnected = (observer: PerformanceObserver): boolean => /connected: true/.test(inspect(observer))

function observer(made: PerformanceObserver, options: Parameters<typeof observe>[0]): Effect {
  // Node holds it while it observes.
  const held = new WeakRef(made)
  return {
    kind: 'listener',
    name: `observer ${[options.type ?? options.entryTypes].flat().join(', ')}`,
    isOver() {
      const observer = held.deref()
      return !observer || !isConnected(observer)
    },
    dispose() {
      const observer = held.deref()
      if (!observer) return undefined
      disconnect.call(observer)
      return { restore: () => observe.call(observer, options) }
    },
  }
}

const hooks = Object.getPrototypeOf(createHook({})) as AsyncHook

function recordHook({ self, proceed, record }: Call): unknown {
  const result = proceed()
  const held = new WeakRef(self as AsyncHook)
  record({
    kind: 'listener',
    name: 'async hook',
    isOver: () => held.deref() === undefined,
    dispose() {
      const hook = held.deref()
      if (!hook) return undefined
      hook.disable()
      return { restore: () => void hook.enable() }
    },
  })
  return result
}

export const observers: Tap[] = [
  { target: PerformanceObserver.prototype, key: 'observe', around: recordObserver },
  { target: hooks, key: 'enable', around: recordHook },
]
