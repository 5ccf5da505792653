import { AsyncLocalStorage } from 'node:async_hooks'

/** Updates, and what must not happen during one: one after the other, in the order in which they were asked for. */
export interface Queue {
  /** Gives what the work gives; what it throws stops none that comes after it. */
  enqueue<T>(work: () => Promise<T>): Promise<T>
  /** A piece of work is under way. */
  isBusy(): boolean
  /**
   * From now on code of the program that work waits for may ask for work itself, and wait for that. Off as long as nobody
   * can, for to Node 22 it costs something to know who asks.
   */
  allowInner(): void
  /** Waits for code of the program; what that code asks for is done meanwhile. */
  wait<T>(promise: Promise<T>): Promise<T>
}

/** `beside` puts back what work in the middle of other work may have taken from it. */
export function createQueue(beside: () => () => void): Queue {
  const outermost = new Lane()
  let lanes: AsyncLocalStorage<Lane> | undefined
  const here = (): Lane => {
    let lane = lanes?.getStore() ?? outermost
    while (lane.isOver) lane = lane.outer!
    return lane
  }
  async function enqueue<T>(work: () => Promise<T>): Promise<T> {
    const lane = here()
    if (lane !== outermost && !await lane.isAwaited()) return enqueue(work)
    return lane.add(async () => {
      const restore = lane === outermost ? undefined : beside()
      const inner = new Lane(lane)
      try { return await (lanes ? lanes.run(inner, work) : work()) } finally {
        inner.isOver = true
        restore?.()
      }
    })
  }
  return {
    enqueue,
    isBusy: () => outermost.isBusy,
    allowInner: () => { lanes ??= new AsyncLocalStorage() },
    async wait(promise) {
      const lane = here()
      // Nobody has a lane inside of this work.
      if (lane === outermost) return promise
      lane.waits++
      try { return await promise } finally {
        // What was asked for meanwhile ends first.
        await lane.last
        lane.waits--
      }
    },
  }
}

/** Work in its order; what a piece of it waits for has a lane of its own. */
class Lane {
  readonly outer: Lane | undefined
  isOver = false
  isBusy = false
  /** How often the work around this lane waits for code of the program just now. */
  waits = 0
  last: Promise<unknown> = Promise.resolve()
  constructor(outer?: Lane) { this.outer = outer }

  add<T>(work: () => Promise<T>): Promise<T> {
    const done = this.last.then(async () => {
      this.isBusy = true
      return work().finally(() => { this.isBusy = false })
    })
    this.last = done.catch(() => {})
    return done
  }

  /** Whether the work around waits, and not just for a moment; not, if it ends. */
  async isAwaited(): Promise<boolean> {
    for (;;) {
      await new Promise(setImmediate)
      if (this.isOver) return false
      if (this.waits > 0) return true
    }
  }
}
