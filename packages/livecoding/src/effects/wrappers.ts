import { syncBuiltinESMExports } from 'node:module'
import { callerOf, lateCallerOf } from './caller.ts'
import type { Ledger } from './ledger.ts'
import { createPlanning } from './planning.ts'
import { standIn } from './stand-in.ts'
import type { Callable, Recording, Tap } from './tap.ts'

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
      return tap.around({ self, args, by, recording, born: ledger.born(owner), proceed, record, planning })
    }
    const apply = (target: Callable, self: unknown, args: unknown[]): unknown => {
      const owner = recording.owner ?? recording.late()
      const work = (): unknown => Reflect.apply(target, self, args)
      if (owner !== undefined) return recorded(owner, apply as Callable, self, args, work)
      const again = tap.plans && planning.of(args)
      const made = work()
      if (again) again.goesOn(made)
      return made
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

  // A program that has one of many thousand rounds a second is not to notice: nothing is described or made for it.
  const plans = taps.filter(tap => tap.plans)
  const put = (by: WeakMap<Callable, Callable>): void => {
    if (installed.length === 0) for (const { target, key } of plans) exchange(target, key, by)
  }
  const planning = createPlanning(() => { put(wrapperOf) }, () => { put(originalOf) })

  return {
    install() {
      installed = taps.map(install).filter(each => each !== undefined)
      syncBuiltinESMExports()
    },
    uninstall() {
      for (const uninstall of installed) uninstall()
      installed = []
      // A round has no time to tell all who import from `node:timers`: they keep the wrapper.
      if (planning.isExpecting()) put(wrapperOf)
      syncBuiltinESMExports()
      if (planning.isIdle()) put(originalOf)
    }
  }
}

function exchange(target: object, key: string, by: WeakMap<Callable, Callable>): void {
  const present: unknown = Reflect.get(target, key)
  const other = typeof present === 'function' ? by.get(present as Callable) : undefined
  if (other) Reflect.set(target, key, other)
}
