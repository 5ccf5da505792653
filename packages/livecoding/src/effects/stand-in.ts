import type { Callable } from './tap.ts'

/** Themselves, whoever stands before them. */
const { defineProperty, getOwnPropertyDescriptor } = Object

/**
 * Puts another function in the place of one of the platform's: the same descriptor otherwise. Gives what puts the original back, if the
 * other one is still there; undefined where there is no function that could be replaced.
 */
export function standIn(target: object, key: string, make: (present: Callable) => { original: Callable, other: Callable }): (() => void) | undefined {
  const descriptor = getOwnPropertyDescriptor(target, key)
  if (typeof descriptor?.value !== 'function' || !descriptor.configurable) return undefined
  const { original, other } = make(descriptor.value as Callable)
  defineProperty(target, key, { ...descriptor, value: other })
  return () => {
    if (getOwnPropertyDescriptor(target, key)?.value === other) defineProperty(target, key, { ...descriptor, value: original })
  }
}
