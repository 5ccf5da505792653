import { crowd } from './crowd.ts'
import { after, now, soon } from './time.ts'

/** How many milliseconds without an event end a batch, and how many it lasts at most: a save of a person, or a switch to another branch. */
interface Pace { quiet: number, longest: number }
const save: Pace = { quiet: 2, longest: 40 }
const flood: Pace = { quiet: 20, longest: 1000 }

/** A timer that is later than this many milliseconds was kept waiting by the program. */
const busy = 2

/** From so many events on it is no person who saves. */
export const many = 50

/** How many milliseconds a process runs before the system gives others their turn. */
const turn = 4

/** Where more processes want to run than can, one that saves several files is kept waiting between them, until each of the others had its turn. */
function paceOfSave(): Pace {
  const wanting = crowd()
  return wanting < 1.25 ? save : { quiet: Math.min(40, Math.ceil(wanting * turn)), longest: 160 }
}

export interface Batch {
  /** Something happened: deliver soon, but not before the rest of it has come. */
  more(): void
  close(): void
}

/**
 *   more  more more        more                         deliver
 *   ──┴────┴────┴───────────┴──────────── 2 ms ────────────┴──     (40 ms after the first at the latest; longer on a busy machine)
 *
 * `isUnderWay`: more is to come, however long it takes.
 */
export function createBatch(deliver: () => void, isUnderWay: () => boolean = () => false): Batch {
  let first = 0
  let last = 0
  let late = false
  let events = 0
  let due = 0
  let cancel: (() => void) | undefined
  let person = save

  const pace = (): Pace => events < many ? person : flood

  function wait(ms: number): void {
    due = now() + ms
    cancel = after(ms, look)
  }

  function look(): void {
    const time = now()
    const { quiet, longest } = pace()
    // A busy program delays this timer and the events alike, and timers come first: let the waiting events in.
    const wasLate = late
    late = time - due > busy
    if (late && !wasLate) return wait(1)
    // Timers count whole milliseconds: half a one early is no reason for another round.
    if (time - last < quiet - 0.5 && time - first < longest) return wait(quiet - (time - last))
    // Now is when the one that saves may be kept waiting.
    if (person === save) {
      person = paceOfSave()
      if (person !== save) return look()
    }
    if (isUnderWay()) return wait(flood.quiet)
    // Timers come before events: what was told while something else ran is not heard yet.
    const heard = last
    cancel = soon(() => last === heard ? end() : look())
  }

  function end(): void {
    cancel = undefined
    late = false
    events = 0
    deliver()
  }

  return {
    more() {
      last = now()
      events++
      if (cancel !== undefined) return
      first = last
      person = save
      wait(person.quiet)
    },
    close() {
      cancel?.()
      cancel = undefined
    },
  }
}
