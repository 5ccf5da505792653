import { leavesOf, type Entry, type Literal } from '../../3-analyse/literal-shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import type { Chunk, Model, Placed, Span } from '../../3-analyse/shapes.ts'
import { valueOf } from '../../3-analyse/walk/literal.ts'
import type { ItemPair, Spot } from '../../4-diff/items.ts'
import { targetOfImport } from '../../graph/targets.ts'
import { problem } from '../../messages/message.ts'
import { peekName } from '../../runtime/binding.ts'
import type { LiveModule } from '../../live-module.ts'
import type { Waits } from '../../waits.ts'
import { disposeEntries, warn, type Draft, type Step } from '../draft.ts'
import type { Journal } from '../../journal.ts'
import { patchArray, patchMap } from './collections.ts'
import { patchObject } from './object.ts'
import { patchSet } from './set.ts'
import { renewedIn } from '../renewed.ts'
import { needsAnotherNow } from '../sites/sites.ts'
import { makeText } from '../unit/unit.ts'
import { whereIs } from '../../3-analyse/where.ts'
import { nextName } from '../unit/scope.ts'

/** What evaluates the code of a piece, once the unit is there. */
export type Values = (piece: EntryPiece) => Waits<unknown>

/** Code of a part of an entry, which may have an `await`. */
export interface EntryPiece { id: string, awaits: boolean }

/** Something to do to the object that a literal made; `value` gives the pieces' values. */
export type Patch = (object: unknown, value: Values, journal: Journal) => Waits

/** A patch that waits for nothing. */
export const atOnce = (change: (object: object) => void): Patch => function* take(object) {
  yield* [] as Promise<unknown>[]
  change(object as object)
}

/** The value of a piece by the functions that a unit gave. */
export const valuesOf = (evaluate: (id: string) => unknown): Values => function* value({ id, awaits }) {
  const value = evaluate(id)
  return awaits ? yield value as Promise<unknown> : value
}

/** How the object that the old literal made becomes what the new one says; undefined where only a new object will do. */
export function patchLiteral(p: Patching, before: Literal, after: Literal): Patch | undefined {
  if (before.type !== after.type || before.opaque || after.opaque) return undefined
  const patch = patches[after.type](p, before, after)
  const { world } = p.draft
  return patch && function* take(object, value, journal) {
    world.patched.add(object as object)
    yield* patch(object, value, journal)
  }
}

const patches = { object: patchObject, map: patchMap, set: patchSet, array: patchArray }

type Valued = Pick<Entry, 'value'>

/** Sites by the entries that they are in. */
export class SitesIn {
  readonly #all: readonly Site[]
  readonly #known = new Map<Valued, readonly Site[]>()
  constructor(all: readonly Site[]) { this.#all = all }

  of(entry: Valued): readonly Site[] {
    let found = this.#known.get(entry)
    if (!found) this.#known.set(entry, found = inside(this.#all, entry.value))
    return found
  }

  /** The one that is the entry's value. */
  at(entry: Valued): Site | undefined { return this.of(entry).find(({ end }) => end === entry.value.end) }
}

/** Where a literal stands. */
export interface Patching {
  draft: Draft
  renewed: ReadonlySet<string>
  /** The chunk and the model that had it before, and the sites that were in it. */
  old: { chunk: Chunk, model: Model, sites: SitesIn } | undefined
  /** The sites in the literal. */
  sites: SitesIn
  /** Values that stay the ones they are: entries of before, and of the new text. */
  kept: [Entry, Entry][]
  /** The object has more than the literal gives to it, in front. */
  mixes?: true
  /** Adds a piece that gives a part of an entry, each time it is called. */
  make(entry: Entry, part: Part): EntryPiece
}

export type Part = 'value' | 'key' | 'entry'

export const spanOf = (entry: Entry, part: Part): Span => part === 'entry' ? entry.span : part === 'key' ? entry.keySpan! : entry.value

/** The literal is the initialiser of a variable, whose value was made from that of `before`. */
export function inVariable(draft: Draft, before: Spot, spot: Spot): Patching {
  return {
    draft, renewed: draft.renewed, sites: new SitesIn(spot.item.sites), kept: [], old: { chunk: before.placed.chunk, model: before.model, sites: new SitesIn(before.item.sites) },
    make(entry, part) {
      const span = spanOf(entry, part)
      const { item, placed } = spot
      const { code, emitted } = makeText(draft.world, draft.module, draft.unit, placed, { refs: inside(item.refs, span), sites: inside(item.sites, span), from: span.start, to: span.end })
      const id = nextName(draft.world, 'p')
      draft.pieces.push({ id, ...whereIs(span.start, placed), code: `${entry.awaits ? 'async' : ''}()=>(${part === 'entry' ? `{${code}}` : code})`, emitted })
      return { id, awaits: entry.awaits }
    },
  }
}

/** The patch as a step; what its changed entries have started ends first. */
export function patchStep(draft: Draft, { before, after: { item, placed } }: ItemPair, patch: Patch, kept: ReadonlyMap<number, number>): Extract<Step, { do: 'patch-literal' }> {
  const { line } = whereIs(item.start, placed)
  disposeEntries(draft, draft.module.owners.get(before.item), kept, line)
  return { do: 'patch-literal', module: draft.module, item, patch, line, kept }
}

export const inside = <T extends { at?: number, start?: number }>(all: readonly T[], { start, end }: Span): T[] =>
  all.filter(each => (each.at ?? each.start!) >= start && (each.at ?? each.start!) < end)

/** It says something new, and no call stands between; of a literal, `new Map([…])` too, one of its entries does. */
export const isRenewed = ({ literal, calls, refs }: Entry, renewed: ReadonlySet<string>): boolean => literal && !literal.opaque
  ? literal.entries.some(each => isRenewed(each, renewed) || (each.plainKey && renewedIn(each.keyRefs ?? [], renewed) !== undefined))
  : !calls && renewedIn(refs, renewed) !== undefined

/** An entry that a call made, or that stands beside a spread, stays, though what it was made from is new. */
export function tellStale({ draft, renewed, kept }: Patching, title: string, placed: Placed): void {
  const told = new Set<string>()
  for (const [, { key, shell, keySpan, value, refs }] of kept) {
    const source = renewedIn(refs, renewed)
    const name = keySpan || key === shell ? title : `${title}.${key}`
    if (source === undefined || told.has(`${name} ${source}`)) continue
    told.add(`${name} ${source}`)
    warn(draft, problem('LC2301', { name, source }), placed, value.start, source)
  }
}

/** The patch for an entry that both have; undefined: nothing to do; 'new': its value is evaluated anew. */
export function between(p: Patching, before: Entry, after: Entry): Patch | 'new' | undefined {
  if (isSame(p, before, after)) return keep(p, before, after)
  const { length } = p.kept
  const patch = before.literal && after.literal && patchLiteral(p, before.literal, after.literal)
  if (!patch) p.kept.length = length
  return patch ?? 'new'
}

/** The value stays: the words are the same, what it says is not new, and its functions are those of before, which can be what they are now. */
export function isSame(p: Patching, before: Entry, after: Entry): boolean {
  if (before.shell !== after.shell || isRenewed(after, p.renewed) || isOfAnotherKind(p, before, after)) return false
  const old = p.old?.sites.of(before) ?? []
  return p.sites.of(after).every((site, index) => (p.draft.was.get(site) ?? site) === old[index])
}

/** The functions in it are those of before word for word. */
export const isSameCode = (p: Patching, before: Entry, after: Entry): boolean =>
  p.sites.of(after).every((site, index) => p.old?.sites.of(before)[index]?.deep === site.deep)

/** The function that is the entry's value is of a kind that its object cannot become, or one in a literal is. */
export function isOfAnotherKind(p: Pick<Patching, 'sites' | 'draft'> & { old: Pick<NonNullable<Patching['old']>, 'sites'> | undefined }, before: Entry, after: Entry): boolean {
  if (before.literal && after.literal) {
    const old = leavesOf(before.literal)
    return leavesOf(after.literal).some((leaf, index) => isOfAnotherKind(p, old[index]!, leaf))
  }
  const [was, is] = [p.old?.sites.at(before), p.sites.at(after)]
  return was !== undefined && is !== undefined && needsAnotherNow(p.draft, was, is)
}

/** An entry is the same in both. */
export function keep({ kept }: Patching, before: Entry, after: Entry): undefined {
  if (!before.literal || !after.literal) return void kept.push([before, after])
  const old = leavesOf(before.literal)
  kept.push(...leavesOf(after.literal).map((leaf, index): [Entry, Entry] => [old[index]!, leaf]))
}

/** By their numbers in the old literal, the entries that stay: their numbers in the new one. */
export function keptNumbers({ kept }: Patching, before: Literal, after: Literal): Map<number, number> {
  const [old, now] = [before, after].map(literal => new Map(leavesOf(literal).map((leaf, index) => [leaf, index])))
  return new Map(kept.map(([was, is]) => [old!.get(was)!, now!.get(is)!]))
}

/** Whether the program still has there what a literal of this type makes, and it may be patched. */
export const fits = (value: unknown, type: Literal['type']): boolean => isOfType(value, type) && Object.isExtensible(value)

export function isOfType(value: unknown, type: Literal['type']): boolean {
  if (typeof value !== 'object' || value === null) return false
  return (Array.isArray(value) ? 'array' : value instanceof Map ? 'map' : value instanceof Set ? 'set' : 'object') === type
}

/** The value of a key or element that the old source says without a call; undefined: it cannot be known. */
export function oldValue(span: Span, { draft, old }: Patching): { value: unknown } | undefined {
  return old && valueOf(draft.module.path, old.chunk, span, old.model.format, name => {
    const target = bindingOf(draft, old.model, name)
    if (target) return { value: peekName(target.module, target.local) }
    return isGlobal(old.model, name) ? { value: Reflect.get(globalThis, name) } : undefined
  })
}

const isGlobal = ({ imports, bindings }: Model, name: string): boolean => !imports.has(name) && !bindings.has(name) && name in globalThis

/** Where a name of the running text leads, if it leads to something that is not assigned to. */
function bindingOf({ world, module }: Draft, model: Model, name: string): { module: LiveModule, local: string } | undefined {
  const imported = model.imports.get(name)
  const target = imported ? targetOfImport(world, module, imported, 'newest') : { kind: 'binding' as const, module, local: name }
  if (target?.kind !== 'binding') return undefined
  const { bindings, placed } = target.module === module ? model : target.module.current
  const isEnum = (): boolean => placed.some(({ chunk }) => chunk.items.some(({ kind, names }) => kind === 'enum' && names[0] === target.local))
  const isFixed = ['const', 'function', 'class'].includes(bindings.get(target.local)?.declares ?? '') || isEnum()
  return isFixed ? target : undefined
}
