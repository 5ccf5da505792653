import type { ModuleRuntime } from './module.ts'

/** What `$lc.t` is before a name is added; its prototype has the names that went again. */
export const noNames = (): Record<string, unknown> => Object.create(Object.create(null) as object) as Record<string, unknown>

/** What a namespace block has declared natively is reached by an accessor that stays. */
export function setName(names: Record<PropertyKey, unknown>, name: PropertyKey, value: unknown): void {
  if (Object.getOwnPropertyDescriptor(names, name)?.configurable === false) names[name] = value
  else Object.defineProperty(names, name, { value, writable: true, enumerable: true, configurable: true })
}

/** The value of a name: one that was added, else what the code of the module says. */
export function read(runtime: ModuleRuntime, name: string): unknown {
  return Object.hasOwn(runtime.t, name) ? runtime.t[name] : runtime.evaluate(name)
}

function write(runtime: ModuleRuntime, name: string, value: unknown): void {
  if (Object.hasOwn(runtime.t, name)) runtime.t[name] = value
  else (runtime.evaluate(`$lcv=>{${name}=$lcv}`) as (value: unknown) => void)(value)
}

/** Names that were added, where a class gets its own: writing ends the dead zone. */
export function naming(runtime: ModuleRuntime): object {
  return new Proxy(Object.create(null) as object, {
    set(_, name, value) {
      setName(runtime.t, name, value)
      return true
    },
  })
}

/** Names of the module, for a class that came from another. */
export function natives(runtime: ModuleRuntime): object {
  return new Proxy(Object.create(null) as object, {
    get: (_, name) => read(runtime, String(name)),
    set(_, name, value) {
      write(runtime, String(name), value)
      return true
    },
  })
}

/** Writing to a `const` throws, as it does natively; reading is for `x += 1`, which reads first. */
export function constants(runtime: ModuleRuntime): object {
  return new Proxy(Object.create(null) as object, {
    get: (_, name) => read(runtime, String(name)),
    set: function set() { throw asNatively(new TypeError('Assignment to constant variable.'), set) },
  })
}

/** Its stack begins where the program is, as natively. */
export function asNatively<E extends Error>(error: E, above: (...args: never[]) => unknown): E {
  Error.captureStackTrace(error, above)
  return error
}

/** A name that the module has no more means the global one. */
export function missing(throws: boolean): object {
  const all = globalThis as unknown as Record<PropertyKey, unknown>
  const handler: ProxyHandler<object> = {
    get(_, name) {
      if (throws && !(name in all)) throw undeclared(name, handler.get!)
      return all[name]
    },
    set(_, name, value) {
      if (!(name in all)) throw undeclared(name, handler.set!)
      all[name] = value
      return true
    },
  }
  return new Proxy(Object.create(null) as object, handler)
}

const undeclared = (name: PropertyKey, above: (...args: never[]) => unknown): ReferenceError => asNatively(new ReferenceError(`${String(name)} is not defined`), above)
