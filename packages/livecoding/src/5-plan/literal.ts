import type { Entry, Item, Literal } from '../3-analyse/shapes.ts'
import { common } from '../4-diff/common.ts'
import type { Spot } from '../4-diff/items.ts'
import type { Draft, Journal } from './draft.ts'
import { makeText, nextName, whereIs } from './unit.ts'

/** What evaluates the code of a piece, once the unit is there. */
export type Values = (piece: string) => unknown

/** Something to do to the object that a literal made; `value` gives the pieces' values. */
export type Patch = (object: unknown, value: Values, journal: Journal) => void

/** How the object that the old literal made becomes what the new one says; undefined where only a new object will do. */
export function patchLiteral(draft: Draft, spot: Spot, before: Literal, after: Literal, renewed: ReadonlySet<string>): Patch | undefined {
  if (before.type !== after.type || before.opaque || after.opaque) return undefined
  const p: Patching = { draft, spot, renewed }
  switch (after.type) {
    case 'object': return patchObject(p, before, after)
    case 'map': return patchMap(p, before, after)
    case 'set': return patchSet(p, before, after)
    case 'array': return patchArray(p, before, after)
  }
}

interface Patching { draft: Draft, spot: Spot, renewed: ReadonlySet<string> }

/** Adds a piece that gives the value, each time it is called. */
function piece({ draft, spot }: Patching, entry: Entry, part: 'value' | 'key' | 'entry'): string {
  const span = part === 'entry' ? entry.span : part === 'key' ? entry.keySpan! : entry.value
  const item: Item = spot.item
  const inside = <T extends { at?: number, start?: number }>(all: readonly T[]): T[] => all.filter(each => (each.at ?? each.start!) >= span.start && (each.at ?? each.start!) < span.end)
  const { code, emitted } = makeText(draft.world, draft.module, draft.unit, spot.placed, { refs: inside(item.refs), sites: inside(item.sites), from: span.start, to: span.end })
  const id = nextName(draft.world, 'p')
  draft.pieces.push({ id, ...whereIs(span.start, spot.placed), code: part === 'entry' ? `()=>({${code}})` : `()=>(${code})`, emitted })
  return id
}

const isRenewed = (entry: Entry, renewed: ReadonlySet<string>): boolean => !entry.calls && [...entry.reads].some(name => renewed.has(name))

/** The patch for an entry that both have; undefined: nothing to do; 'new': its value is evaluated anew. */
function between(p: Patching, before: Entry, after: Entry): Patch | 'new' | undefined {
  const renewed = isRenewed(after, p.renewed)
  if (before.shell === after.shell && !renewed) return undefined
  return (before.literal && after.literal && patchLiteral(p.draft, p.spot, before.literal, after.literal, p.renewed)) ?? 'new'
}

const isObject = (value: unknown): value is Record<PropertyKey, unknown> => typeof value === 'object' && value !== null

function patchObject(p: Patching, before: Literal, after: Literal): Patch {
  const old = new Map(before.entries.map(entry => [entry.key, entry]))
  const patches: Patch[] = []
  for (const entry of after.entries) {
    const was = old.get(entry.key)
    old.delete(entry.key)
    const name = entry.key.replace(/^[gs]et /, '')
    const patch = was ? between(p, was, entry) : 'new'
    if (patch === undefined) continue
    const made = piece(p, entry, 'entry')
    patches.push((object, value, journal) => {
      const target = object as Record<PropertyKey, unknown>
      if (patch !== 'new' && isObject(target[name])) return patch(target[name], value, journal)
      define(target, name, Object.getOwnPropertyDescriptor(value(made) as object, name)!)
    })
  }
  for (const entry of old.values()) {
    const name = entry.key.replace(/^[gs]et /, '')
    if (!after.entries.some(each => each.key.replace(/^[gs]et /, '') === name)) patches.push(object => { Reflect.deleteProperty(object as object, name) })
  }
  return (object, value, journal) => {
    const saved = Object.getOwnPropertyDescriptors(object as object)
    journal.push(() => restore(object as object, saved))
    for (const patch of patches) patch(object, value, journal)
  }
}

/** Puts entries back, in the order in which they were. */
function restore(object: object, saved: PropertyDescriptorMap): void {
  for (const key of Reflect.ownKeys(object)) Reflect.deleteProperty(object, key)
  Object.defineProperties(object, saved)
}

/** The other half of an accessor stays. */
function define(target: object, name: PropertyKey, descriptor: PropertyDescriptor): void {
  const before = Object.getOwnPropertyDescriptor(target, name)
  const accessor = before && (descriptor.get ?? descriptor.set)
  Object.defineProperty(target, name, accessor ? { ...descriptor, get: descriptor.get ?? before.get, set: descriptor.set ?? before.set } : descriptor)
}

function patchMap(p: Patching, before: Literal, after: Literal): Patch | undefined {
  const old = new Map(before.entries.map(entry => [entry.key, entry]))
  const patches: Patch[] = []
  for (const entry of after.entries) {
    const was = old.get(entry.key)
    old.delete(entry.key)
    const patch = was ? between(p, was, entry) : 'new'
    if (patch === undefined) continue
    if (!entry.plainKey && was) return undefined
    const [key, made] = [piece(p, entry, 'key'), piece(p, entry, 'value')]
    patches.push((object, value) => {
      const map = object as Map<unknown, unknown>
      const at = value(key)
      const present = map.get(at)
      if (patch !== 'new' && isObject(present)) patch(present, value, [])
      else map.set(at, value(made))
    })
  }
  for (const entry of old.values()) {
    const key = constant(entry.keySpan!, p)
    if (!key) return undefined
    patches.push(object => { (object as Map<unknown, unknown>).delete(key.value) })
  }
  return whole(patches, object => new Map(object as Map<unknown, unknown>), (object, saved) => {
    const map = object as Map<unknown, unknown>
    map.clear()
    for (const [key, value] of saved) map.set(key, value)
  })
}

function patchSet(p: Patching, before: Literal, after: Literal): Patch | undefined {
  const old = new Map(before.entries.map(entry => [entry.key, entry]))
  const patches: Patch[] = []
  for (const entry of after.entries) {
    if (old.delete(entry.key) && !isRenewed(entry, p.renewed)) continue
    const made = piece(p, entry, 'value')
    patches.push((object, value) => { (object as Set<unknown>).add(value(made)) })
  }
  for (const entry of old.values()) {
    const gone = constant(entry.value, p)
    if (!gone) return undefined
    patches.unshift(object => { (object as Set<unknown>).delete(gone.value) })
  }
  return whole(patches, object => new Set(object as Set<unknown>), (object, saved) => {
    const set = object as Set<unknown>
    set.clear()
    for (const value of saved) set.add(value)
  })
}

/** All patches, undone together by putting a copy back. */
function whole<S>(patches: readonly Patch[], save: (object: unknown) => S, restore: (object: unknown, saved: S) => void): Patch {
  return (object, value, journal) => {
    const saved = save(object)
    journal.push(() => restore(object, saved))
    for (const patch of patches) patch(object, value, journal)
  }
}

/** The value of a key that the old source wrote as a literal. */
function constant(span: { start: number, end: number }, { draft, spot }: Patching): { value: unknown } | undefined {
  const old = draft.change.pairs.find(pair => pair.after === spot)?.before
  if (!old) return undefined
  const { chunk } = old.placed
  const code = chunk.code.slice(span.start - chunk.base, span.end - chunk.base)
  if (/^(?:'[^'\\]*'|"[^"\\]*")$/.test(code)) return { value: code.slice(1, -1) }
  if (/^-?(?:\d[\d_]*(?:\.\d*)?(?:e[+-]?\d+)?|0x[\da-f]+)$/i.test(code)) return { value: Number(code.replaceAll('_', '')) }
  return /^(?:true|false|null)$/.test(code) ? { value: JSON.parse(code) as unknown } : undefined
}

/**
 * Elements are matched by their code in order (longest common subsequence); matched ones keep their values, the others
 * are evaluated; what the program pushed stays behind them.
 */
function patchArray(p: Patching, before: Literal, after: Literal): Patch {
  const kept = common(before.entries.length, after.entries.length, (i, j) => before.entries[i]!.shell === after.entries[j]!.shell && !isRenewed(after.entries[j]!, p.renewed))
  const used = new Set(kept.values())
  const makers = after.entries.map((entry, index) => {
    const from = kept.get(index)
    if (from !== undefined) return { from }
    // An edited literal stands where the old one stood: the object stays.
    const was = before.entries[index]
    const patch = was && !used.has(index) ? between(p, was, entry) : undefined
    return { from: undefined, made: piece(p, entry, 'value'), ...(typeof patch === 'function' && { patch, index }) }
  })
  const length = before.entries.length
  return (object, value, journal) => {
    const array = object as unknown[]
    const saved = [...array]
    journal.push(() => { array.splice(0, array.length, ...saved) })
    const next = makers.flatMap(maker => {
      if (maker.from !== undefined) return maker.from < saved.length ? [saved[maker.from]] : []
      if (maker.patch && isObject(saved[maker.index!])) {
        maker.patch(saved[maker.index!], value, journal)
        return [saved[maker.index!]]
      }
      return [value(maker.made!)]
    })
    array.splice(0, array.length, ...next, ...saved.slice(length))
  }
}
