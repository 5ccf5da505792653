import { nativeNow } from '../5-plan/classes/class-unit.ts'
import { given } from '../runtime/decorators.ts'
import type { Code } from '../runtime/layer.ts'
import type { Native } from '../live-module.ts'
import type { World } from '../world.ts'
import { putInFront, type Override } from './override.ts'
import { memberTarget, partsOf } from './target.ts'

/** One call of code that was injected into; a getter has no `args`, a setter one. */
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
  if (key !== 'constructor') {
    const injected: Override[] = []
    for (const part of partsOf(world, constructor, key)) injected.push(await putInFront(world, memberTarget(world, constructor, key, part), part, original => intoMethod(original, hooks)))
    return { remove: () => { for (const each of injected) each.remove() } }
  }
  const target = memberTarget(world, constructor, key, 'constructor')
  return putInFront(world, target, 'constructor', (original, { native }) => intoConstructor(original, nativeNow(world, constructor, native!), hooks, work => world.lifecycle.instances.behind(constructor, work)))
}

const intoMethod = (original: Code, hooks: Hooks): Code => function (...args) {
  const call: Call = { self: this, args }
  hooks.run('before', call)
  return hooks.around(call, () => Reflect.apply(original, this, args))
}

/** What is in the construction slot of a class, by who makes the instance; it gets the instance of a base class, `new.target` and the arguments (`instrument/class.ts`). */
function intoConstructor(original: Code, { derived, branded }: Native, hooks: Hooks, behind: (work: () => unknown) => unknown): Code {
  if (derived && branded) return intoHalves(original, hooks)
  return (self, target, ...args) => {
    const call: Call = { self, args }
    hooks.run('before', call)
    return behind(() => hooks.around(call, () => call.self = original(self, target, ...args)))
  }
}

interface Halves { a: unknown[] | undefined, v?: unknown, r?: ((made: object) => unknown) | undefined }

/** New code that gives the arguments for `super`, and goes on when the instance is there; or that makes it all, and is asked once more on the way. */
function intoHalves(original: Code, hooks: Hooks): Code {
  let isInside = false
  return (self, target, ...args) => {
    if (isInside) {
      isInside = false
      return original(self, target, ...args)
    }
    const call: Call = { self: undefined, args }
    hooks.run('before', call)
    isInside = true
    let halves: Halves
    try { halves = original(self, target, ...args) as Halves } catch (error) {
      hooks.threw(call, error)
      throw error
    } finally { isInside = false }
    const { a, v, r } = halves
    if (a === undefined) {
      hooks.returned(Object.assign(call, { self: v }), v)
      return halves
    }
    return { a, r: (made: object) => hooks.around(Object.assign(call, { self: made }), () => given(r?.(made), made)) }
  }
}
