import type { Entry, Literal } from '../3-analyse/literal-shapes.ts'
import type { Chunk, Model, Span } from '../3-analyse/shapes.ts'
import type { Spot } from '../4-diff/items.ts'
import { targetOfImport } from '../6-verify/targets.ts'
import { peekName } from '../runtime/binding.ts'
import type { LiveModule } from '../live-module.ts'
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
export function patchLiteral(p: Patching, before: Literal, after: Literal): Patch | undefined {
  if (before.type !== after.type || before.opaque || after.opaque) return undefined
  switch (after.type) {
    case 'object': return patchObject(p, before, after)
    case 'map': return patchMap(p, before, after)
    case 'set': return patchSet(p, before, after)
    case 'array': return patchArray(p, before, after)
  }
}

/** Where a literal stands. */
export interface Patching {
  draft: Draft
  renewed: ReadonlySet<string>
  /** The chunk and the model that had it before. */
  old: { chunk: Chunk, model: Model } | undefined
  /** Adds a piece that gives a part of an entry, each time it is called. */
  make(entry: Entry, part: Part): string
}

export type Part = 'value' | 'key' | 'entry'

export const spanOf = (entry: Entry, part: Part): Span => part === 'entry' ? entry.span : part === 'key' ? entry.keySpan! : entry.value

/** The literal is the initialiser of a variable, whose value was made from that of `before`. */
export function inVariable(draft: Draft, before: Spot, spot: Spot): Patching {
  return {
    draft, renewed: draft.renewed, old: { chunk: before.placed.chunk, model: before.model },
    make(entry, part) {
      const span = spanOf(entry, part)
      const { item, placed } = spot
      const { code, emitted } = makeText(draft.world, draft.module, draft.unit, placed, { refs: inside(item.refs, span), sites: inside(item.sites, span), from: span.start, to: span.end })
      const id = nextName(draft.world, 'p')
      draft.pieces.push({ id, ...whereIs(span.start, placed), code: part === 'entry' ? `()=>({${code}})` : `()=>(${code})`, emitted })
      return id
    },
  }
}

export const inside = <T extends { at?: number, start?: number }>(all: readonly T[], { start, end }: Span): T[] =>
  all.filter(each => (each.at ?? each.start!) >= start && (each.at ?? each.start!) < end)

export const isRenewed = (entry: Entry, renewed: ReadonlySet<string>): boolean => !entry.calls && renewedIn(entry.refs, renewed) !== undefined

/** The patch for an entry that both have; undefined: nothing to do; 'new': its value is evaluated anew. */
export function between(p: Patching, before: Entry, after: Entry): Patch | 'new' | undefined {
  const renewed = isRenewed(after, p.renewed)
  if (before.shell === after.shell && !renewed) return undefined
  return (before.literal && after.literal && patchLiteral(p, before.literal, after.literal)) ?? 'new'
}

/** Whether the program still has there what a literal of this type makes. */
export function fits(value: unknown, type: Literal['type']): boolean {
  if (typeof value !== 'object' || value === null) return false
  const is = Array.isArray(value) ? 'array' : value instanceof Map ? 'map' : value instanceof Set ? 'set' : 'object'
  return is === type && Object.isExtensible(value)
}

/** The value of a key or element that the old source says in a simple way; undefined: it cannot be known. */
export function oldValue(span: Span, { draft, old }: Patching): { value: unknown } | undefined {
  if (!old) return undefined
  const { chunk } = old
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
