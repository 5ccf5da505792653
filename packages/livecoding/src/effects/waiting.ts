import { setTimeout } from 'node:timers'
import { isPending } from './call.ts'

/** How long after it was called an async function may still be starting. */
const patience = 10_000
const pause = 25

export interface Waiting {
  /** What a top-level call gave, and what is not settled yet. */
  add(promise: Promise<unknown>): void
  readonly some: boolean
}

/** Async functions that top-level statements called, until they have ended: `ended` is called when the last one has. */
export function createWaiting(ended: () => void): Waiting {
  let all: { promise: WeakRef<Promise<unknown>>, until: number }[] = []

  function look(): void {
    const now = performance.now()
    all = all.filter(({ promise, until }) => until > now && isPending(promise.deref()))
    if (all.length > 0) setTimeout(look, pause).unref()
    else ended()
  }

  return {
    add(promise) {
      all.push({ promise: new WeakRef(promise), until: performance.now() + patience })
      if (all.length === 1) setTimeout(look, pause).unref()
    },
    get some() { return all.length > 0 }
  }
}
