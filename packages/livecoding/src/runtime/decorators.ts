import { DecoratedClass, toKey, type Known } from './decorated-class.ts'
import type { Decorator } from './decorated-member.ts'

type Make<T> = (this: unknown, store: DecoratedClass) => T

/** `$lcD`: makes classes whose decorators the engine applies. */
export interface Decorators {
  given: typeof given
  /** Calls `make` with what the engine will know of the class's decorators. */
  begin<T>(this: unknown, legacy: boolean, decorators: Decorator[] | (() => Decorator[]), make: Make<T>): T
  /** What the engine knows of a class. */
  of(constructor: object, legacy?: boolean): DecoratedClass
  /** A decorator that is a method of an object. */
  on<T>(object: T, read: (object: T) => unknown): unknown
  /** A parameter's decorator as one of its method or class. */
  param(index: number, decorator: Decorator): Decorator
  /** What a type says, where somebody keeps it. */
  meta(key: string, value: unknown): Decorator
  /** What stands for a type at run time. */
  type(value: unknown): unknown
  /** The key of two accessors is evaluated once; a class may take its name from a key. */
  keep(key: unknown): PropertyKey
  kept(): PropertyKey
}

/** What `new` gives where a constructor returns `value`. */
export const given = (value: unknown, instance: unknown): unknown => (typeof value === 'object' && value !== null) || typeof value === 'function' ? value : instance

export function createDecorators(decorated: Known): Decorators {
  const kept: PropertyKey[] = []
  return {
    given,
    begin(legacy, decorators, make) { return make.call(this, new DecoratedClass(decorated, legacy, decorators)) },
    of(constructor, legacy = false) {
      const known = decorated.get(constructor)
      if (known) return known
      const made = new DecoratedClass(decorated, legacy, [])
      made.adopt(constructor)
      made.takeMetadata()
      return made
    },
    on(object, read) {
      const method = read(object)
      return typeof method === 'function' ? (method as Decorator).bind(object) : method
    },
    param: (index, decorator) => (target, key) => { decorator(target, key, index) },
    meta(key, value) {
      const { metadata } = Reflect as unknown as { metadata?: (key: string, value: unknown) => Decorator }
      return typeof metadata === 'function' ? metadata(key, value) : () => undefined
    },
    type: value => typeof value === 'function' ? value : isEnum(value) ? kindOfEnum(value) : Object,
    keep(key) {
      kept.push(toKey(key))
      return kept.at(-1)!
    },
    kept: () => kept.pop()!,
  }
}

/** The object of an enum has numbers that lead back to their names, or strings alone. */
function isEnum(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const entries = Object.entries(value)
  return entries.length > 0 && entries.every(([key, each]) => typeof each === 'string' || (typeof each === 'number' && String((value as Record<string, unknown>)[each]) === key))
}

function kindOfEnum(value: Record<string, unknown>): unknown {
  const members = Object.entries(value).filter(([key]) => !/^-?\d+(?:\.\d+)?$/.test(key)).map(([, each]) => typeof each)
  return members.every(each => each === 'number') ? Number : members.every(each => each === 'string') ? String : Object
}
