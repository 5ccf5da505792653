import type { Journal } from '../journal.ts'

/** Gives an object a property, or takes it away where there is no descriptor; the journal knows how it was. */
export function define(target: object, key: PropertyKey, descriptor: PropertyDescriptor | undefined, journal: Journal): void {
  const before = Object.getOwnPropertyDescriptor(target, key)
  journal.push(() => { if (before) Object.defineProperty(target, key, before); else Reflect.deleteProperty(target, key) })
  if (descriptor) Object.defineProperty(target, key, descriptor)
  else Reflect.deleteProperty(target, key)
}

/** What code does to the properties of an object from now on is taken back with the journal. */
export function keepProperties(object: object, journal: Journal): void {
  const before = new Map(Reflect.ownKeys(object).map(key => [key, Object.getOwnPropertyDescriptor(object, key)!]))
  journal.push(() => {
    for (const key of Reflect.ownKeys(object)) if (!before.has(key)) Reflect.deleteProperty(object, key)
    for (const [key, descriptor] of before) if (!isSame(descriptor, Object.getOwnPropertyDescriptor(object, key))) Object.defineProperty(object, key, descriptor)
  })
}

export const isSame = (a: PropertyDescriptor, b: PropertyDescriptor | undefined): boolean =>
  b !== undefined && Reflect.ownKeys(a).every(key => Object.is(Reflect.get(a, key), Reflect.get(b, key)))
