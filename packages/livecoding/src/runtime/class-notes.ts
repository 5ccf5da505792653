import type { Journal } from '../journal.ts'
import type { Constructor } from './decorated-descriptors.ts'
import { isSame, keepProperties } from './property.ts'
import { marking, rememberMarks, unmark, type Holder } from './reflect-metadata.ts'

// What decorators of a class put on it: properties of the class and of its prototype, and what they tell reflect-metadata.

const objectsOf = (constructor: Constructor): object[] => [constructor, constructor.prototype as object]

/** Runs decorators; gives what takes away again what they put on the class, as far as nobody has changed it since. */
export function noting(constructor: Constructor, holders: () => readonly Holder[], decorate: () => void): () => void {
  const before = objectsOf(constructor).map(object => [object, new Map(Reflect.ownKeys(object).map(key => [key, Object.getOwnPropertyDescriptor(object, key)!]))] as const)
  const marks = marking(holders, decorate)
  const notes = before.flatMap(([object, had]) => Reflect.ownKeys(object).flatMap(key => {
    const [was, given] = [had.get(key), Object.getOwnPropertyDescriptor(object, key)!]
    return was && isSame(was, given) ? [] : { object, key, was, given }
  }))
  return () => {
    unmark(marks)
    for (const { object, key, was, given } of notes) {
      if (!isSame(given, Object.getOwnPropertyDescriptor(object, key))) continue
      if (was) Reflect.defineProperty(object, key, was)
      else Reflect.deleteProperty(object, key)
    }
  }
}

/** What decorators do to it from now on is taken back with the journal. */
export function keepNotes(constructor: Constructor, holders: readonly Holder[], journal: Journal): void {
  for (const object of objectsOf(constructor)) keepProperties(object, journal)
  journal.push(rememberMarks(holders))
}
