import { AsyncLocalStorage } from 'node:async_hooks'
import { isPending, pendingCall } from './call.ts'
import type { Ledger } from './ledger.ts'
import type { Recording } from './tap.ts'
import { taps } from './taps.ts'
import { createWaiting } from './waiting.ts'
import { createWrappers } from './wrappers.ts'

/** Whose is what is made now. The wrappers stand before the taps while a top level runs, and while async functions start that it called. */
export interface Attribution extends Pick<Recording, 'late'> {
  current(): object | undefined
  enter(owner: object): void
  /** The present owner's code goes on with what this gives back. */
  enterInside(owner: object): () => void
  leave(): void
  ran(value: unknown): void
  /** What the recorder does itself is nobody's effect. */
  unrecorded<T>(work: () => T): T
}

export function createAttribution(ledger: Ledger): Attribution {
  const storage = new AsyncLocalStorage<object | undefined>()
  const outside = <T>(work: () => T): T => storage.getStore() === undefined ? work() : storage.run(undefined, work)
  const late = (): object | undefined => waiting.some ? storage.getStore() : undefined
  const recording: Recording = { owner: undefined, late, outside }
  const wrappers = createWrappers(taps, recording, ledger)
  const { nextTick } = process
  let isInstalled = false
  let isRunning = false
  const waiting = createWaiting(() => { if (!isRunning) uninstall() })

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

  function unrecorded<T>(work: () => T): T {
    const { owner } = recording
    recording.owner = undefined
    try {
      return outside(work)
    } finally {
      recording.owner = owner
    }
  }

  return {
    current: () => recording.owner ?? late(),
    late,
    enter,
    enterInside(owner) {
      const [before, store] = [recording.owner, storage.getStore()]
      enter(owner)
      return () => {
        recording.owner = before
        storage.enterWith(store)
      }
    },
    leave() {
      recording.owner = undefined
      if (storage.getStore() !== undefined) storage.enterWith(undefined)
    },
    ran(value) {
      if (!(value instanceof Promise) || !isPending(value)) return
      if (recording.owner) ledger.add(recording.owner, pendingCall(value))
      unrecorded(() => waiting.add(value))
    },
    unrecorded,
  }
}
