import { createRequire } from 'node:module'
import type { LiveModule } from '../live-module.ts'
import { handed } from './slot.ts'
import { callee } from './callee.ts'
import { boxes, environment, nothing, parent } from './captured.ts'
import { constants, missing, naming, natives, noNames } from './names.ts'
import { withRoom } from './room.ts'
import { uncached } from './uncached.ts'

export type Evaluate = (code: string) => unknown

/** The accessor that a guard hands over: reads variable `index`, or writes it. */
export type Reach = (index: number, write?: boolean, value?: unknown) => unknown

/** What the world has for the code of its modules. */
export interface Hooks {
  readonly namespaces: object[]
  begun(module: LiveModule): void
  key(value: unknown): PropertyKey
  owner(): object | undefined
  ran(value: unknown): void
  enter(owner: object | undefined): void
  part(module: LiveModule, constructor: object, member: string): void
  inner(constructor: object, member: string): (() => void) | undefined
  entry(number: number): void
  at(module: LiveModule, index: number, item?: number): void
  end(module: LiveModule): void
  namespace(module: LiveModule, specifier: string, native: object | undefined): object
  said(module: LiveModule, specifier: string): string
  required(module: LiveModule, specifier: string, value: unknown): unknown
}

/**
 * What the code of one module reaches as `$lc`. A program of thousands of modules has as many of it, and most never need what is
 * made when it is first asked for.
 */
export class ModuleRuntime {
  /** Namespace objects of other modules, by number. */
  readonly n: object[]
  /** `import.meta`, or what stands for it in a CommonJS module. */
  readonly meta: unknown
  readonly #module: LiveModule
  readonly #evaluate: Evaluate
  readonly #hooks: Hooks

  constructor(module: LiveModule, evaluate: Evaluate, meta: unknown, hooks: Hooks) {
    this.n = hooks.namespaces
    this.meta = meta
    this.#module = module
    this.#evaluate = evaluate
    this.#hooks = hooks
  }

  /** Evaluates code in the module's scope. */
  evaluate(code: string): unknown { return uncached(this.#evaluate, code) }

  /** Names that were added after the module was loaded, and, as its prototype, those that went again. */
  get t(): Record<string, unknown> { return keep(this, 't', noNames()) }
  /** The same names, where a class gets its own. */
  get i(): object { return keep(this, 'i', naming(this)) }
  /** Constants, where they are written to: throws. */
  get c(): object { return keep(this, 'c', constants(this)) }
  /** Names that are gone: global, or a ReferenceError. */
  get g(): object { return keep(this, 'g', missing(true)) }
  /** The same for `typeof`: undefined. */
  get u(): object { return keep(this, 'u', missing(false)) }
  /** Names of the module, for a class that came from another. */
  get m(): object { return keep(this, 'm', natives(this)) }
  /** Objects of namespace blocks. */
  get spaces(): Map<string, object> { return keep(this, 'spaces', new Map<string, object>()) }
  /** Those that are nothing else, also while a class, a function or an enum has their name. */
  get plain(): Map<string, object> { return keep(this, 'plain', new Map<string, object>()) }
  /** Code in the module's scope that reads or writes one native name, made when first needed. */
  get readers(): Map<string, () => unknown> { return keep(this, 'readers', new Map<string, () => unknown>()) }
  /** The same for names in `t`. */
  get lateReaders(): Map<string, () => unknown> { return keep(this, 'lateReaders', new Map<string, () => unknown>()) }
  get writers(): Map<string, (value: unknown) => void> { return keep(this, 'writers', new Map<string, (value: unknown) => void>()) }

  /** The module's code runs from here on. */
  begin(): void { this.#hooks.begun(this.#module) }
  /** The statement of this number begins, or one of its variables. */
  at(index: number, item?: number): void { this.#hooks.at(this.#module, index, item) }
  /** The module has ended. */
  end(): void { this.#hooks.end(this.#module) }

  /** Who makes timers and listeners now, behind waits of what it called too; nobody while the top level waits; the same one again when it goes on. */
  owner(): object | undefined { return this.#hooks.owner() }
  ran<T>(value: T): T {
    this.#hooks.ran(value)
    return value
  }
  away<T>(value: T): T {
    this.#hooks.enter(undefined)
    return value
  }
  back<T>(owner: object | undefined, value: T): T {
    this.#hooks.enter(owner)
    return value
  }
  /** This static field or block of a class begins. */
  part(constructor: object, member: string): void { this.#hooks.part(this.#module, constructor, member) }
  /** The same for a class that other code evaluates; gives what ends it. */
  inner(constructor: object, member: string): (() => void) | undefined { return this.#hooks.inner(constructor, member) }
  whole<T>(end: (() => void) | undefined, value?: T): T | undefined {
    end?.()
    return value
  }
  /** The value with this number in the literal that is evaluated begins. */
  entry(number: number): void { this.#hooks.entry(number) }

  /** Notes what a computed key of a class came to. */
  key(value: unknown): PropertyKey { return this.#hooks.key(value) }
  /** A class whose one use is to put fields on objects: `super` in them leads where it leads in the class they are of. */
  under(home: object, made: { prototype: object }): object {
    Object.setPrototypeOf(made.prototype, home)
    return made
  }

  ns(specifier: string, native?: object): object { return this.#hooks.namespace(this.#module, specifier, native) }
  /** What comes from another module of the same save. */
  moved(name: string): unknown { return this.#module.moving?.get(name) }
  /** A `require` that gives live namespace objects. */
  requiring(given: NodeJS.Require): NodeJS.Require {
    const native = 'cache' in given ? given : wholeRequire((this.meta as { module: NodeJS.Module }).module)
    const [module, hooks] = [this.#module, this.#hooks]
    function require(id: string): unknown { return withRoom(() => hooks.required(module, id, native(hooks.said(module, id)))) }
    return Object.assign(require, native)
  }

  /** The object of a namespace, as a block of it begins. */
  space(name: string, given?: object): object {
    const object = given ?? this.moved(name) as object | undefined ?? this.spaces.get(name) ?? {}
    this.spaces.set(name, object)
    if (!given) this.plain.set(name, object)
    return object
  }
  /** A namespace block begins: what it declares is reached like names that were added. */
  block(names: readonly string[], reach: Reach): void {
    for (const [index, name] of names.entries()) {
      const get = (): unknown => reach(index)
      // A constant gets another value beside it.
      if (name.endsWith('=')) Object.defineProperty(this.t, name.slice(0, -1), { get, enumerable: true, configurable: true })
      else Object.defineProperty(this.t, name, { get, set: (value: unknown) => { reach(index, true, value) }, enumerable: true })
    }
  }
  /** What a block exports. */
  give(space: string, members: object): void { Object.defineProperties(this.spaces.get(space)!, Object.getOwnPropertyDescriptors(members)) }

  /** How new code reaches the variables of the closure that runs it. */
  env(...names: string[]): new (reach: Reach) => object { return environment(names) }
  declare readonly handed: typeof handed
  /** The first variables are those that a guard hands over, the others copies. */
  given(count: number, copies: unknown[], reach?: Reach): Reach {
    return (index, write, value) => index < count ? reach!(index, write, value) : write ? copies[index - count] = value : copies[index - count]
  }
  declare readonly boxes: typeof boxes
  declare readonly parent: typeof parent
  declare readonly nothing: typeof nothing
  declare readonly callee: typeof callee
  static { Object.assign(this.prototype, { boxes, callee, handed, parent, nothing }) }
}

/** From now on it is a property of the object itself. */
function keep<T>(object: object, name: string, value: T): T {
  Object.defineProperty(object, name, { value, enumerable: true })
  return value
}

/** Where a hook gives the source of a CommonJS module that is imported, the `require` of Node 22 has no `cache`, and cannot load all that others can. */
const wholeRequire = (module: NodeJS.Module): NodeJS.Require =>
  Object.assign((id: string): unknown => module.require(id), createRequire(module.filename)) as NodeJS.Require
