import timersModule from 'node:timers'
import type { Effect } from './effect.ts'
import type { Call, Tap } from './tap.ts'

interface Queued {
  _onImmediate: (...args: unknown[]) => void
  _argv: unknown[] | undefined
  _destroyed: boolean
}

const { setImmediate, clearImmediate } = timersModule

function recordImmediate({ proceed, record }: Call): unknown {
  const made = proceed() as NodeJS.Immediate
  if (made instanceof Object && '_onImmediate' in made) record(immediate(made))
  return made
}

function immediate(made: NodeJS.Immediate): Effect {
  let held = new WeakRef(made)
  return {
    kind: 'immediate',
    name: 'immediate',
    isOver() {
      const queued = held.deref()
      return queued === undefined || (queued as unknown as Queued)._destroyed
    },
    dispose() {
      const queued = held.deref()
      if (!queued) return undefined
      const { _onImmediate, _argv } = queued as unknown as Queued
      clearImmediate(queued)
      // A cleared Immediate cannot be queued again: another one takes its place.
      return { restore: () => void (held = new WeakRef(setImmediate(_onImmediate, ..._argv ?? []))) }
    }
  }
}

export const immediates: Tap[] = [globalThis, timersModule]
  .map(target => ({ target, key: 'setImmediate', around: recordImmediate }))
