import { syncBuiltinESMExports } from 'node:module'
import { callerOf, lateCallerOf } from './caller.ts'
import type { Ledger } from './ledger.ts'
import { planned, runRound } from './rounds.ts'
import { standIn } from './stand-in.ts'
import type { Call, Callable, Recording, Tap } from './tap.ts'

/**
 * Puts wrappers before the taps, and takes them back: the same descriptors, the same functions.
 * A wrapper is a Proxy, so that `name`, `length`, own properties and `toString()` stay as they were. A program that keeps
 * one (`const later = setTimeout`) pays one check a call once recording is over.
 */
export function createWrappers(taps: readonly Tap[], recording: Recording, ledger: Ledger) {
  const wrapperOf = new WeakMap<Callable, Callable>()
  const originalOf = new WeakMap<Callable, Callable>()
  let installed: (() => void)[] = []

  function wrap(tap: Tap, original: Callable): Callable {
    const recorded = (owner: object, trap: Callable, self: unknown, args: unknown[], work: () => unknown): unknown => {
      const by = tap.nodeToo ? 'program' : recording.owner ? callerOf(trap) : lateCallerOf(trap, args[1])
      if (by === 'node') return work()
      const proceed = () => tap.nodeToo ? work() : recording.outside(work)
      const record = ledger.add.bind(ledger, owner)
      const inRound: Call['inRound'] = (callback, self, args) => whilePlanning(() => runRound({ owner, callback }, recording, self, args))
      return tap.around({ self, args, by, recording, born: ledger.born(owner), proceed, record, inRound })
    }
    const apply = (target: Callable, self: unknown, args: unknown[]): unknown => {
      const owner = recording.owner ?? recording.late() ?? (tap.plans && planned(args[0], recording))
      return owner === undefined ? Reflect.apply(target, self, args) : recorded(owner, apply as Callable, self, args, () => Reflect.apply(target, self, args))
    }
    const construct = (target: Callable, args: unknown[], made: Callable): object => {
      const owner = recording.owner ?? recording.late()
      const work = (): object => Reflect.construct(target, args, made) as object
      return owner === undefined ? work() : recorded(owner, construct as Callable, undefined, args, work) as object
    }
    const wrapper = new Proxy(original, { apply, construct })
    originalOf.set(wrapper, original)
    return wrapper
  }

  const install = (tap: Tap) => standIn(tap.target, tap.key, present => {
    // A program that put one of our wrappers back, later than we did, gets its original now.
    const original = originalOf.get(present) ?? present
    const other = wrapperOf.get(original) ?? wrap(tap, original)
    wrapperOf.set(original, other)
    return { original, other }
  })

  /** Only what plans calls is wrapped, and so as the program says it: a round costs some microseconds. */
  function whilePlanning<T>(work: () => T): T {
    const planning = installed.length > 0 ? [] : taps.filter(tap => tap.plans).map(install)
    try {
      return work()
    } finally {
      // A module may have begun meanwhile, and has the same wrappers.
      if (installed.length === 0) for (const uninstall of planning) uninstall?.()
    }
  }

  return {
    install() {
      installed = taps.map(install).filter(each => each !== undefined)
      syncBuiltinESMExports()
    },
    uninstall() {
      for (const uninstall of installed) uninstall()
      installed = []
      syncBuiltinESMExports()
    }
  }
}
