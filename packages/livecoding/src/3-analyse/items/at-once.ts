import { arrayMethods } from '../array-methods.ts'
import type { Ref } from '../reference-shapes.ts'
import type { Item } from '../shapes.ts'
import type { Site } from '../site-shapes.ts'

/** What is evaluated with an item: classes, and callbacks that a method of arrays has called when it returns: `sizes.map(size => size * scale)`. */
export function* atOnce(sites: readonly Site[]): Generator<Site> {
  for (const site of sites) {
    if (site.kind === 'class') yield site
    else if (called.test(site.context)) {
      yield site
      yield* atOnce(site.children)
    }
  }
}

const called = new RegExp(`^call:[^]*(?:\\.(?:${arrayMethods})\\.0|\\bArray\\.from\\.1)$`)

/** All that an item reads as it is evaluated; what its classes do, their own plan knows. */
export function* readBy({ refs, sites }: Item): Generator<Ref> {
  yield* refs
  for (const site of atOnce(sites)) if (site.kind !== 'class') yield* site.refs
}

/** Variables of the module, and properties of what has a name there, that an item gives another value as it is evaluated: `if (isLate) level = 'debug'`, `if (on) exports.mode = 'fast'`. */
export const assignedBy = ({ refs }: Item): string[] =>
  refs.flatMap(({ name, write, sets = [], local }) => local ? [] : write ? name : sets.map(path => `${name}.${path}`))
