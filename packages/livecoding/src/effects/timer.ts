import timersModule from 'node:timers'
import { end, goOn, isClock, type Clock } from './clock.ts'
import type { Effect } from './effect.ts'
import { beginRounds } from './rounds.ts'
import type { Call, Tap } from './tap.ts'

function recordTimer({ proceed, record, planning }: Call): unknown {
  const made = proceed()
  if (!isClock(made)) return made
  if (made._repeat === null) beginRounds(made, planning, record)
  else record(interval(made))
  return made
}

function interval(made: Clock): Effect {
  const held = new WeakRef(made)
  return {
    kind: 'timer',
    name: `interval ${made._idleTimeout} ms`,
    isOver: () => held.deref()?._destroyed ?? true,
    dispose() {
      const timeout = held.deref()
      if (!timeout) return undefined
      const was = end(timeout)
      return { restore: () => goOn(timeout, was) }
    }
  }
}

export const timers: Tap[] = [globalThis, timersModule].flatMap((target): Tap[] => [
  { target, key: 'setTimeout', around: recordTimer, plans: true },
  { target, key: 'setInterval', around: recordTimer },
])
