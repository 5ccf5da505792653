import { standIn } from '../effects/stand-in.ts'
import type { Callable } from '../effects/tap.ts'

type Kept = (name: string, isAccessor: boolean) => void

/**
 * Runs a statement that may define properties which an earlier run has defined for good. On a fresh start the object would not have
 * them yet; here they stay what they are, and `kept` is told of each. While it runs, there are wrappers before what defines properties.
 */
export function redefining<T>(run: () => T, kept: Kept): T {
  const wrappers = [
    wrap(Object, 'defineProperty', (proceed, [object, key, descriptor]) => stays(object, key, descriptor, kept) ? object : proceed()),
    wrap(Reflect, 'defineProperty', (proceed, [object, key, descriptor]) => stays(object, key, descriptor, kept) || proceed()),
    wrap(Object, 'defineProperties', (proceed, [object, descriptors], native) => {
      const all = Reflect.ownKeys(Object(descriptors) as object).filter(key => Object.getOwnPropertyDescriptor(descriptors, key)!.enumerable)
      const read = Object.fromEntries(all.map(key => [key, (descriptors as Record<PropertyKey, unknown>)[key]])) as PropertyDescriptorMap
      const left = all.filter(key => !stays(object, key, read[key as string], kept))
      return left.length === all.length ? proceed() : native(object, Object.fromEntries(left.map(key => [key, read[key as string]])))
    }),
  ]
  try {
    return run()
  } finally {
    for (const unwrap of wrappers) unwrap?.()
  }
}

/** Itself, while a wrapper stands before it. */
const define = Reflect.defineProperty

/** A Proxy has the function's name, length and text. */
const wrap = (target: object, key: string, around: (proceed: () => unknown, args: unknown[], native: Callable) => unknown): (() => void) | undefined => standIn(target, key, original => ({
  original,
  other: new Proxy(original, { apply: (_, self, args) => around(() => Reflect.apply(original, self, args), args, original) }),
}))

/** The object has the property for good, and as another one than it is to be. */
function stays(object: unknown, key: unknown, descriptor: unknown, kept: Kept): boolean {
  if (!isObject(object) || !isObject(descriptor)) return false
  const before = Object.getOwnPropertyDescriptor(object, key as PropertyKey)
  if (!before || before.configurable || isAllowed(before, descriptor)) return false
  kept(String(key), 'get' in before && ('get' in descriptor || 'set' in descriptor))
  return true
}

/** ECMA-262 10.1.6.3, ValidateAndApplyPropertyDescriptor, for what is not configurable; asked of an object that has such a property. */
function isAllowed(before: PropertyDescriptor, descriptor: object): boolean {
  const like = {}
  define(like, 'p', before)
  return define(like, 'p', descriptor)
}

const isObject = (value: unknown): value is object => (typeof value === 'object' && value !== null) || typeof value === 'function'
