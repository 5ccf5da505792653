import type { Entry, Literal } from '../../3-analyse/literal-shapes.ts'
import { likenessOf, whole } from './collections.ts'
import { between, fits, isSame, keep, oldValue, type EntryPiece, type Patch, type Patching } from './literal.ts'
import { functionIn, literalsIn, type Find } from './set-finds.ts'
import { renewedIn } from '../renewed.ts'

/** Elements are found again by their values, functions by their code, and what literals made by what is in it and where it stands. */
export function patchSet(p: Patching, before: Literal, after: Literal): Patch | undefined {
  const left = new Set(before.entries)
  const edited = pairsOf(p, before, after, left)
  const finds = new Map(before.entries.map((entry): [Entry, Find | undefined] => [entry, entry.literal ? (_, made) => made.get(entry) : functionIn(p, entry)]))
  const elements = after.entries.map((entry): Element => {
    const pair = edited.get(entry)
    if (!pair) return { made: p.make(entry, 'value'), from: -1 }
    const { was, patch } = pair
    const from = before.entries.indexOf(was)
    const find = entry.plainKey ? undefined : finds.get(was)
    return { from, ...find && { find }, ...(entry.plainKey || patch) && { made: p.make(entry, 'value') }, ...patch && { patch: { take: patch, type: entry.literal!.type } } }
  })
  // One that was said twice is there once.
  const isSaid = ({ plainKey, key, refs }: Entry): boolean => plainKey && renewedIn(refs, p.renewed) === undefined && after.entries.some(each => each.key === key)
  const gone = [...left].filter(entry => !isSaid(entry)).map((entry): Find | undefined => {
    const plain = oldValue(entry.value, p)
    return plain ? () => plain.value : finds.get(entry)
  })
  if (gone.includes(undefined)) return undefined
  const madeBy = literalsIn(p, before, finds)
  let ordered = elements.some(({ from }, index) => from < 0 || (index > 0 && from < elements[index - 1]!.from))
  // Others are known by their places, where the program has not changed what the literal made.
  const isKnown = elements.every(({ made, find }) => made ?? find)
  const patch: Patch = function* take(object, value, journal) {
    const set = object as Set<unknown>
    const values = [...set]
    const there = madeBy(set)
    const isWhole = values.length >= before.entries.length && elements.every(({ from, find }) => from < 0 || !find || find(set, there) === values[from])
    if (!isKnown && !isWhole) ordered = false
    // Another one may have the same value.
    const plain = new Map<EntryPiece, unknown>()
    for (const { from, made, patch } of gone.length > 0 ? elements : []) if (made && from >= 0 && !patch) plain.set(made, yield* value(made))
    const stay = new Set(plain.values())
    for (const find of gone) {
      const element = find!(set, there)
      if (!stay.has(element)) set.delete(element)
    }
    const said: unknown[] = []
    for (const { from, made, find, patch } of elements) {
      const element = find?.(set, there)
      if (patch && fits(element, patch.type)) yield* patch.take(element, value, journal)
      const isNew = from < 0 || (patch && !fits(element, patch.type))
      if (!isNew && !ordered) continue
      const now = isNew ? yield* value(made!) : find ? element : made ? (plain.has(made) ? plain.get(made) : yield* value(made)) : values[from]
      if (isNew) {
        set.delete(element)
        set.add(now)
      }
      if (set.has(now)) said.push(now)
    }
    if (ordered) renew(set, new Set([...said, ...set]))
  }
  return whole([patch], object => new Set(object as Set<unknown>), (object, saved) => renew(object as Set<unknown>, saved))
}

/** Where an element of the new literal comes from; what finds it in the set, evaluates it, and makes it what it is now. */
interface Element { from: number, find?: Find, made?: EntryPiece, patch?: { take: Patch, type: Literal['type'] } }

/** Elements that stay, and literals that were edited: those that have most in common. Takes them out of `left`. */
function pairsOf(p: Patching, before: Literal, after: Literal, left: Set<Entry>): Map<Entry, { was: Entry, patch?: Patch }> {
  const pairs = new Map<Entry, { was: Entry, patch?: Patch }>()
  for (const entry of after.entries) {
    const was = left.values().find(each => isSame(p, each, entry))
    if (!was) continue
    left.delete(was)
    keep(p, was, entry)
    pairs.set(entry, { was })
  }
  const likeness = likenessOf(p, before.entries)
  for (const entry of after.entries) {
    if (pairs.has(entry) || !entry.literal) continue
    const [was] = [...left].filter(each => likeness(each, entry) > 0).sort((a, b) => likeness(b, entry) - likeness(a, entry))
    const patch = was && between(p, was, entry)
    if (!patch || patch === 'new') continue
    left.delete(was)
    pairs.set(entry, { was, patch })
  }
  return pairs
}

function renew(set: Set<unknown>, values: ReadonlySet<unknown>): void {
  set.clear()
  for (const value of values) set.add(value)
}
