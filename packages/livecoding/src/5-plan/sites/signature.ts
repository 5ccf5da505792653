import type { Site } from '../../3-analyse/site-shapes.ts'
import { bareName } from '../../3-analyse/scope/block.ts'
import { isPlace } from '../../3-analyse/items/commonjs.ts'
import type { Version } from '../../live-module.ts'
import { peekName } from '../../runtime/binding.ts'
import { slotOf } from '../../runtime/to-string.ts'
import type { Draft } from '../draft.ts'
import type { Journal } from '../../journal.ts'
import { lengthOf } from '../../3-analyse/length.ts'
import { ownName } from '../unit/renamed.ts'

/**
 * `length`, and the `name` that a function has itself or by its declaration, are properties of each function that was made, and libraries go by them: a router
 * takes a callback of four parameters for one of errors. Nobody has a list of the functions that code has made, so one walk of the heap finds them.
 */
export function followSignature(draft: Draft, before: Site, after: Site, versions: readonly Version[]): void {
  const changed = ([['length', lengthOf(before), lengthOf(after)], ['name', saidName(before) ?? '', saidName(after) ?? (saidName(before) && keyOf(after))]] as const).filter(([, old, now]) => now !== undefined && now !== old)
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

/** The function that a name of the module has gets, or loses, a name of its own: `const look = function peek() { … }`. */
export function followOwnName({ declare, module }: Draft, name: string, before: Site, after: Site): void {
  const [old, now] = [before, after].map(site => ownName(site)?.name ?? (isPlace(name) ? '' : bareName(name))) as [string, string]
  if (old !== now && before.kind === 'function' && after.kind === 'function') declare.push({ do: 'call', module, line: 1, call: journal => change(peekName(module, name), 'name', old, now, journal) })
}

/** What a function is called by itself, or by what declares it. */
const saidName = (site: Site): string | undefined => ownName(site)?.name ?? (/^(?:declaration|variable)$/.test(site.context) ? site.name : undefined)

/** What a function without a name of its own is called by where it stands, unless an expression says that. */
const keyOf = ({ name }: Site): string | undefined => name.startsWith('[') ? undefined : name

/** Functions under a name of the module, and members of classes, are known without a search. */
const hasObjects = (site: Site): boolean =>
  (site.kind === 'function' || site.kind === 'arrow' || site.kind === 'method') && !site.member && !site.chunk.items.some(({ self }) => self === site)

/** What the program has given it stays. */
function change(held: unknown, key: 'length' | 'name', old: unknown, now: unknown, journal: Journal): void {
  const before = typeof held === 'function' ? Object.getOwnPropertyDescriptor(held, key) : undefined
  if (!before?.configurable || before.value !== old) return
  journal.push(() => { Object.defineProperty(held, key, before) })
  Object.defineProperty(held, key, { ...before, value: now })
}
