type CallSite = NodeJS.CallSite
type Prepare = (error: Error, sites: CallSite[]) => unknown

export interface Hook { uninstall(): void }

const raw = Symbol('call sites as V8 has them')

/** Marks a `prepareStackTrace` of the engine's own that wants to see every frame, and fast. */
export const asV8HasThem = <P extends Prepare>(prepare: P): P => Object.assign(prepare, { [raw]: true })

/**
 * Stands in for `Error.prepareStackTrace`, where Node looks for whoever formats a stack. To the program the property is
 * what it would be without us: Node's function, or the program's own, which works and is given corrected call sites.
 */
export function installHook(correct: (sites: CallSite[], error: object) => CallSite[]): Hook {
  const before = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace')
  if (before?.configurable === false) return { uninstall() {} }
  const first = Error.prepareStackTrace as unknown
  const native: Prepare = isNodes(first) ? first : (error, sites) => `${error}${sites.map(site => `\n    at ${site}`).join('')}`
  const wrappers = new WeakMap<Prepare, Prepare>()
  const own = new WeakMap<object, unknown>()
  let current: unknown = first
  // Whatever goes wrong here, the program asked for a stack, not for us.
  const careful: typeof correct = (sites, error) => {
    try { return correct(sites, error) } catch { return sites }
  }
  const wrap = (given: unknown): Prepare => {
    const base = typeof given === 'function' ? given as Prepare : native
    let wrapper = wrappers.get(base)
    if (!wrapper) {
      wrapper = function ErrorPrepareStackTrace(error, sites) { return base.call(Error, error, careful(sites, error)) }
      wrappers.set(base, wrapper)
      own.set(wrapper, base)
    }
    return wrapper
  }
  const asker = new Asker()
  const accessor = {
    get(): unknown {
      if (isNodes(current)) return wrap(current)
      if (asker.isProbe()) return String
      return !isRaw(current) && asker.isNode() ? wrap(current) : current
    },
    set(this: unknown, value: unknown) {
      const plain = own.get(value as object) ?? value
      if (this === Error) current = plain
      // A class that extends Error gets a property of its own, which nobody asks.
      else Object.defineProperty(this, 'prepareStackTrace', { value: plain, writable: true, enumerable: true, configurable: true })
    },
  }
  Object.defineProperty(Error, 'prepareStackTrace', { ...accessor, enumerable: false, configurable: true })
  return {
    uninstall() {
      if (Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace')?.get !== accessor.get) return
      Object.defineProperty(Error, 'prepareStackTrace', { writable: true, enumerable: false, configurable: true, value: current })
    },
  }
}

const isRaw = (value: unknown): boolean => typeof value === 'function' && raw in value
const isNodes = (value: unknown): value is Prepare => typeof value === 'function' && value.name === 'ErrorPrepareStackTrace'

/**
 * Whether it is Node that asks, on behalf of V8: while V8 formats a stack it formats no other one, so the error that is
 * made here does not come back to the accessor. If it does, `isProbe` says so, and nobody of the program is called.
 */
class Asker {
  #probing = false
  #cameBack = false

  isProbe(): boolean {
    this.#cameBack = true
    return this.#probing
  }

  isNode(): boolean {
    const { stackTraceLimit } = Error
    this.#probing = true
    this.#cameBack = false
    try {
      Reflect.set(Error, 'stackTraceLimit', 0) // may be frozen
      void new Error().stack
    } finally {
      Reflect.set(Error, 'stackTraceLimit', stackTraceLimit)
      this.#probing = false
    }
    return !this.#cameBack
  }
}
