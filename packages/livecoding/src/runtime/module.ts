import { createRequire } from 'node:module'
import { withRoom } from './room.ts'

export type Evaluate = (code: string) => unknown

/**
 * What the code of one module reaches as `$lc`. The little that a running program touches:
 *
 *   t  names that were added after the module was loaded     n  namespace objects of other modules, by number
 *      (and, as its prototype, those that went again)
 *   i  the same names, where a class gets its own: writing ends the dead zone
 *   c  constants, where they are written to: throws          g  names that are gone: global, or a ReferenceError
 *   u  the same for `typeof`: undefined                       meta  import.meta
 *   m  names of the module, for a class that came from another
 */
export interface ModuleRuntime {
  evaluate: Evaluate
  t: Record<string, unknown>
  /** Objects of namespaces. */
  spaces: Map<string, object>
  i: object
  n: object[]
  c: object
  g: object
  u: object
  m: object
  meta: unknown
  /** Code in the module's scope that reads or writes one native name, made when first needed. */
  readers: Map<string, () => unknown>
  /** The same for names in `t`. */
  lateReaders: Map<string, () => unknown>
  writers: Map<string, (value: unknown) => void>
  /** The module's code runs from here on. */
  begin(): void
  /** Notes what a computed key of a class came to. */
  key(value: unknown): PropertyKey
  /** A class whose one use is to put fields on objects: `super` in them leads where it leads in the class they are of. */
  under(home: object, made: { prototype: object }): object
  /** The object of a namespace, as a block of it begins. */
  space(name: string, given?: object): object
  /** A namespace block begins: what it declares is reached like names that were added. */
  block(names: readonly string[], reach: Reach): void
  /** What a block exports. */
  give(space: string, members: object): void
  env(...names: string[]): new (reach: Reach) => object
  boxes(copies: unknown[], kept: readonly number[]): unknown[]
  given(count: number, copies: unknown[], reach?: Reach): Reach
  nothing(value: unknown, key: string): never
  parent(get: (key: PropertyKey) => unknown, set: (key: PropertyKey, value: unknown) => unknown): object
  ns(specifier: string, native?: object): object
  moved(name: string): unknown
  /** A `require` that gives live namespace objects. */
  requiring(native: NodeJS.Require): NodeJS.Require
  /** Who makes timers and listeners now, behind waits of what it called too; nobody while the top level waits; the same one again when it goes on. */
  owner(): object | undefined
  ran<T>(value: T): T
  away<T>(value: T): T
  back<T>(owner: object | undefined, value: T): T
  /** This static field or block of a class begins. */
  part(constructor: object, member: string): void
  /** The value with this number in the literal that is evaluated begins. */
  entry(number: number): void
  /** The statement of this number begins, or one of its variables; the module has ended. */
  at(index: number, item?: number): void
  end(): void
}

/** The accessor that a guard hands over: reads variable `index`, or writes it. */
export type Reach = (index: number, write?: boolean, value?: unknown) => unknown

export interface Hooks {
  begun(): void
  key(value: unknown): PropertyKey
  owner(): object | undefined
  ran(value: unknown): void
  enter(owner: object | undefined): void
  part(constructor: object, member: string): void
  entry(number: number): void
  at(index: number, item?: number): void
  end(): void
  readonly namespaces: object[]
  namespace(specifier: string, native: object | undefined): object
  moved(name: string): unknown
  required(specifier: string, value: unknown): unknown
}

export function createRuntime(evaluate: Evaluate, meta: unknown, hooks: Hooks): ModuleRuntime {
  const runtime: ModuleRuntime = {
    evaluate, meta, spaces: new Map(), t: Object.create(Object.create(null) as object) as Record<string, unknown>, n: hooks.namespaces, readers: new Map(), lateReaders: new Map(), writers: new Map(),
    i: naming((name, value) => setName(runtime.t, name, value)),
    c: constants(name => read(runtime, name)), g: missing(true), u: missing(false), m: natives(name => read(runtime, name), (name, value) => write(runtime, name, value)),
    begin: () => hooks.begun(),
    key: value => hooks.key(value),
    under(home, made) {
      Object.setPrototypeOf(made.prototype, home)
      return made
    },
    space(name, given) {
      const object = given ?? hooks.moved(name) as object | undefined ?? runtime.spaces.get(name) ?? {}
      runtime.spaces.set(name, object)
      return object
    },
    block(names, reach) {
      for (const [index, name] of names.entries()) {
        const get = (): unknown => reach(index)
        // A constant gets another value beside it.
        if (name.endsWith('=')) Object.defineProperty(runtime.t, name.slice(0, -1), { get, enumerable: true, configurable: true })
        else Object.defineProperty(runtime.t, name, { get, set: (value: unknown) => { reach(index, true, value) }, enumerable: true })
      }
    },
    give: (space, members) => { Object.defineProperties(runtime.spaces.get(space)!, Object.getOwnPropertyDescriptors(members)) },
    env: (...names) => environment(names),
    boxes,
    given: (count, copies, reach) => (index, write, value) => index < count ? reach!(index, write, value) : write ? copies[index - count] = value : copies[index - count],
    parent,
    nothing,
    ns: (specifier, native) => hooks.namespace(specifier, native),
    moved: name => hooks.moved(name),
    requiring(given) {
      const native = 'cache' in given ? given : wholeRequire((meta as { module: NodeJS.Module }).module)
      function require(id: string): unknown { return withRoom(12, () => hooks.required(id, native(id))) }
      return Object.assign(require, native)
    },
    owner: () => hooks.owner(),
    ran(value) {
      hooks.ran(value)
      return value
    },
    away(value) {
      hooks.enter(undefined)
      return value
    },
    back(owner, value) {
      hooks.enter(owner)
      return value
    },
    part: (constructor, member) => hooks.part(constructor, member),
    entry: number => hooks.entry(number),
    at: (index, item) => hooks.at(index, item),
    end: () => hooks.end(),
  }
  return runtime
}

/** What a namespace block has declared natively is reached by an accessor that stays. */
export function setName(names: Record<PropertyKey, unknown>, name: PropertyKey, value: unknown): void {
  if (Object.getOwnPropertyDescriptor(names, name)?.configurable === false) names[name] = value
  else Object.defineProperty(names, name, { value, writable: true, enumerable: true, configurable: true })
}

function read(runtime: ModuleRuntime, name: string): unknown {
  return Object.hasOwn(runtime.t, name) ? runtime.t[name] : runtime.evaluate(name)
}

function write(runtime: ModuleRuntime, name: string, value: unknown): void {
  if (Object.hasOwn(runtime.t, name)) runtime.t[name] = value
  else (runtime.evaluate(`$lcv=>{${name}=$lcv}`) as (value: unknown) => void)(value)
}

function naming(write: (name: PropertyKey, value: unknown) => void): object {
  return new Proxy(Object.create(null) as object, {
    set(_, name, value) {
      write(name, value)
      return true
    },
  })
}

function natives(get: (name: string) => unknown, set: (name: string, value: unknown) => void): object {
  return new Proxy(Object.create(null) as object, {
    get: (_, name) => get(String(name)),
    set(_, name, value) {
      set(String(name), value)
      return true
    },
  })
}

/** Writing to a `const` throws, as it does natively; reading is for `x += 1`, which reads first. */
function constants(current: (name: string) => unknown): object {
  return new Proxy(Object.create(null) as object, {
    get: (_, name) => current(String(name)),
    set: function set() { throw asNatively(new TypeError('Assignment to constant variable.'), set) },
  })
}

/** Its stack begins where the program is, as natively. */
function asNatively<E extends Error>(error: E, above: (...args: never[]) => unknown): E {
  Error.captureStackTrace(error, above)
  return error
}

/** A name that the module has no more means the global one. */
function missing(throws: boolean): object {
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

/** Where a hook gives the source of a CommonJS module that is imported, the `require` of Node 22 has no `cache`, and cannot load all that others can. */
const wholeRequire = (module: NodeJS.Module): NodeJS.Require =>
  Object.assign((id: string): unknown => module.require(id), createRequire(module.filename)) as NodeJS.Require

const undeclared = (name: PropertyKey, above: (...args: never[]) => unknown): ReferenceError => asNatively(new ReferenceError(`${String(name)} is not defined`), above)

/** Of a loop's copies of variables, those that closures keep are the same for all rounds: the last of the copies is the object that has them. */
function boxes(copies: unknown[], kept: readonly number[]): unknown[] {
  const all = copies.at(-1) as Record<number, unknown>
  for (const index of kept) if (!(index in all)) all[index] = copies[index]
  for (const index of Object.keys(all).map(Number)) Object.defineProperty(copies, index, { get: () => all[index], set: value => { all[index] = value } })
  return copies
}

/** What `super` leads to in an old method, as the prototype of an object whose method new code stands in. */
function parent(get: (key: PropertyKey) => unknown, set: (key: PropertyKey, value: unknown) => unknown): object {
  return new Proxy(Object.create(null) as object, {
    get: (_, key) => get(key),
    set(_, key, value) {
      set(key, value)
      return true
    },
  })
}

/** What Node says of a parameter that is a pattern and gets nothing. */
function nothing(value: unknown, key: string): never {
  throw asNatively(new TypeError(`Cannot destructure property '${key}' of '${value === null ? 'object null' : 'undefined'}' as it is ${String(value)}.`), nothing)
}

const environments = new Map<string, new (reach: Reach) => object>()

/** A class whose accessors are captured variables: `3:n`: `$lcc.n` reads and writes variable 3 of the old closure; `3:n=` cannot be written. */
function environment(names: string[]): new (reach: Reach) => object {
  const key = names.join()
  const known = environments.get(key)
  if (known) return known
  class Environment {
    readonly reach: Reach
    constructor(reach: Reach) { this.reach = reach }
  }
  for (const each of names) {
    const [, number, name, constant] = /^(\d+):(.*?)(=?)$/.exec(each) as unknown as [string, string, string, string]
    const index = Number(number)
    Object.defineProperty(Environment.prototype, name, {
      get(this: Environment) { return this.reach(index) },
      set: function set(this: Environment, value) {
        if (constant !== '') throw asNatively(new TypeError('Assignment to constant variable.'), set)
        this.reach(index, true, value)
      },
    })
  }
  environments.set(key, Environment)
  return Environment
}
