import type { Entry, Item, Literal, Model, Span } from '../3-analyse/shapes.ts'
import type { Spot } from '../4-diff/items.ts'
import { targetOfImport } from '../6-verify/targets.ts'
import { peekName } from '../runtime/binding.ts'
import type { LiveModule } from '../world.ts'
import type { Draft, Journal } from './draft.ts'
import { patchArray, patchMap, patchSet } from './literal-collections.ts'
import { patchObject } from './literal-object.ts'
import { renewedIn } from './renewed.ts'
import { makeText, whereIs } from './unit.ts'
import { nextName } from './unit-scope.ts'

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

export interface Patching { draft: Draft, spot: Spot, renewed: ReadonlySet<string> }

/** Adds a piece that gives the value, each time it is called. */
export function piece({ draft, spot }: Patching, entry: Entry, part: 'value' | 'key' | 'entry'): string {
  const span = part === 'entry' ? entry.span : part === 'key' ? entry.keySpan! : entry.value
  const item: Item = spot.item
  const inside = <T extends { at?: number, start?: number }>(all: readonly T[]): T[] => all.filter(each => (each.at ?? each.start!) >= span.start && (each.at ?? each.start!) < span.end)
  const { code, emitted } = makeText(draft.world, draft.module, draft.unit, spot.placed, { refs: inside(item.refs), sites: inside(item.sites), from: span.start, to: span.end })
  const id = nextName(draft.world, 'p')
  draft.pieces.push({ id, ...whereIs(span.start, spot.placed), code: part === 'entry' ? `()=>({${code}})` : `()=>(${code})`, emitted })
  return id
}

export const isRenewed = (entry: Entry, renewed: ReadonlySet<string>): boolean => !entry.calls && renewedIn(entry.refs, renewed) !== undefined

/** The patch for an entry that both have; undefined: nothing to do; 'new': its value is evaluated anew. */
export function between(p: Patching, before: Entry, after: Entry): Patch | 'new' | undefined {
  const renewed = isRenewed(after, p.renewed)
  if (before.shell === after.shell && !renewed) return undefined
  return (before.literal && after.literal && patchLiteral(p.draft, p.spot, before.literal, after.literal, p.renewed)) ?? 'new'
}

/** Whether the program still has there what a literal of this type makes. */
export function fits(value: unknown, type: Literal['type']): boolean {
  if (typeof value !== 'object' || value === null) return false
  const is = Array.isArray(value) ? 'array' : value instanceof Map ? 'map' : value instanceof Set ? 'set' : 'object'
  return is === type && Object.isExtensible(value)
}

/** The value of a key or element that the old source says in a simple way; undefined: it cannot be known. */
export function oldValue(span: Span, { draft, spot }: Patching): { value: unknown } | undefined {
  const old = draft.change.pairs.find(pair => pair.after === spot)?.before
  if (!old) return undefined
  const { chunk } = old.placed
  const code = chunk.code.slice(span.start - chunk.base, span.end - chunk.base)
  if (/^(?:'[^'\\]*'|"[^"\\]*")$/.test(code)) return { value: code.slice(1, -1) }
  if (/^-?(?:\d[\d_]*(?:\.\d*)?(?:e[+-]?\d+)?|0x[\da-f]+)$/i.test(code)) return { value: Number(code.replaceAll('_', '')) }
  if (/^(?:true|false|null)$/.test(code)) return { value: JSON.parse(code) as unknown }
  const [, name, member] = /^([\p{ID_Start}$_][\w$]*)(?:\.([\w$]+))?$/u.exec(code) ?? []
  const target = name === undefined ? undefined : bindingOf(draft, old.model, name)
  if (!target) return undefined
  const value = peekName(target.module, target.local)
  return { value: member === undefined ? value : Object(value)[member] as unknown }
}

/** Where a name of the running text leads, if it leads to something that is not assigned to. */
function bindingOf({ world, module }: Draft, model: Model, name: string): { module: LiveModule, local: string } | undefined {
  const imported = model.imports.get(name)
  const target = imported ? targetOfImport(world, module, imported, 'newest') : { kind: 'binding' as const, module, local: name }
  if (target?.kind !== 'binding') return undefined
  const { bindings, placed } = target.module === module ? model : target.module.current
  const isFixed = ['const', 'function', 'class'].includes(bindings.get(target.local)?.declares ?? '') || placed.some(({ chunk }) => chunk.items.some(({ kind, names }) => kind === 'enum' && names[0] === target.local))
  return isFixed ? target : undefined
}
