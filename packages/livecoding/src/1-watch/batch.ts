import { after, now } from './time.ts'

const quiet = 2
const longest = 40

export interface Batch {
  /** Something happened: deliver soon, but not before the rest of it has come. */
  more(): void
  close(): void
}

/**
 *   more  more more        more                         deliver
 *   ──┴────┴────┴───────────┴──────────── 2 ms ────────────┴──     (40 ms after the first at the latest)
 */
export function createBatch(deliver: () => void): Batch {
  let first = 0
  let last = 0
  let late = false
  let due = 0
  let cancel: (() => void) | undefined

  function wait(ms: number): void {
    due = now() + ms
    cancel = after(ms, look)
  }

  function look(): void {
    const time = now()
    // A busy program delays this timer and the events alike, and timers come first: let the waiting events in.
    const wasLate = late
    late = time - due > quiet
    if (late && !wasLate) return wait(1)
    // Timers count whole milliseconds: half a one early is no reason for another round.
    if (time - last < quiet - 0.5 && time - first < longest) return wait(quiet - (time - last))
    cancel = undefined
    late = false
    deliver()
  }

  return {
    more() {
      last = now()
      if (cancel !== undefined) return
      first = last
      wait(quiet)
    },
    close() {
      cancel?.()
      cancel = undefined
    },
  }
}
