import { AsyncLocalStorage } from 'node:async_hooks'
import { born } from './born.ts'
import { channelListeners } from './channel.ts'
import { datagrams } from './datagram.ts'
import type { Disposed, Effect } from './effect.ts'
import { emitterListeners } from './emitter.ts'
import { endOf, type Ending } from './end.ts'
import { targetListeners } from './event-target.ts'
import { immediates } from './immediate.ts'
import { iterators } from './iterator.ts'
import { createLedger } from './ledger.ts'
import { loading } from './loading.ts'
import { moments } from './moment.ts'
import { observers } from './observer.ts'
import { processes } from './process.ts'
import { servers } from './server.ts'
import { stays } from './stays.ts'
import type { Recording } from './tap.ts'
import { timers } from './timer.ts'
import { fileWatchers } from './watch-file.ts'
import { createWaiting } from './waiting.ts'
import { watchers } from './watch.ts'
import { createWrappers } from './wrappers.ts'

const taps = [
  ...timers, ...immediates, ...emitterListeners, ...targetListeners, ...channelListeners, ...observers, ...servers, ...datagrams, ...watchers,
  ...fileWatchers, ...iterators, ...moments, ...processes, ...stays, ...born, ...loading
]

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
  const storage = new AsyncLocalStorage<object | undefined>()
  const outside = <T>(work: () => T): T => storage.getStore() === undefined ? work() : storage.run(undefined, work)
  const recording: Recording = { owner: undefined, late: () => waiting.some ? storage.getStore() : undefined, outside }
  const ledger = createLedger()
  const wrappers = createWrappers(taps, recording, ledger)
  const { nextTick } = process
  const replaced = new WeakSet<object>()
  const ending: Ending = { ledger, unrecorded, isReplaced: owner => replaced.has(owner) }
  let isInstalled = false
  let isRunning = false
  const waiting = createWaiting(() => { if (!isRunning) uninstall() })

  function stop(): void {
    isRunning = false
    recording.owner = undefined
    if (!waiting.some) uninstall()
  }

  function uninstall(): void {
    isInstalled = false
    wrappers.uninstall()
    storage.disable()
  }

  /** What this does itself is nobody's effect. */
  function unrecorded<T>(work: () => T): T {
    const { owner } = recording
    recording.owner = undefined
    try {
      return outside(work)
    } finally {
      recording.owner = owner
    }
  }

  const current = (): object | undefined => recording.owner ?? recording.late()

  function enter(owner: object): void {
    recording.owner = owner
    ledger.begin(owner)
    storage.enterWith(owner)
    if (!isRunning) nextTick(stop)
    isRunning = true
    if (isInstalled) return
    isInstalled = true
    wrappers.install()
  }

  function dispose(owner: object): Disposed[] {
    const made = ledger.live(owner).toReversed()
    ledger.end(owner)
    for (const { effect } of made) effect.mark?.()
    return made.flatMap(each => endOf(each, ending) ?? [])
  }

  return {
    current,
    enter,
    enterPart(number) {
      const owner = current()
      if (owner) enter(ledger.part(owner, number))
    },
    enterInside(owner) {
      const [before, late] = [recording.owner, storage.getStore()]
      ledger.nest(current()!, owner)
      enter(owner)
      return () => {
        recording.owner = before
        storage.enterWith(late)
      }
    },
    nest: ledger.nest,
    leave() {
      recording.owner = undefined
      if (storage.getStore() !== undefined) storage.enterWith(undefined)
    },
    ran(value) { if (value instanceof Promise) unrecorded(() => waiting.add(value)) },
    add(owner, effect) {
      if (owner !== recording.late()) ledger.begin(owner)
      ledger.add(owner, effect)
    },
    begin: ledger.begin,
    hasEnded: ledger.hasEnded,
    replace(owner) {
      replaced.add(owner)
      dispose(owner).forEach(what => what.release())
      return () => void replaced.delete(owner)
    },
    hasLost: ledger.hasLost,
    dispose,
    lost: (owner, kept) => [...ledger.parts(owner)].flatMap(([number, part]) => kept.has(number) ? [] : [part]),
    renumber(owner, kept) {
      const before = new Map(ledger.parts(owner))
      ledger.divide(owner, new Map([...before].flatMap(([number, part]) => kept.has(number) ? [[kept.get(number)!, part]] : [])))
      return () => {
        const had = new Set(before.values())
        for (const part of ledger.parts(owner).values()) if (!had.has(part)) dispose(part).forEach(what => what.release())
        ledger.divide(owner, before)
      }
    },
    hasListened: ledger.hasListened,
    count: owner => ledger.live(owner).length,
    names: owner => ledger.live(owner).map(({ effect }) => effect.name)
  }
}
