import timersModule from 'node:timers'

/** The fields of a Timeout that `clearTimeout` empties. */
export interface Clock {
  _onTimeout: unknown
  _timerArgs: unknown
  _repeat: number | null
  _idleTimeout: number
  _idleStart: number
  _idleNext: unknown
  _destroyed: boolean
}

/** Fake timers of a test are none. */
export const isClock = (made: unknown): made is Clock => made instanceof Object && '_idleStart' in made

const { clearTimeout } = timersModule

/** Gives what it was: the callback and the time at which it was to fire. */
export function end(timeout: Clock): Clock {
  const was = { ...timeout }
  clearTimeout(timeout as unknown as NodeJS.Timeout)
  return was
}

/** The same Timeout object fires when it would have fired. */
export function goOn(timeout: Clock, was: Clock): void {
  const { _onTimeout, _timerArgs, _repeat, _idleTimeout, _idleStart } = was
  const { refresh } = timeout as unknown as NodeJS.Timeout
  Object.assign(timeout, { _onTimeout, _timerArgs, _repeat, _idleTimeout })
  Reflect.apply(refresh, timeout, [])
  timeout._idleTimeout = Math.max(1, _idleStart + _idleTimeout - timeout._idleStart)
  Reflect.apply(refresh, timeout, [])
  timeout._idleTimeout = _idleTimeout
}
