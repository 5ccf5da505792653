import { asksForRerun, computes, saysTypes } from '../outline.ts'
import type { Reused } from './reuse.ts'
import type { Item, Model, Outline, Placed } from '../shapes.ts'

/** The edit left everything as it was that others need to know: both declare, import and export the same names in the same way. */
export const isSameOutline = (before: Outline, after: Outline): boolean => before === after || before.bindings === after.bindings

/**
 * The model of a text whose new statements declare and export what the old ones in their place did, and import nothing: it has
 * the outline of the earlier one, and no other statement is looked at. Undefined: the outline may be another.
 */
export function withOutlineOf(earlier: Model, text: string, { placed, was, now }: Reused): Model | undefined {
  const { path, format, bindings, imports, requests, stars, passesOn } = earlier
  if (!isPlain(was) || !isPlain(now) || declared(was) !== declared(now) || exported(was) !== exported(now) || typesOf(was) !== typesOf(now)) return undefined
  if (passes(was, imports) !== passes(now, imports) || usesImported(placed, freeOf(was).symmetricDifference(freeOf(now)))) return undefined
  const exports = new Map(earlier.exports)
  for (const { chunk } of now) for (const each of chunk.exports) if (exports.has(each.name)) exports.set(each.name, each)
  return { path, text, format, placed, bindings, imports, requests, exports, stars, passesOn, rerun: asksForRerun(text) }
}

/** Nothing comes from another module, nor is told to decorators. */
const isPlain = (placed: readonly Placed[]): boolean =>
  placed.every(({ chunk }) =>
    chunk.imports.length + chunk.requests.length + chunk.stars.length + chunk.helpers.length === 0 && chunk.exports.every(each => each.from === undefined) && !saysTypes(chunk))

const itemsOf = (placed: readonly Placed[]): Item[] => placed.flatMap(({ chunk }) => chunk.items)

const declared = (placed: readonly Placed[]): string => itemsOf(placed).map(({ kind, declares, names }) => `${kind === 'statement' ? 'var' : declares} ${names.join()}`).join(';')

const exported = (placed: readonly Placed[]): string => placed.flatMap(({ chunk }) => chunk.exports).map(({ name, local }) => `${name} ${local ?? ''}`).join(';')

/** Statements that run nothing: the names of types are in there. */
const typesOf = (placed: readonly Placed[]): string => placed.flatMap(({ chunk }) => chunk.items.length === 0 ? chunk.source : []).join('\n')

const passes = (placed: readonly Placed[], imports: Model['imports']): boolean => itemsOf(placed).some(item => computes(item, imports))

const freeOf = (placed: readonly Placed[]): Set<string> => new Set(placed.flatMap(({ chunk }) => [...chunk.free]))

/** An import that code began to use, or uses no more, may be one of a type. */
function usesImported(placed: readonly Placed[], names: ReadonlySet<string>): boolean {
  if (names.size > 0) for (const { chunk } of placed) for (const { local } of chunk.imports) if (names.has(local)) return true
  return false
}
