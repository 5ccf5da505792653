import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** Makes a value when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}

/** A library that most starts can do without: it is loaded when it is first used. */
export const library = <T>(name: string): (() => T) => once(() => aside(() => require(name) as T))

/** What comes into the cache of `require` meanwhile is none of the program's modules: it would find it there. */
function aside<T>(load: () => T): T {
  const before = new Set(Object.keys(require.cache))
  try { return load() } finally {
    for (const path of Object.keys(require.cache)) if (!before.has(path)) Reflect.deleteProperty(require.cache, path)
  }
}
