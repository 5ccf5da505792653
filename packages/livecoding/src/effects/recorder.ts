import { createAttribution } from './attribution.ts'
import type { Disposed, Effect } from './effect.ts'
import { endOf, type Ending } from './end.ts'
import { createLedger } from './ledger.ts'

/**
 * Knows which timers, listeners, servers and watchers a piece of top-level code made.
 * An owner is any object that stands for that piece: a statement, an initialiser.
 */
export interface Recorder {
  /**
   * What is made from now on belongs to `owner`: until `leave`, or until this run of the event loop's callbacks and
   * microtasks ends. A top level that waits longer enters again when it goes on.
   */
  enter(owner: object): void
  /** What is made from now on belongs to the part of the present owner that has this number. */
  enterPart(number: number): void
  /** What is made from now on belongs to `owner`, and so to the present one, whose code goes on with what this gives back. */
  enterInside(owner: object): () => void
  /** What belongs to `inside` belongs to `owner`, too. */
  nest(owner: object, inside: object): void
  leave(): void
  /** What a call at the top level gave: an async function is recorded behind its waits too, while it starts. */
  ran(value: unknown): void
  /** Who owns what is made now. */
  current(): object | undefined
  /** For what others make. */
  add(owner: object, effect: Effect): void
  /**
   * Ends all that `owner` made, newest first, and forgets it. To put several owners' effects back at their exact places,
   * restore the owner last that was disposed first.
   */
  dispose(owner: object): Disposed[]
  /** The same for good. */
  discard(owner: object): void
  /** Parts of `owner` that are not among these. */
  lost(owner: object, kept: ReadonlyMap<number, number>): object[]
  /** Only these parts of `owner` are left, by the numbers that they get; gives back what takes back all that its parts make from now on. */
  renumber(owner: object, kept: ReadonlyMap<number, number>): () => void
  /** It was disposed, and goes on after all. */
  begin(owner: object): void
  hasEnded(owner: object): boolean
  /** Something else is made instead: what of it has begun again, or would, ends; gives back what takes that back. */
  replace(owner: object): () => void
  /** It was disposed, and something of it with it. */
  hasLost(owner: object): boolean
  hasListened(owner: object): boolean
  count(owner: object): number
  names(owner: object): string[]
}

export function createRecorder(): Recorder {
  const ledger = createLedger()
  const { current, late, enter, enterInside, leave, ran, unrecorded } = createAttribution(ledger)
  const replaced = new WeakSet<object>()
  const ending: Ending = { ledger, unrecorded, isReplaced: owner => replaced.has(owner) }

  function dispose(owner: object): Disposed[] {
    const made = ledger.live(owner).toReversed()
    ledger.end(owner)
    for (const { effect } of made) effect.mark?.()
    return made.flatMap(each => endOf(each, ending) ?? [])
  }

  const discard = (owner: object): void => dispose(owner).forEach(what => what.release())

  return {
    current,
    enter,
    enterPart(number) {
      const owner = current()
      if (owner) enter(ledger.part(owner, number))
    },
    enterInside(owner) {
      ledger.nest(current()!, owner)
      return enterInside(owner)
    },
    nest: ledger.nest,
    leave,
    ran,
    add(owner, effect) {
      if (owner !== late()) ledger.begin(owner)
      ledger.add(owner, effect)
    },
    begin: ledger.begin,
    hasEnded: ledger.hasEnded,
    replace(owner) {
      replaced.add(owner)
      discard(owner)
      return () => void replaced.delete(owner)
    },
    hasLost: ledger.hasLost,
    dispose,
    discard,
    lost: (owner, kept) => [...ledger.parts(owner)].flatMap(([number, part]) => kept.has(number) ? [] : [part]),
    renumber(owner, kept) {
      const before = new Map(ledger.parts(owner))
      ledger.divide(owner, new Map([...before].flatMap(([number, part]) => kept.has(number) ? [[kept.get(number)!, part]] : [])))
      return () => {
        const had = new Set(before.values())
        for (const part of ledger.parts(owner).values()) if (!had.has(part)) discard(part)
        ledger.divide(owner, before)
      }
    },
    hasListened: ledger.hasListened,
    count: owner => ledger.live(owner).length,
    names: owner => ledger.live(owner).map(({ effect }) => effect.name)
  }
}
