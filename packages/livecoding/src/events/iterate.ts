import type { Registration } from './types.ts'

type Register = (callback: (...args: unknown[]) => unknown) => Registration

/** Every broadcast from now on, none lost while the loop is busy; until the loop ends. */
export function iterate(register: Register): AsyncIterator<unknown[]> & AsyncIterable<unknown[]> {
  const come: unknown[][] = []
  const waiting: ((result: IteratorResult<unknown[]>) => void)[] = []
  let over = false
  const iterator = {
    async next(): Promise<IteratorResult<unknown[]>> {
      const args = come.shift()
      if (args) return { value: args, done: false }
      if (over) return { value: undefined, done: true }
      return new Promise(resolve => { waiting.push(resolve) })
    },
    async return(): Promise<IteratorResult<unknown[]>> {
      over = true
      registration.unregister()
      come.length = 0
      for (const resolve of waiting.splice(0)) resolve({ value: undefined, done: true })
      return { value: undefined, done: true }
    },
    [Symbol.asyncIterator]: () => iterator,
  }
  const registration = register((...args) => {
    const resolve = waiting.shift()
    if (resolve) resolve({ value: args, done: false })
    else come.push(args)
  })
  return iterator
}
