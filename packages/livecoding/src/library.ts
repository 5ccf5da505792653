import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** Makes a value when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}

/** A library that most starts can do without: it is loaded when it is first used. */
export const library = <T>(name: string): (() => T) => once(() => require(name) as T)
