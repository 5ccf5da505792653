import type { Returned } from '../../3-analyse/shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import type { ItemPair } from '../../4-diff/items.ts'
import { matchSites } from '../../4-diff/sites.ts'
import type { Version } from '../../live-module.ts'
import { peekName } from '../../runtime/binding.ts'
import { reorder } from '../../runtime/order.ts'
import { define } from '../../runtime/property.ts'
import { adapted, fill, fitting } from '../../runtime/slot.ts'
import { slotOf } from '../../runtime/to-string.ts'
import { disposeOf, kindOfSite, tell, type Draft } from '../draft.ts'
import type { Journal } from '../../journal.ts'
import { planLost } from '../sites/lost.ts'
import { recordFor } from '../records.ts'
import type { Patch } from '../literals/literal.ts'
import { planSite, planSites } from '../sites/sites.ts'
import { makeText, orderOf } from '../unit/unit.ts'
import { whereIs } from '../../3-analyse/where.ts'
import { nextName } from '../unit/scope.ts'

type Held = ((...args: never[]) => unknown) & { prototype: object }

/** A function of a compiled class: on the class or its prototype, and which part of the property; without a key it is the class itself. */
interface Place { on: 'class' | 'prototype', key?: PropertyKey, part: 'value' | 'get' | 'set' }

/** A function that stays the object it is, and runs what the new code has made in its place. */
interface Forward { place: Place, versions: readonly Version[], now: Site }

/**
 * What compilers make of a class, a function called in place that returns the class, has other statements in it. It is called anew for
 * what it gives the class, and the old class gets that: `new`, `instanceof` and instances have it still. Tells whether that can be had.
 */
export function planReturned(draft: Draft, pair: ItemPair): boolean {
  const { before, after } = pair
  const [old, now] = [before.item.returned, after.item.returned]
  const name = after.item.names[0] ?? after.item.assigns!
  const held = peekName(draft.module, name)
  if (!old || !now || old.isClass !== now.isClass || after.item.awaits || !isHeld(held) || held.name !== old.name) return false
  const { item, placed } = after
  const forwards = planInside(draft, pair, old.isClass ? new Map() : placesOf(held))
  const { code, emitted } = makeText(draft.world, draft.module, draft.unit, placed, {
    refs: item.refs, sites: item.sites, from: item.init!.start, to: item.init!.end,
    // Code that it makes is to say the class that stays.
    extra: [{ at: now.at, end: now.at, text: `$lct=$lcv=>{${now.name}=$lcv},` }],
  })
  const id = nextName(draft.world, 'p')
  const { line } = whereIs(item.start, placed)
  draft.pieces.push({ id, ...whereIs(item.init!.start, placed), code: `()=>{let $lct;return{made:${code},become:$lct}}`, emitted })
  const patch: Patch = function* take(_, value, journal) {
    const { made, become } = (yield* value({ id, awaits: false })) as { made: Held, become(held: Held): void }
    if (made === held) return
    become(held)
    renewClass(held, made, { old, now, forwards }, journal)
  }
  disposeOf(draft, before, after)
  renewStatics(draft, name, old, now)
  tell(draft, { action: 'patched', kind: 'class', name: item.title }, placed, item.start)
  draft.evaluate.push({ at: orderOf(item.start, placed), step: { do: 'patch-literal', module: draft.module, item: { ...item, names: [name] }, patch, line } })
  return true
}

const isHeld = (value: unknown): value is Held => typeof value === 'function' && typeof value.prototype === 'object' && value.prototype !== null

/** Plans what is in the call: functions that stand where the old call has put them run what the new one puts there, all others follow as ever. */
function planInside(draft: Draft, { before, after }: ItemPair, places: ReadonlyMap<string, Place>): Forward[] {
  const match = matchSites(before.item.sites, after.item.sites)
  const forwards: Forward[] = []
  for (const { before: old, after: now } of match.pairs) {
    const record = recordFor(draft, old)
    const place = record.versions.map(({ field }) => places.get(field)).find(found => found !== undefined)
    if (!place) {
      planSite(draft, old, now, after.placed)
      continue
    }
    forwards.push({ place, versions: [...record.versions], now })
    draft.records.set(now, record)
    if (old.own !== now.own) tell(draft, { action: 'patched', kind: kindOfSite(now), name: now.title, verdict: 'next-call' }, after.placed, now.start)
    planSites(draft, old, now, after.placed)
  }
  planLost(draft, before.item, after.item, match, after.placed, {})
  return forwards
}

/** Where the functions of a class are, by the slots of their guards. */
function placesOf(held: Held): Map<string, Place> {
  const places = new Map<string, Place>()
  const note = (value: unknown, place: Place): void => {
    const slot = typeof value === 'function' ? slotOf(value as Held) : undefined
    if (slot !== undefined) places.set(slot, place)
  }
  for (const on of ['prototype', 'class'] as const) {
    const object = sideOf(held, on)
    for (const key of Reflect.ownKeys(object)) {
      const descriptor = Object.getOwnPropertyDescriptor(object, key)!
      for (const part of parts) note(descriptor[part], { on, key, part })
    }
  }
  note(held, { on: 'class', part: 'value' })
  return places
}

const parts = ['value', 'get', 'set'] as const

const sideOf = (held: Held, on: Place['on']): object => on === 'class' ? held : held.prototype

interface Renewal { old: Returned, now: Returned, forwards: readonly Forward[] }

/** The old class gets what the new one has, and its parent. */
function renewClass(held: Held, made: Held, renewal: Renewal, journal: Journal): void {
  const { forwards } = renewal
  for (const { place: { on, key, part }, versions, now } of forwards) {
    const [was, is] = key === undefined ? [held, made] : [held, made].map(each => Object.getOwnPropertyDescriptor(sideOf(each, on), key)?.[part] as unknown)
    if (typeof was !== 'function' || typeof is !== 'function') continue
    for (const version of versions) forward(version, is, now, journal)
    if (was.length !== is.length) define(was, 'length', Object.getOwnPropertyDescriptor(is, 'length'), journal)
  }
  for (const on of ['class', 'prototype'] as const) {
    const [to, from] = [sideOf(held, on), sideOf(made, on)]
    const parent = Object.getPrototypeOf(to) as object
    const next = Object.getPrototypeOf(from) as object
    if (parent !== next) {
      journal.push(() => { Object.setPrototypeOf(to, parent) })
      Object.setPrototypeOf(to, next)
    }
    renewSide({ on, to, from, held, made }, renewal, journal)
  }
  // Whoever was given the new one makes instances of the old.
  const { prototype } = made
  if (Reflect.set(made, 'prototype', held.prototype)) journal.push(() => { Reflect.set(made, 'prototype', prototype) })
}

/** All calls of the old function, by whichever code of it, go on in the one that the new call has made. */
function forward(version: Version, is: unknown, now: Site, journal: Journal): void {
  const { forwarded } = version
  journal.push(() => { version.forwarded = forwarded })
  version.forwarded = true
  fill(version, adapted(fitting(is, version), version, now), journal)
}

/** What every function has for itself. */
const ofFunctions = new Set<PropertyKey>(['length', 'name', 'prototype', 'arguments', 'caller'])

interface Side { on: Place['on'], to: object, from: object, held: Held, made: Held }

function renewSide({ on, to, from, held, made }: Side, { old, now, forwards }: Renewal, journal: Journal): void {
  const said = ({ gives }: Returned, key: PropertyKey): string => gives.filter(each => each.key === key).map(each => each.said).join()
  const keys = Reflect.ownKeys(from).filter(key => !(on === 'class' && ofFunctions.has(key)) && (!now.isClass || said(now, key) !== ''))
  const order = Reflect.ownKeys(to)
  for (const key of keys) {
    const [was, is] = [Object.getOwnPropertyDescriptor(to, key), Object.getOwnPropertyDescriptor(from, key)!]
    if (is.value === made) is.value = held
    if (is.value === made.prototype) is.value = held.prototype
    const stays = forwards.filter(({ place }) => place.on === on && place.key === key)
    // What the program has put in the place of a value that is the same, or of a function, stays.
    if (was && stays.length === 0 && ((said(old, key) !== '' && said(old, key) === said(now, key)) || (isFunction(was.value) && isFunction(is.value) && slotOf(is.value) !== undefined && slotOf(was.value) === undefined))) continue
    for (const { place: { part } } of stays) if (was?.[part] && is[part]) is[part] = was[part] as never
    if (was?.configurable !== false) define(to, key, is, journal)
  }
  for (const { key } of old.gives) if (!Object.hasOwn(from, key) && !(now.isClass && said(now, key) !== '') && Object.getOwnPropertyDescriptor(to, key)?.configurable) define(to, key, undefined, journal)
  if (now.isClass) return
  journal.push(() => reorder(to, order))
  reorder(to, keys)
}

const isFunction = (value: unknown): value is Held => typeof value === 'function'

/** What is computed from a static value that is given in other words follows. */
function renewStatics({ renewed }: Draft, name: string, old: Returned, now: Returned): void {
  const saidIn = ({ gives }: Returned): Set<string> => new Set(gives.flatMap(({ key, said, isStatic }) => isStatic ? `${key} ${said}` : []))
  for (const each of saidIn(old).symmetricDifference(saidIn(now))) renewed.add(`${name}.${each.slice(0, each.indexOf(' '))}`)
}
