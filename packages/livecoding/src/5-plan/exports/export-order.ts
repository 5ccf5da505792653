import { bareName, spaceOf } from '../../3-analyse/scope/block.ts'
import { exportedAt, isPlace } from '../../3-analyse/items/commonjs.ts'
import type { Item, Model } from '../../3-analyse/shapes.ts'
import type { ItemPair } from '../../4-diff/items.ts'
import { reorder } from '../../runtime/order.ts'
import { exportsOf } from '../../runtime/place.ts'
import type { Draft } from '../draft.ts'

/** `exports.lock = …`, and what namespace blocks export, stands in the order of the source, as on a fresh start. */
export function planExportOrder(draft: Draft): void {
  const { before, after, come, pairs, moved, renamed } = draft.change
  const items = [...come, ...[...pairs, ...renamed].map(pair => pair.after), ...moved.map(({ to }) => to)].map(({ item }) => item)
  if (after.format === 'commonjs' && items.some(({ hoists, names }) => hoists !== undefined || names.some(isPlace))) {
    planOrder(draft, [before, after].map(placesOf), () => exportsOf(draft.module), pairs.some(isReplaced))
  }
  const spaces = new Set(items.flatMap(({ names }) => names.flatMap(name => spaceOf(name) ?? [])))
  for (const space of spaces) planOrder(draft, [before, after].map(model => membersOf(model, space)), () => draft.module.runtime!.spaces.get(space))
}

/** It goes and comes, and so would stand behind the others. */
const isReplaced = ({ before: { item }, after }: ItemPair): boolean => item.kind !== after.item.kind && item.names.some(isPlace)

function planOrder({ module, evaluate }: Draft, orders: readonly string[][], object: () => unknown, isMoved = false): void {
  const [old, now] = orders as [string[], string[]]
  if (old.join() === now.join() && !isMoved) return
  evaluate.push({ at: Infinity, step: { do: 'call', module, line: 1, call: journal => {
    const exports = object()
    if (!(exports instanceof Object) || !Object.isExtensible(exports)) return
    const has = Object.keys(exports)
    journal.push(() => reorder(exports, has))
    reorder(exports, inserted(has, old, now))
  } } })
}

/** Names that came stand behind the one that they follow in the source; those that changed places have each other's. */
function inserted(has: readonly string[], old: readonly string[], now: readonly string[]): string[] {
  const stays = now.filter(name => old.includes(name) && has.includes(name))
  const names = has.filter(name => stays.includes(name) || !now.includes(name)).map(name => stays.includes(name) ? undefined : name)
  const order = names.map(name => name ?? stays.shift()!)
  for (const [at, name] of now.entries()) {
    if (order.includes(name) || !has.includes(name)) continue
    order.splice(at === 0 ? Math.max(0, order.indexOf(now[1] ?? '')) : order.indexOf(now[at - 1]!) + 1, 0, name)
  }
  return order
}

/** No other statement is parsed for it. */
const startsPlace = /^(?:this|(?:module\s*\.\s*)?exports)\b/

/** The names of exports, in the order in which a fresh start gives them. */
function placesOf({ placed }: Model): string[] {
  const items = placed.flatMap(({ chunk }) => startsPlace.test(chunk.source) ? chunk.items : [])
  const places = items.flatMap(({ hoists, names }) => hoists?.toReversed() ?? names.filter(isPlace))
  return [...new Set(places.flatMap(place => exportedAt(place) ?? []))].filter(name => name !== 'exports')
}

/** The same of the members of a namespace. */
const membersOf = ({ placed }: Model, space: string): string[] =>
  placed.flatMap(({ chunk }) => chunk.lowered ? chunk.items : []).flatMap(({ names }: Item) => names.filter(name => spaceOf(name) === space).map(bareName))
