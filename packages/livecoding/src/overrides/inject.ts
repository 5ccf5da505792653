import type { Detour } from '../runtime/construction.ts'
import type { Code } from '../runtime/layer.ts'
import type { World } from '../world.ts'
import { putInFront, type Override } from './override.ts'
import { memberTarget } from './target.ts'

/** One call of code that was injected into. */
export interface Call {
  /** `this`; of a constructor, once it has one. */
  self: unknown
  args: unknown[]
  /** What it gave, for `onReturn` and `after`; what it threw, for `onThrow` and `after`. */
  value?: unknown
  error?: unknown
}

/** Code that runs at the entry and the exits of existing code. What it throws is told (LC3304) and changes nothing. */
export interface Injection {
  before?(call: Call): unknown
  onReturn?(call: Call): unknown
  onThrow?(call: Call): unknown
  /** At every exit, behind the other two. */
  after?(call: Call): unknown
}

type Told = (error: unknown) => void

/** Calls injected code. */
class Hooks {
  readonly #hooks: Injection
  readonly #failed: Told
  constructor(hooks: Injection, failed: Told) {
    this.#hooks = hooks
    this.#failed = failed
  }

  run(name: keyof Injection, call: Call): void {
    try { this.#hooks[name]?.(call) } catch (error) { this.#failed(error) }
  }

  returned(call: Call, value: unknown): void {
    this.run('onReturn', Object.assign(call, { value }))
    this.run('after', call)
  }

  threw(call: Call, error: unknown): void {
    this.run('onThrow', Object.assign(call, { error }))
    this.run('after', call)
  }

  /** `work` gives what the code gives; what it throws goes on. */
  around(call: Call, work: () => unknown): unknown {
    let value: unknown
    try { value = work() } catch (error) {
      this.threw(call, error)
      throw error
    }
    this.returned(call, value)
    return value
  }
}

/** @throws Error LC3301, LC3302, LC3303 */
export async function inject(world: World, constructor: object, key: string, injection: Injection, failed: Told): Promise<Override> {
  const hooks = new Hooks(injection, failed)
  if (key !== 'constructor') return putInFront(world, memberTarget(world, constructor, key, 'method'), 'method', original => intoMethod(original, hooks))
  return putInFront(world, memberTarget(world, constructor, key, 'constructor'), 'constructor', original => intoConstructor(world, original, hooks))
}

const intoMethod = (original: Code, hooks: Hooks): Code => function (...args) {
  const call: Call = { self: this, args }
  hooks.run('before', call)
  return hooks.around(call, () => Reflect.apply(original, this, args))
}

/** What is in the construction slot of a class: a derived one gets what to do before `super` and after it. */
const intoConstructor = (world: World, original: Code, hooks: Hooks): Code => function (constructor, self, newTarget, given) {
  const call: Call = { self, args: Array.from(given as ArrayLike<unknown>) }
  hooks.run('before', call)
  const make = (): unknown => Reflect.apply(original, undefined, [constructor, self, newTarget, given])
  if (!world.derived.has(constructor as object)) return hooks.around(call, make)
  let detour: Detour
  try { detour = make() as Detour } catch (error) {
    hooks.threw(call, error)
    throw error
  }
  if (detour.over) {
    hooks.returned(call, detour.value)
    return detour
  }
  return { ...detour, rest: (made: object) => {
    call.self = made
    let value: unknown
    try { value = detour.rest(made) } catch (error) {
      hooks.threw(call, error)
      throw error
    }
    hooks.returned(call, value ?? made)
    return value
  } }
}
