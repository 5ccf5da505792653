import type { Entry, Literal } from '../../3-analyse/literal-shapes.ts'
import { reorder } from '../../runtime/order.ts'
import type { Waits } from '../../waits.ts'
import { atOnce, between, fits, oldValue, type EntryPiece, type Patch, type Patching, type Values } from './literal.ts'
import { renewedIn } from '../renewed.ts'
import { followsAs } from '../sites/sites.ts'

/** Of a computed key, what evaluates it. */
type Name = string | EntryPiece

/** The object's entries that the source added, changed or removed; those of the program stay, behind those of the source. */
export function patchObject(p: Patching, before: Literal, after: Literal): Patch | undefined {
  const old = new Map(before.entries.map(entry => [entry.key, entry]))
  const names = new Map<Entry, Name>()
  const { world: { former }, records } = p.draft
  const patches: Patch[] = []
  for (const entry of after.entries) {
    const was = old.get(entry.key)
    old.delete(entry.key)
    const patch = was ? between(p, was, entry) : 'new'
    if (was && isUnknown(p, entry, patch)) return undefined
    if (was && !isSteady(p, entry)) continue
    const name = plainName(entry) ?? p.make(entry, 'key')
    names.set(entry, name)
    if (patch === undefined) continue
    const made = p.make(entry, 'entry')
    const site = p.sites.at(entry)
    patches.push(function* take(object, value, journal) {
      const target = object as Record<PropertyKey, unknown>
      if (entry.key === proto) return void Object.setPrototypeOf(target, Object.getPrototypeOf(yield* value(made)) as object)
      const key = yield* said(name, value)
      if (patch !== 'new' && fits(target[key], entry.literal!.type)) return yield* patch(target[key], value, journal)
      const entries = (yield* value(made)) as object
      Object.setPrototypeOf(entries, parentOf(target))
      const descriptor = Object.getOwnPropertyDescriptor(entries, key)!
      define(target, key, site && !was ? former.again(target, key, descriptor, held => followsAs(site, records.get(site), held), journal) : descriptor)
    })
  }
  for (const entry of old.values()) {
    if (entry.key === proto) patches.push(atOnce(object => { Object.setPrototypeOf(object, Object.prototype) }))
    const name = entry.keySpan ? oldValue(entry.keySpan, p)?.value as PropertyKey | undefined : plainName(entry)
    if (name === undefined) return undefined
    if (!after.entries.some(each => plainName(each) === name)) patches.unshift(atOnce(object => {
      former.note(object, name)
      Reflect.deleteProperty(object, name)
    }))
    else if (/^[gs]et /.test(entry.key)) patches.unshift(atOnce(object => {
      former.note(object, name)
      takeHalf(object, name, entry.key.slice(0, 3) as 'get' | 'set')
    }))
  }
  const ordered = !p.mixes && names.size === after.entries.length && isReordered(before.entries, after.entries)
  return function* take(object, value, journal) {
    const [saved, parent] = [Object.getOwnPropertyDescriptors(object as object), Object.getPrototypeOf(object) as object]
    journal.push(() => {
      restore(object as object, saved)
      Object.setPrototypeOf(object, parent)
    })
    for (const patch of patches) yield* patch(object, value, journal)
    if (!ordered) return
    const order: PropertyKey[] = []
    for (const entry of after.entries) order.push(yield* said(names.get(entry)!, value))
    reorder(object as object, order)
  }
}

/** What `super` leads to in methods that another object was made with: what this one inherits from, at each moment. */
export const parentOf = (object: object): object => new Proxy({}, {
  get: (_, key, receiver) => Reflect.get(inherited(object), key, receiver) as unknown,
  set: (_, key, value, receiver) => Reflect.set(inherited(object), key, value, receiver),
  has: (_, key) => Reflect.has(inherited(object), key),
})

const nothing = Object.freeze(Object.create(null) as object)
const inherited = (object: object): object => (Object.getPrototypeOf(object) as object | null) ?? nothing

/** `__proto__: base` is no entry: it says what the object inherits from. */
export const proto = '__proto__: '

/** The name of an entry whose key is no expression. */
export const plainName = ({ key, keySpan }: Entry): string | undefined => keySpan ? undefined : key.replace(/^[gs]et /, '')

/** A computed key, said once more, gives the same name as it gave before. */
export const isSteady = ({ renewed }: Patching, { keySpan, plainKey, keyRefs }: Entry): boolean => !keySpan || (plainKey && renewedIn(keyRefs!, renewed) === undefined)

/** Nobody knows which entry of the object it is that changes. One under a key that a call gave stays where it is as long as nothing of it changes. */
export const isUnknown = (p: Patching, entry: Entry, patch: Patch | 'new' | undefined): boolean =>
  !isSteady(p, entry) && (patch !== undefined || renewedIn(entry.keyRefs!, p.renewed) !== undefined)

function* said(name: Name, value: Values): Waits<PropertyKey> {
  if (typeof name === 'string') return name
  const key = yield* value(name)
  return typeof key === 'symbol' ? key : String(key)
}

/** The entries that both have stand in another order, or one came. */
export function isReordered(before: readonly Entry[], after: readonly Entry[]): boolean {
  const had = new Set(before.map(({ key }) => key))
  const has = new Set(after.map(({ key }) => key))
  const old = before.filter(({ key }) => has.has(key))
  return after.some(({ key }) => !had.has(key)) || old.some(({ key }, index) => key !== after[index]?.key)
}

/** Puts entries back, in the order in which they were. */
function restore(object: object, saved: PropertyDescriptorMap): void {
  for (const key of Reflect.ownKeys(object)) Reflect.deleteProperty(object, key)
  Object.defineProperties(object, saved)
}

/** The source has only the other half of an accessor, or a value. */
function takeHalf(object: object, name: PropertyKey, half: 'get' | 'set'): void {
  const before = Object.getOwnPropertyDescriptor(object, name)
  if (before?.[half]) Object.defineProperty(object, name, { ...before, [half]: undefined })
}

/** The other half of an accessor stays. */
function define(target: object, name: PropertyKey, descriptor: PropertyDescriptor): void {
  const before = Object.getOwnPropertyDescriptor(target, name)
  const accessor = before && (descriptor.get ?? descriptor.set)
  Object.defineProperty(target, name, accessor ? { ...descriptor, get: descriptor.get ?? before.get, set: descriptor.set ?? before.set } : descriptor)
}
