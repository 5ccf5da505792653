/**
 * Node's own clock and timers, taken before the program can replace them (fake timers do). None keeps the process
 * awake: a watched program exits as if nobody watched.
 */
const { setTimeout, setInterval, clearTimeout, clearInterval } = globalThis
const clock = performance.now.bind(performance)
const wall = Date.now

/** Milliseconds, from any beginning. */
export function now(): number {
  return clock()
}

/** Milliseconds as time stamps of files count them. */
export function timeOfDay(): number {
  return wall()
}

export function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms).unref())
}

/** Calls `then` once; the function it returns calls it off. */
export function after(ms: number, then: () => void): () => void {
  const timer = setTimeout(then, ms).unref()
  return () => clearTimeout(timer)
}

export function every(ms: number, then: () => void): () => void {
  const timer = setInterval(then, ms).unref()
  return () => clearInterval(timer)
}
