import timersModule from 'node:timers'
import type { Effect } from './effect.ts'
import type { Call, Callable, Tap } from './tap.ts'

/** The fields of a Timeout that `clearTimeout` empties. */
interface Clock {
  _onTimeout: unknown
  _timerArgs: unknown
  _repeat: number | null
  _idleTimeout: number
  _idleStart: number
  _destroyed: boolean
}

const { clearTimeout } = timersModule

function recordTimer({ proceed, record, inRound }: Call): unknown {
  const timeout = proceed() as NodeJS.Timeout
  // Fake timers of a test are left alone.
  if (!(timeout instanceof Object && '_idleStart' in timeout)) return timeout
  const made = clock(timeout)
  if (made._repeat === null) runInRound(made, inRound)
  record(timer(timeout))
  return timeout
}

/** As it runs, the callback stands again where Node has it: a stack says so, whenever it is read. */
function runInRound(made: Clock, inRound: Call['inRound']): void {
  const callback = made._onTimeout as Callable
  made._onTimeout = new Proxy(callback, {
    apply(_, self, args: unknown[]) {
      made._onTimeout = callback
      return inRound(callback, self, args)
    }
  })
}

function timer(made: NodeJS.Timeout): Effect {
  const { _repeat, _idleTimeout } = clock(made)
  const held = new WeakRef(made)
  return {
    kind: 'timer',
    name: `${_repeat === null ? 'timeout' : 'interval'} ${_idleTimeout} ms`,
    isOver() {
      const timeout = held.deref()
      return timeout === undefined || clock(timeout)._destroyed
    },
    dispose() {
      const timeout = held.deref()
      if (!timeout) return undefined
      const was = { ...clock(timeout) }
      clearTimeout(timeout)
      return { restore: () => goOn(timeout, was) }
    }
  }
}

/** The same Timeout object fires when it would have fired. */
function goOn(timeout: NodeJS.Timeout, was: Clock): void {
  const { _onTimeout, _timerArgs, _repeat, _idleTimeout, _idleStart } = was
  const now = clock(timeout)
  Object.assign(now, { _onTimeout, _timerArgs, _repeat, _idleTimeout })
  timeout.refresh()
  now._idleTimeout = Math.max(1, _idleStart + _idleTimeout - now._idleStart)
  timeout.refresh()
  now._idleTimeout = _idleTimeout
}

function clock(timeout: NodeJS.Timeout): Clock {
  return timeout as unknown as Clock
}

export const timers: Tap[] = [globalThis, timersModule].flatMap(target =>
  [{ target, key: 'setTimeout', around: recordTimer, plans: true }, { target, key: 'setInterval', around: recordTimer }])
