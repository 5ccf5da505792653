import { bareName } from '../3-analyse/scope/block.ts'
import { itemsSaying } from '../3-analyse/edit/later-chunk.ts'
import type { Item } from '../3-analyse/shapes.ts'
import type { Move } from '../4-diff/diff.ts'
import type { ItemPair, Spot } from '../4-diff/items.ts'
import type { LiveModule } from '../live-module.ts'
import { peekName } from '../runtime/binding.ts'
import type { Patch } from './literals/literal.ts'
import { reorder } from '../runtime/order.ts'
import { tell, type Draft } from './draft.ts'
import type { Journal } from '../journal.ts'
import { makeText, orderOf } from './unit/unit.ts'
import { whereIs } from '../3-analyse/where.ts'
import { nextName } from './unit/scope.ts'

type Members = Record<PropertyKey, unknown>

/** An enum is evaluated anew, and the object that everyone holds gets the members that came out. */
export function planEnum(draft: Draft, { before, after }: ItemPair, source = draft.module): void {
  const { item, placed } = after
  const span = item.init ?? item
  const { code, emitted } = makeText(draft.world, draft.module, draft.unit, placed, { refs: item.refs, sites: item.sites, from: span.start, to: span.end })
  const id = nextName(draft.world, 'p')
  const { line } = whereIs(item.start, placed)
  const around = item.adds === undefined ? '' : `__proto__:${lastPart.exec(code)?.[1] ?? null}`
  draft.pieces.push({ id, ...whereIs(item.start, placed), code: `()=>{const $lct={${around}};(${onNewObject(code, '$lct')});return $lct}`, emitted })
  const name = item.adds ?? item.names[0]!
  draft.renewed.add(name)
  const blocks = blocksOf(name, after)
  const ahead = blocks.slice(0, blocks.indexOf(item)).flatMap(({ members = [] }) => members)
  const others = new Set(blocks.flatMap(each => each !== item && each.members || []))
  const [moved, left] = [true, false].map(isMoved => (before.item.members ?? []).filter(member => others.has(member) === isMoved)) as [string[], string[]]
  // The block that has them now may be evaluated first.
  if (moved.length > 0) draft.retire.push({ do: 'call', module: draft.module, line, call: losing(source, name, moved) })
  const patch: Patch = function* take(held, value, journal) {
    merge(held as Members, (yield* value({ id, awaits: false })) as Members, { old: left, ahead }, journal)
  }
  draft.evaluate.push({ at: orderOf(item.start, placed), step: { do: 'patch-literal', module: draft.module, item: { ...item, names: [name] }, patch, line } })
  tell(draft, { action: 'patched', kind: 'enum', name: item.title }, placed, item.start)
}

/** So is one that stood in another module, `source`. A module that the save brings runs the code as it is loaded, on the object that has lost what it had. */
export function planEnumMoved(draft: Draft, { from, to, source }: Move): void {
  const { change: { arrives }, retire, evaluate } = draft
  if (!arrives) return planEnum(draft, { before: from, after: to }, source)
  const name = to.item.adds ?? to.item.names[0]!
  const lost = to.item.adds === undefined ? blocksOf(name, from) : [from.item]
  const line = whereIs(to.item.start, to.placed).line
  retire.push({ do: 'call', module: draft.module, line, call: losing(source, name, lost.flatMap(({ members = [] }) => members)) })
  // What a namespace of its name has given stands behind them again.
  const held = peekName(source, name)
  const members = blocksOf(name, to).flatMap(block => block.members ?? [])
  if (held instanceof Object) evaluate.push({ at: orderOf(to.item.start, to.placed), step: { do: 'call', module: draft.module, line, call: () => { reorder(held, members) } } })
}

/** A part of an enum that goes takes its members along. */
export function planEnumGone({ module, retire }: Draft, { item, placed }: Spot): void {
  retire.push({ do: 'call', module, line: whereIs(item.start, placed).line, call: losing(module, item.adds!, item.members ?? []) })
}

/** Takes members from what has the name before the update; by then the enum may have gone to another module. */
function losing(module: LiveModule, name: string, members: readonly string[]): (journal: Journal) => void {
  const held = peekName(module, name)
  return journal => {
    if (held instanceof Object) merge(held as Members, {}, { old: members, ahead: [] }, journal)
  }
}

/** All blocks of an enum, in the order of the new text. */
const blocksOf = (name: string, { model }: Spot): Item[] =>
  model.placed.flatMap(({ chunk }) => itemsSaying(bareName(name), chunk)).filter(item => item.kind === 'enum' && (item.adds ?? item.names[0]) === name)

/** `(Color || (Color = {}))`: members of its other blocks are read from what has the name. */
const lastPart = /\((?:([^()]+) \|\| )?(?:\{\}|\([^()]+ = \{\}\))\);?\s*$/

/** `(function(Color) {…})(Color || {})` with another object at its end: what had the name before may have members that are gone. */
export const onNewObject = (code: string, object = '{}'): string => code.replace(lastPart, () => `(${object})`)

/** Members that the old text gave, and those of the blocks in front of it. */
interface Standing { old: readonly string[], ahead: readonly string[] }

/**
 * The object gets the members that a new run made. What the old text gave goes; the rest is of other blocks, or of a namespace with the same name.
 */
function merge(held: Members, made: Members, { old, ahead }: Standing, journal: Journal): void {
  const saved = Object.getOwnPropertyDescriptors(held)
  const own = new Set<PropertyKey>(old.flatMap(name => keysOf(name, held)))
  const keys = Reflect.ownKeys(held)
  // The members of another block, say.
  const first = keys.findIndex(key => old.includes(key as string))
  const front = first < 0 ? ahead : keys.slice(0, first)
  journal.push(() => {
    for (const key of Object.keys(held)) if (Object.getOwnPropertyDescriptor(held, key)!.configurable) Reflect.deleteProperty(held, key)
    Object.defineProperties(held, saved)
  })
  for (const key of own) if (!Object.hasOwn(made, key)) Reflect.deleteProperty(held, key)
  Object.defineProperties(held, Object.getOwnPropertyDescriptors(made))
  reorder(held, [...front, ...Reflect.ownKeys(made)])
}

/** A member, and the number that leads back to the name of an enum's. */
const keysOf = (name: string, held: Members): string[] =>
  typeof held[name] === 'number' && held[String(held[name])] === name ? [name, String(held[name])] : [name]
