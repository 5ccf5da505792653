import type { Entry, Literal } from '../../3-analyse/literal-shapes.ts'
import { slotOf } from '../../runtime/to-string.ts'
import { isOfType, oldValue, type Patching } from './literal.ts'
import { plainName } from './object.ts'
import { recordFor } from '../records.ts'

/** Finds an old element in the set. */
export type Find = (set: ReadonlySet<unknown>, made: Made) => unknown

/** What the literals among the old elements made. */
export type Made = ReadonlyMap<Entry, unknown>

/** Finds the function that the old entry made. */
export function functionIn({ draft, old }: Patching, entry: Entry): Find | undefined {
  const site = old?.sites.at(entry)
  if (!site || site.start !== entry.value.start || site.kind === 'class') return undefined
  const slots = new Set(recordFor(draft, site).versions.map(({ field }) => field))
  return set => set.values().find(each => typeof each === 'function' && slots.has(slotOf(each as () => unknown) ?? ''))
}

/**
 * Finds what the old literals made: what still has all that they say, else what stands in their places among the elements
 * of which nothing else is known, as long as the program has taken none away.
 */
export function literalsIn(p: Patching, { entries }: Literal, finds: ReadonlyMap<Entry, Find | undefined>): (set: ReadonlySet<unknown>) => Made {
  if (entries.every(({ literal }) => !literal)) return () => new Map()
  const known = new Map(entries.map((entry): [Entry, Find | undefined] => {
    const plain = entry.literal ? undefined : oldValue(entry.value, p)
    return [entry, plain ? () => plain.value : entry.literal ? undefined : finds.get(entry)]
  }))
  const unknown = entries.filter(entry => !known.get(entry))
  const literals = new Map(unknown.flatMap((entry, at) => entry.literal ? [[entry, { at, literal: entry.literal, isSaid: saidBy(p, entry.literal) }] as const] : []))
  return set => {
    const others = [...set].filter(isOther(set))
    const made = new Map<Entry, unknown>()
    const free = new Set(others)
    const take = (entry: Entry, element: unknown): void => {
      if (free.delete(element)) made.set(entry, element)
    }
    for (const [entry, { isSaid }] of literals) take(entry, free.values().find(isSaid))
    if (others.length < unknown.length) return made
    for (const [entry, { at, literal: { type } }] of literals) if (!made.has(entry) && isOfType(others[at], type)) take(entry, others[at])
    return made
  }

  function isOther(set: ReadonlySet<unknown>): (element: unknown) => boolean {
    const found = new Set([...known.values()].flatMap(find => find ? [find(set, new Map())] : []))
    return element => !found.has(element)
  }
}

/** Whether something has all that the literal says in plain words. */
function saidBy(p: Patching, { type, entries }: Literal): (element: unknown) => boolean {
  if (type === 'map' || type === 'set') return () => false
  const said = entries.flatMap((entry, index): [string, unknown][] => {
    const name = type === 'array' ? String(index) : plainName(entry)
    const plain = name === undefined ? undefined : oldValue(entry.value, p)
    return plain ? [[name!, plain.value]] : []
  })
  return element => said.length > 0 && isOfType(element, type) && said.every(([name, value]) => Object.is((element as Record<string, unknown>)[name], value))
}
