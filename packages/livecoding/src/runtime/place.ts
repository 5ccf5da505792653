import { exportedAt, isPlace } from '../3-analyse/items/commonjs.ts'
import { reorder } from './order.ts'
import type { LiveModule } from '../live-module.ts'

/** `said`: what the name `exports` is now, as the module may have given it another value; `left`: what stands on the exports for who holds them, though the source lost it. */
interface CommonJs { module: { exports: unknown }, exports: Record<string, unknown>, said: Record<string, unknown>, left?: ReadonlyMap<string, unknown> }

interface Cell { object: Record<string, unknown>, key: string }

/** The object and key behind `module.exports`, `exports.look`, `module.exports.look` or `this.look`. */
function cell(module: LiveModule, place: string): Cell {
  const { module: own, exports: first, said } = module.runtime!.meta as CommonJs
  if (place === 'module.exports') return { object: own as unknown as Record<string, unknown>, key: 'exports' }
  const object = place.startsWith('module.') ? own.exports : place.startsWith('this.') ? first : said
  // Where a primitive is exported, nothing can be read from it or written to it.
  return { object: Object(object) as Record<string, unknown>, key: exportedAt(place)! }
}

/** `exports.look` and `module.exports.look` are one, as long as the module has not given `exports` another object. */
export function isSamePlace(module: LiveModule, ...places: [string, string]): boolean {
  if (!places.every(isPlace)) return false
  const [one, other] = places.map(place => cell(module, place)) as [Cell, Cell]
  return one.object === other.object && one.key === other.key
}

export function readPlace(module: LiveModule, place: string): unknown {
  const { object, key } = cell(module, place)
  return object[key]
}

export function writePlace(module: LiveModule, place: string, value: unknown): void {
  const { object, key } = cell(module, place)
  const before = object[key]
  const own = Object.getOwnPropertyDescriptor(object, key)
  if (!own || !isConstant(own)) object[key] = value
  else if (own.configurable) Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true })
  if (place === 'module.exports') carryOver(module, before, value)
}

/** What `Object.defineProperty` has put there for good stays, where it is another value than this. */
export function keepsOther(module: LiveModule, place: string, value: unknown): boolean {
  const { object, key } = cell(module, place)
  const own = Object.getOwnPropertyDescriptor(object, key)
  return own !== undefined && isConstant(own) && !Object.is(object[key], value)
}

const isConstant = ({ writable, set }: PropertyDescriptor): boolean => writable !== true && set === undefined

/** `exports = module.exports = …` gives the name `exports` the value, too; undefined: `module.exports` alone gets one, so the name is again what Node gave. */
export function sayExports(module: LiveModule, given: { value: unknown } | undefined, journal: (() => unknown)[]): void {
  const meta = module.runtime!.meta as CommonJs
  const { said } = meta
  if (!given && said !== meta.module.exports) return
  journal.push(() => { meta.said = said })
  meta.said = (given ? given.value : meta.exports) as CommonJs['said']
  carryOver(module, said, meta.said, 'exports.')
}

/** What other lines put on the exports stands on the new ones too. */
function carryOver(module: LiveModule, before: unknown, after: unknown, prefix = 'module.exports.'): void {
  if (!(before instanceof Object) || !(after instanceof Object)) return
  for (const name of module.current.bindings.keys()) {
    const key = name.startsWith(prefix) ? name.slice(prefix.length) : undefined
    if (key !== undefined && key in before && !(key in after)) Reflect.set(after, key, Reflect.get(before, key))
  }
}

/** Puts back what the place has now, where it stands among the others. */
export function placeBack(module: LiveModule, place: string): () => void {
  const [value, { object }] = [readPlace(module, place), cell(module, place)]
  const order = Object.keys(object)
  return () => {
    writePlace(module, place, value)
    if (place !== 'module.exports' && Object.isExtensible(object)) reorder(object, order)
  }
}

export const hasPlace = (module: LiveModule, place: string): boolean => {
  const { object, key } = cell(module, place)
  return key in object
}

export function removePlace(module: LiveModule, place: string): void {
  const { object, key } = cell(module, place)
  if (place === 'module.exports') {
    const before = object[key]
    object[key] = (module.runtime!.meta as CommonJs).exports
    carryOver(module, before, object[key])
  } else Reflect.deleteProperty(object, key)
}

/** An object that was exported, and what places on it had. */
export interface LeftExports { object: unknown, places: [string, unknown][] }

/** Where the module exports another object now, the old one has again what it had. */
export function leaveExports(module: LiveModule, { object, places }: LeftExports, journal: (() => unknown)[]): void {
  const meta = module.runtime!.meta as CommonJs
  if (object !== meta.exports || meta.module.exports === object) return
  const left = new Map(places.map(([place, value]): [string, unknown] => [exportedAt(place)!, value]).filter(([key]) => !(key in meta.exports)))
  Object.assign(meta.exports, Object.fromEntries(left))
  meta.left = left
  journal.push(() => takeLeft(meta))
}

/** The module exports its first object again, which has nothing that the source lost. */
export function takeLeftExports(module: LiveModule, journal: (() => unknown)[]): void {
  const meta = module.runtime!.meta as CommonJs
  const { left } = meta
  if (!left) return
  takeLeft(meta)
  journal.push(() => {
    Object.assign(meta.exports, Object.fromEntries(left))
    meta.left = left
  })
}

function takeLeft(meta: CommonJs): void {
  for (const [key, value] of meta.left ?? []) if (meta.exports[key] === value) Reflect.deleteProperty(meta.exports, key)
  delete meta.left
}

/** What `require` gives for a module that has begun. */
export const exportsOf = (module: LiveModule): unknown => (module.runtime?.meta as CommonJs | undefined)?.module.exports
