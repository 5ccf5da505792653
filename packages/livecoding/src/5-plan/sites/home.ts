import type { Entry, Literal } from '../../3-analyse/literal-shapes.ts'
import { literalOf } from '../../3-analyse/walk/literal.ts'
import type { Span } from '../../3-analyse/shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import { saysSpecial } from '../../instrument/says.ts'
import { isObjectMethod, specialKey } from '../../instrument/offers.ts'
import type { Version } from '../../live-module.ts'
import { peekName } from '../../runtime/binding.ts'
import { slotOf } from '../../runtime/to-string.ts'
import type { Draft } from '../draft.ts'
import { placedBefore } from './lost.ts'
import { plainName, proto } from '../literals/object.ts'

/**
 * The object in whose literal a method stands, for new code that says `super` where the old code said none: V8 keeps it with a method that says
 * `super`, and nobody can ask. A literal that is the initialiser of a variable is evaluated once, so it is the object that is there and has the method:
 *
 *     const child = { __proto__: base, hi() { return 'hi' } }      hi() { return super.hi() }
 */
export function homeOf(draft: Draft, version: Version, before: Site, after: Site): object | undefined {
  if (!isObjectMethod(after) || !saysSpecial(after, 'super') || version.offered.find(specialKey('super', after))) return undefined
  const known = version.home?.deref()
  if (known) return known
  const { module, change: { before: { format } } } = draft
  const { chunk } = placedBefore(draft, before)
  const item = chunk.items.find(({ start, end }) => start <= before.start && before.end <= end)
  const literal = item?.kind === 'variable' && item.init && literalOf(module.path, chunk, item.init, format)
  if (!literal) return undefined
  const home = homesIn(peekName(module, item.names[0]!), literal, before).find(object => hasMethod(object, version.field))
  if (home) version.home = new WeakRef(home)
  return home
}

/** What a literal made is looked through for the objects that one in it can have made. */
function homesIn(value: unknown, { type, entries }: Literal, method: Span): object[] {
  const entry = entries.find(({ span }) => span.start <= method.start && method.end <= span.end)
  if (!entry || typeof value !== 'object' || value === null) return []
  if (!entry.literal) return type === 'object' && !isCopy(value, entries) ? [value] : []
  const name = type === 'object' ? plainName(entry) : undefined
  const within = name !== undefined ? [Object.getOwnPropertyDescriptor(value, name)?.value as unknown]
    : value instanceof Map || value instanceof Set ? [...value.values() as Iterable<unknown>]
    : Object.values(Object.getOwnPropertyDescriptors(value)).map(each => each.value as unknown)
  return within.flatMap(each => homesIn(each, entry.literal!, method))
}

/** `{ ...child }` has the method too, and inherits from nothing that the literal says. */
const isCopy = (value: object, entries: readonly Entry[]): boolean => entries.some(({ key }) => key === proto) && Object.getPrototypeOf(value) === Object.prototype

const hasMethod = (object: object, field: string): boolean => Reflect.ownKeys(object).some(key => {
  const { value, get, set } = Object.getOwnPropertyDescriptor(object, key)! as Record<string, unknown>
  return [value, get, set].some(each => typeof each === 'function' && slotOf(each as () => unknown) === field)
})
