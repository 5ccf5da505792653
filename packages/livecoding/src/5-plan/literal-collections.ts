import type { Entry, Literal } from '../3-analyse/literal-shapes.ts'
import { common } from '../4-diff/common.ts'
import { isReordered, isSteady, isUnknown } from './literal-object.ts'
import { atOnce, between, fits, isSame, isSameCode, keep, oldValue, type EntryPiece, type Patch, type Patching, type Values } from './literal.ts'
import { once } from '../library.ts'
import type { Waits } from '../waits.ts'
import { renewedIn } from './renewed.ts'
import { slotOf } from '../runtime/to-string.ts'
import { recordFor } from './records.ts'

export function patchMap(p: Patching, before: Literal, after: Literal): Patch | undefined {
  const old = new Map(before.entries.map(entry => [entry.key, entry]))
  const patches: Patch[] = []
  const ordered = isReordered(before.entries, after.entries) && after.entries.every(entry => !old.has(entry.key) || isSteady(p, entry))
  const keys: EntryPiece[] = []
  for (const entry of after.entries) {
    const was = old.get(entry.key)
    old.delete(entry.key)
    const patch = was ? between(p, was, entry) : 'new'
    if (was && isUnknown(p, entry, patch)) return undefined
    if (patch === undefined && !ordered) continue
    const key = p.make(entry, 'key')
    keys.push(key)
    if (patch === undefined) continue
    const made = p.make(entry, 'value')
    patches.push(function* take(object, value, journal) {
      const map = object as Map<unknown, unknown>
      const at = yield* value(key)
      const present = map.get(at)
      if (patch !== 'new' && fits(present, entry.literal!.type)) yield* patch(present, value, journal)
      else map.set(at, yield* value(made))
    })
  }
  for (const entry of old.values()) {
    const key = oldValue(entry.keySpan!, p)
    if (!key) return undefined
    patches.unshift(atOnce(object => { (object as Map<unknown, unknown>).delete(key.value) }))
  }
  if (ordered) patches.push((object, value) => inOrder(object as Map<unknown, unknown>, keys, value))
  return whole(patches, object => new Map(object as Map<unknown, unknown>), (object, saved) => refill(object as Map<unknown, unknown>, saved))
}

/** Entries of the source in its order, then those of the program. */
function* inOrder(map: Map<unknown, unknown>, keys: readonly EntryPiece[], value: Values): Waits {
  const said = (yield* all(keys, value)).filter(key => map.has(key))
  refill(map, new Map([...said.map((key): [unknown, unknown] => [key, map.get(key)]), ...map]))
}

function refill(map: Map<unknown, unknown>, entries: ReadonlyMap<unknown, unknown>): void {
  map.clear()
  for (const [key, value] of entries) map.set(key, value)
}

/** Elements are found again by their values, and functions by their code. */
export function patchSet(p: Patching, before: Literal, after: Literal): Patch | undefined {
  const left = new Set(before.entries)
  const elements = after.entries.map(entry => {
    const was = left.values().find(each => isSame(p, each, entry))
    if (!was) return { made: p.make(entry, 'value'), from: -1 }
    left.delete(was)
    keep(p, was, entry)
    return { from: before.entries.indexOf(was), find: entry.plainKey ? undefined : functionIn(p, was), made: entry.plainKey ? p.make(entry, 'value') : undefined }
  })
  // One that was said twice is there once.
  const isSaid = ({ plainKey, key, refs }: Entry): boolean => plainKey && renewedIn(refs, p.renewed) === undefined && after.entries.some(each => each.key === key)
  const gone = [...left].filter(entry => !isSaid(entry)).map(entry => {
    const plain = oldValue(entry.value, p)
    return plain ? () => plain.value : functionIn(p, entry)
  })
  if (gone.includes(undefined)) return undefined
  let ordered = elements.some(({ from }, index) => from < 0 || (index > 0 && from < elements[index - 1]!.from))
  // Others are known by their places, where the program has not changed what the literal made.
  const isKnown = elements.every(({ made, find }) => made ?? find)
  const patch: Patch = function* take(object, value) {
    const set = object as Set<unknown>
    const values = [...set]
    const isWhole = values.length >= before.entries.length && elements.every(({ from, find }) => from < 0 || !find || find(set) === values[from])
    if (!isKnown && !isWhole) ordered = false
    // Another one may have the same value.
    const plain = new Map<EntryPiece, unknown>()
    for (const { from, made } of gone.length > 0 ? elements : []) if (made && from >= 0) plain.set(made, yield* value(made))
    const stay = new Set(plain.values())
    for (const find of gone) {
      const element = find!(set)
      if (!stay.has(element)) set.delete(element)
    }
    const said: unknown[] = []
    for (const { from, made, find } of elements) {
      if (from >= 0 && !ordered) continue
      const element = made ? (plain.has(made) ? plain.get(made) : yield* value(made)) : find ? find(set) : values[from]
      if (from < 0) set.add(element)
      if (set.has(element)) said.push(element)
    }
    if (ordered) renew(set, new Set([...said, ...set]))
  }
  return whole([patch], object => new Set(object as Set<unknown>), (object, saved) => renew(object as Set<unknown>, saved))
}

/** Finds the function that the old entry made. */
function functionIn({ draft, old }: Patching, entry: Entry): ((set: ReadonlySet<unknown>) => unknown) | undefined {
  const site = old?.sites.at(entry)
  if (!site || site.start !== entry.value.start || site.kind === 'class') return undefined
  const slots = new Set(recordFor(draft, site).versions.map(({ field }) => field))
  return set => set.values().find(each => typeof each === 'function' && slots.has(slotOf(each as () => unknown) ?? ''))
}

function* all(pieces: readonly EntryPiece[], value: Values): Waits<unknown[]> {
  const found: unknown[] = []
  for (const piece of pieces) found.push(yield* value(piece))
  return found
}

function renew(set: Set<unknown>, values: ReadonlySet<unknown>): void {
  set.clear()
  for (const value of values) set.add(value)
}

/** All patches, undone together by putting a copy back. */
function whole<S>(patches: readonly Patch[], save: (object: unknown) => S, restore: (object: unknown, saved: S) => void): Patch {
  return function* take(object, value, journal) {
    const saved = save(object)
    journal.push(() => restore(object, saved))
    for (const patch of patches) yield* patch(object, value, journal)
  }
}

/**
 * Elements are matched by their code in order (longest common subsequence), literals that were edited by what they have in common; matched ones keep
 * their values, and functions that stand elsewhere theirs; the others are evaluated; what the program pushed stays behind them.
 */
export function patchArray(p: Patching, before: Literal, after: Literal): Patch {
  const [old, now] = [before.entries, after.entries]
  const some = 1 / (old.length + 1)
  const likeness = likenessOf(p, old)
  const worth = (was: Entry, is: Entry): number => isSame(p, was, is) ? (isSameCode(p, was, is) ? 1 : some) : likeness(was, is) * some ** 2
  const kept = common(old.length, now.length, (i, j) => worth(old[i]!, now[j]!))
  const used = new Set(kept.values())
  for (const [index, entry] of now.entries()) {
    if (kept.has(index) || !p.sites.at(entry)) continue
    const from = old.findIndex((each, at) => !used.has(at) && isSame(p, each, entry) && isSameCode(p, each, entry))
    if (from < 0) continue
    kept.set(index, from)
    used.add(from)
  }
  const makers = now.map((entry, index): Maker => {
    const from = kept.get(index) ?? -1
    const patch = from < 0 ? 'new' : between(p, old[from]!, entry)
    if (patch === undefined) return { from }
    return { from, made: p.make(entry, 'value'), ...(patch !== 'new' && { patch: { take: patch, type: entry.literal!.type } }) }
  })
  const { length } = old
  return function* take(object, value, journal) {
    const array = object as unknown[]
    const saved = [...array]
    journal.push(() => { array.splice(0, array.length, ...saved) })
    const next: unknown[] = []
    for (const { from, made, patch } of makers) {
      if (made === undefined) {
        if (from < saved.length) next.push(saved[from])
      } else if (patch && fits(saved[from], patch.type)) {
        yield* patch.take(saved[from], value, journal)
        next.push(saved[from])
      } else next.push(yield* value(made))
    }
    array.splice(0, array.length, ...next, ...saved.slice(length))
  }
}

/** An element of the new text: which one it was, what evaluates it where it is new, and what makes the old one what it is. */
interface Maker { from: number, made?: EntryPiece, patch?: { take: Patch, type: Literal['type'] } }

/** How much two literals that are not the same have in common, most of all in words that are no code: 1 is all, and a little is what has nothing but its place. */
function likenessOf(p: Patching, elements: readonly Entry[]): (before: Entry, after: Entry) => number {
  const shells = new Map(elements.map(entry => [entry, once(() => new Map(entry.literal!.entries.map(({ key, shell }) => [key, shell])))]))
  return (entry, { literal: after }) => {
    const before = entry.literal
    if (!before || !after || before.type !== after.type || before.opaque || after.opaque) return 0
    const old = shells.get(entry)!()
    const both = after.entries.reduce((sum, each) => old.get(each.key) !== each.shell ? sum : sum + (p.sites.of(each).length > 0 ? 0.25 : 1), 0)
    return ((both + 0.1) / (Math.max(old.size, after.entries.length) + 0.1)) ** 2
  }
}
