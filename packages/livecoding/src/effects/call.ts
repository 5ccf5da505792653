import { inspect } from 'node:util'
import type { Effect } from './effect.ts'

/** A handler would make a rejection handled: the promise is only looked at. */
export const isPending = (promise: Promise<unknown> | undefined): boolean =>
  promise !== undefined && /\{\s*<pending>/.test(inspect(promise, { depth: 0, customInspect: false }))

/** A call of the top level that has not ended yet, such as that of an async function with an endless loop. */
export function pendingCall(promise: Promise<unknown>): Effect {
  const held = new WeakRef(promise)
  return { kind: 'call', name: 'call', isOver: () => !isPending(held.deref()), dispose: () => ({ restore() {} }) }
}
