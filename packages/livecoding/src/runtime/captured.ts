import type { Reach } from './module.ts'
import { asNatively } from './names.ts'

/** Of a loop's copies of variables, those that closures keep are the same for all rounds: the last of the copies is the object that has them. */
export function boxes(copies: unknown[], kept: readonly number[]): unknown[] {
  const all = copies.at(-1) as Record<number, unknown>
  for (const index of kept) if (!(index in all)) all[index] = copies[index]
  for (const index of Object.keys(all).map(Number)) Object.defineProperty(copies, index, { get: () => all[index], set: value => { all[index] = value } })
  return copies
}

/** What `super` leads to in an old method, as the prototype of an object whose method new code stands in. */
export function parent(get: (key: PropertyKey) => unknown, set: (key: PropertyKey, value: unknown) => unknown): object {
  return new Proxy(Object.create(null) as object, {
    get: (_, key) => get(key),
    set(_, key, value) {
      set(key, value)
      return true
    },
  })
}

/** What Node says of a parameter that is a pattern and gets nothing. */
export function nothing(value: unknown, key: string): never {
  throw asNatively(new TypeError(`Cannot destructure property '${key}' of '${value === null ? 'object null' : 'undefined'}' as it is ${String(value)}.`), nothing)
}

const environments = new Map<string, new (reach: Reach) => object>()

/** A class whose accessors are captured variables: `3:n`: `$lcc.n` reads and writes variable 3 of the old closure; `3:n=` cannot be written. */
export function environment(names: string[]): new (reach: Reach) => object {
  const key = names.join()
  const known = environments.get(key)
  if (known) return known
  class Environment {
    /** No variable is called like this, and V8 reads it faster than a private name. */
    readonly $lca: Reach
    constructor(reach: Reach) { this.$lca = reach }
  }
  for (const each of names) {
    const [, number, name, constant] = /^(\d+):(.*?)(=?)$/.exec(each) as unknown as [string, string, string, string]
    const index = Number(number)
    Object.defineProperty(Environment.prototype, name, {
      get(this: Environment) { return this.$lca(index) },
      set: function set(this: Environment, value) {
        if (constant !== '') throw asNatively(new TypeError('Assignment to constant variable.'), set)
        this.$lca(index, true, value)
      },
    })
  }
  environments.set(key, Environment)
  return Environment
}
