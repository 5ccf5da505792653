/**
 * Node's own clock and timers, taken before the program can replace them (fake timers do). Watching keeps no process
 * awake: a watched program exits as if nobody watched.
 */
const { setTimeout, setInterval, clearTimeout, clearInterval, setImmediate, clearImmediate } = globalThis
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

/** What the program itself waits for keeps the process awake until it is there. */
export async function waitedFor<T>(work: Promise<T>): Promise<T> {
  const timer = setInterval(() => {}, 2 ** 30)
  try {
    return await work
  } finally {
    clearInterval(timer)
  }
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

/** One round of the event loop: what the system had to tell has been heard. */
export async function toldByNow(): Promise<void> {
  // An immediate that is made in a phase before `poll` comes after it, one that is made later only after the next round's.
  for (let round = 0; round < 2; round++) await new Promise(resolve => { setImmediate(resolve) })
}

/**
 * When the system has told what it has to tell by now; the function it returns calls it off. A process that has nothing else to do
 * makes this one turn of its event loop more: it would sleep before an immediate that does not count, until something wakes it.
 */
export function soon(then: () => void): () => void {
  const immediate = setImmediate(then)
  return () => clearImmediate(immediate)
}
