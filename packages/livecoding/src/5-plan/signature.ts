import type { Site } from '../3-analyse/site-shapes.ts'
import type { Version } from '../live-module.ts'
import { slotOf } from '../runtime/to-string.ts'
import type { Draft } from './draft.ts'
import type { Journal } from '../journal.ts'
import { lengthOf } from '../3-analyse/length.ts'
import { ownName } from './renamed.ts'

type Held = (...args: never[]) => unknown

/**
 * `length`, and the `name` of a function expression, are properties of each function that was made, and libraries go by them: a router takes a callback of
 * four parameters for one of errors. Nobody has a list of the functions that code has made, so one walk of the heap finds them.
 */
export function followSignature(draft: Draft, before: Site, after: Site, versions: readonly Version[]): void {
  const changed = ([['length', lengthOf(before), lengthOf(after)], ['name', ownName(before)?.name ?? '', ownName(after)?.name ?? (ownName(before) && keyOf(after))]] as const).filter(([, old, now]) => now !== undefined && now !== old)
  if (changed.length === 0 || versions.length === 0 || !hasObjects(after)) return
  const slots = new Set(versions.map(({ field }) => field))
  draft.declare.push({
    do: 'call', module: draft.module, line: 1,
    call(journal) {
      for (const held of draft.heap.functions()) {
        if (!slots.has(slotOf(held) ?? '')) continue
        for (const [key, old, now] of changed) change(held, key, old, now, journal)
      }
    },
  })
}

/** What a function without a name of its own is called by where it stands, unless an expression says that. */
const keyOf = ({ name }: Site): string | undefined => name.startsWith('[') ? undefined : name

/** Functions under a name of the module, and members of classes, are known without a search. */
const hasObjects = (site: Site): boolean =>
  (site.kind === 'function' || site.kind === 'arrow' || site.kind === 'method') && !site.member && !site.chunk.items.some(({ self }) => self === site)

/** What the program has given it stays. */
function change(held: Held, key: 'length' | 'name', old: unknown, now: unknown, journal: Journal): void {
  const before = Object.getOwnPropertyDescriptor(held, key)
  if (!before?.configurable || before.value !== old) return
  journal.push(() => { Object.defineProperty(held, key, before) })
  Object.defineProperty(held, key, { ...before, value: now })
}
