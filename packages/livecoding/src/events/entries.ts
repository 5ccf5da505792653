import type { Core } from './core.ts'
import type { Instance } from './entry.ts'
import { createStamp } from './stamp.ts'

/** The entries of an object, one for each handler that it is known to, in a chain. */
const first = createStamp<Instance>()

export function entryOf(object: object, core: Core): Instance | undefined {
  for (let entry = first.get(object); entry; entry = entry.next) if (entry.core === core) return entry
  return undefined
}

export function setEntry(object: object, entry: Instance): void {
  removeEntry(object, entry.core)
  entry.next = first.get(object)
  first.set(object, entry)
}

export function removeEntry(object: object, core: Core): void {
  const head = first.get(object)
  if (head?.core === core) first.set(object, head.next)
  else for (let entry = head; entry?.next; entry = entry.next) if (entry.next.core === core) entry.next = entry.next.next
}
