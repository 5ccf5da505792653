import type { Entry, Literal } from '../../3-analyse/literal-shapes.ts'
import { common } from '../../4-diff/common.ts'
import { isReordered, isSteady, isUnknown } from './object.ts'
import { atOnce, between, fits, isSame, isSameCode, oldValue, type EntryPiece, type Patch, type Patching, type Values } from './literal.ts'
import { once } from '../../library.ts'
import type { Waits } from '../../waits.ts'

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

function* all(pieces: readonly EntryPiece[], value: Values): Waits<unknown[]> {
  const found: unknown[] = []
  for (const piece of pieces) found.push(yield* value(piece))
  return found
}

/** All patches, undone together by putting a copy back. */
export function whole<S>(patches: readonly Patch[], save: (object: unknown) => S, restore: (object: unknown, saved: S) => void): Patch {
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
    const site = p.sites.at(entry)
    if (kept.has(index) || !site) continue
    const from = old.findIndex((each, at) => !used.has(at) && isSame(p, each, entry) && (site.name !== '' || isSameCode(p, each, entry)))
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
export function likenessOf(p: Patching, elements: readonly Entry[]): (before: Entry, after: Entry) => number {
  const shells = new Map(elements.map(entry => [entry, once(() => new Map(entry.literal!.entries.map(({ key, shell }) => [key, shell])))]))
  return (entry, { literal: after }) => {
    const before = entry.literal
    if (!before || !after || before.type !== after.type || before.opaque || after.opaque) return 0
    const old = shells.get(entry)!()
    const both = after.entries.reduce((sum, each) => old.get(each.key) !== each.shell ? sum : sum + (p.sites.of(each).length > 0 ? 0.25 : 1), 0)
    return ((both + 0.1) / (Math.max(old.size, after.entries.length) + 0.1)) ** 2
  }
}
