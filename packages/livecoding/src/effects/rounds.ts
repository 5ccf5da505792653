import type { Callable, Recording } from './tap.ts'

/**
 * A loop that plans its next round, `function tick() { …; setTimeout(tick, 20) }`, is made by the statement that began it: when that goes, it
 * ends. What else a callback plans, as for an object that it makes, is the program's own.
 */
export function runRound(round: NonNullable<Recording['round']>, recording: Recording, self: unknown, args: unknown[]): unknown {
  const before = recording.round
  recording.round = round
  try {
    return Reflect.apply(round.callback, self, args)
  } finally {
    recording.round = before
  }
}

/** Whose round it is in which this function is planned again. */
export function planned(next: unknown, { round }: Recording): object | undefined {
  return round && typeof next === 'function' && (next === round.callback || textOf(next as Callable) === textOf(round.callback)) ? round.owner : undefined
}

const { toString } = Function.prototype

/** `() => step(n + 1)` is another function each time, and says the same; so does one that stands elsewhere, whose guard has another slot. */
const textOf = (callback: Callable): string => `${callback.name} ${(Reflect.apply(toString, callback, []) as string).replace(/\$lc(?:\d+_\d+\.m\d+s\d+|u\d+\.u\d+)/g, '')}`
