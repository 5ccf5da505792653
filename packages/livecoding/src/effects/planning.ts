import timersModule from 'node:timers'
import type { Rounds } from './rounds.ts'

const { setTimeout } = timersModule

/** How often rounds under way are looked at, in milliseconds. */
const pause = 250

/** While a round of a loop of timeouts runs, or its async callback waits, what plans the next one is seen. */
export interface Planning {
  /** Gives, and takes, the round around it. */
  begin(round: Rounds): Rounds | undefined
  end(before: Rounds | undefined): void
  /** It has not come to its end, and has left. */
  stay(rounds: Rounds): void
  leave(rounds: Rounds): void
  /** Whose next round it is that `setTimeout` is given. */
  of(planned: readonly unknown[]): Rounds | undefined
  isIdle(): boolean
  /** From now on there may be rounds. */
  expect(): void
  isExpecting(): boolean
}

/** `stand` puts something before what plans, and `go` takes it away. */
export function createPlanning(stand: () => void, go: () => void): Planning {
  const underWay = new Set<Rounds>()
  let running: Rounds | undefined
  let isExpecting = false

  const isIdle = (): boolean => running === undefined && underWay.size === 0

  function look(): void {
    for (const rounds of underWay) rounds.isUnderWay()
    if (underWay.size > 0) setTimeout(look, pause).unref()
  }

  return {
    isIdle,
    expect() { isExpecting = true },
    isExpecting: () => isExpecting,
    begin(round) {
      if (isIdle()) stand()
      const before = running
      running = round
      return before
    },
    end(before) {
      running = before
      if (isIdle()) go()
    },
    stay(rounds) {
      if (isIdle()) stand()
      underWay.add(rounds)
      if (underWay.size === 1) setTimeout(look, pause).unref()
    },
    leave(rounds) {
      if (underWay.delete(rounds) && isIdle()) go()
    },
    of([next, , ...given]) {
      if (running?.isAgain(next)) return running
      const found = [...underWay].filter(each => each.isAgain(next))
      return found.length > 1 ? found.find(each => each.isSame(next, given)) : found[0]
    },
  }
}
