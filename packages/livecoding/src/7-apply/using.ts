import type { Item } from '../3-analyse/shapes.ts'

/** What `using` variables hold that was not disposed yet, by their items. */
export type Used = Map<Item, unknown>

/** Disposes what the variable was given when it was evaluated; gives a promise only where the source awaits. */
export function endUse(used: Used, item: Item): Promise<unknown> | undefined {
  const value = used.get(item)
  used.delete(item)
  if (value === undefined || value === null) return undefined
  const dispose = methodOf(Object(value) as Disposing, item)
  const done = dispose.call(value)
  return item.uses === 'await using' ? Promise.resolve(done) : undefined
}

interface Disposing { [Symbol.dispose]?: unknown, [Symbol.asyncDispose]?: unknown }

function methodOf(value: Disposing, { uses, title }: Item): () => unknown {
  const method = uses === 'await using' ? value[Symbol.asyncDispose] ?? value[Symbol.dispose] : value[Symbol.dispose]
  if (typeof method !== 'function') throw new TypeError(`\`${uses} ${title}\` was given what has no [Symbol.dispose]`)
  return method as () => unknown
}
