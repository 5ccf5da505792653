/** Updates, and what must not happen during one: one after the other, in the order in which they were asked for. */
export interface Queue {
  /** Gives what the work gives; what it throws stops none that comes after it. */
  enqueue<T>(work: () => Promise<T>): Promise<T>
  /** A piece of work is under way. */
  isBusy(): boolean
}

export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve()
  let busy = false
  return {
    enqueue(work) {
      const done = last.then(async () => {
        busy = true
        return work().finally(() => { busy = false })
      })
      last = done.catch(() => {})
      return done
    },
    isBusy: () => busy,
  }
}
