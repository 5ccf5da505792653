import type { Journal } from '../5-plan/draft.ts'

/** Gives an object a property, or takes it away where there is no descriptor; the journal knows how it was. */
export function define(target: object, key: PropertyKey, descriptor: PropertyDescriptor | undefined, journal: Journal): void {
  const before = Object.getOwnPropertyDescriptor(target, key)
  journal.push(() => { if (before) Object.defineProperty(target, key, before); else Reflect.deleteProperty(target, key) })
  if (descriptor) Object.defineProperty(target, key, descriptor)
  else Reflect.deleteProperty(target, key)
}
