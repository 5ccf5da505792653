import { exportKey, isPlace, WHOLE } from '../3-analyse/items/commonjs.ts'
import { DEFAULT } from '../3-analyse/items/exported.ts'
import { literalOf } from '../3-analyse/walk/literal.ts'
import type { ItemPair, Spot } from './items.ts'

/** What an export is given: a name of the module, or a value that stands there; `spot`: what says so. */
export interface Given { said: string, spot: Spot }

/**
 * Functions and classes that a module exports where they stand, and that are declared under a name of their own now, or the other way round:
 *
 *     exports.Door = class {…}     class Door {…}  module.exports = { Door }
 *     export default class {…}     class Door {…}  export default Door
 *
 * They are the same things, whatever else was edited.
 */
export function namedExports(gone: Iterable<Spot>, come: readonly Spot[]): ItemPair[] {
  const old = [...gone]
  const came = pairsOf(old, come).map(([before, after]) => ({ before, after }))
  const rest = <T extends Spot>(spots: readonly T[]): T[] => spots.filter(spot => came.every(({ before, after }) => spot !== before && spot !== after))
  return [...came, ...pairsOf(rest(come), rest(old)).map(([after, before]) => ({ before, after }))]
}

/** Code that some export is, and what the export leads to among the others. */
function pairsOf(from: readonly Spot[], to: readonly Spot[]): [Spot, Spot][] {
  const code = from.filter(isExportedCode)
  if (code.length === 0) return []
  const given = exportsIn(to)
  return code.flatMap((spot): [Spot, Spot][] => {
    const name = given?.get(keyOf(spot))?.said
    // What has its name on both sides is itself.
    if (from.some(({ item }) => item.names[0] === name)) return []
    const { kind, self } = spot.item
    const other = to.find(({ item }) => item.names[0] === name && item.kind === kind && item.self?.flavour === self!.flavour)
    return other ? [[spot, other]] : []
  })
}

const isExportedCode = ({ item: { self, names: [name] } }: Spot): boolean => self !== undefined && name !== undefined && isExport(name)

const isExport = (name: string): boolean => name === DEFAULT || isPlace(name)

const keyOf = ({ item: { names: [place] } }: Spot): string => place === DEFAULT ? 'default' : exportKey(place!)

/** By exported name, what the exports are given, those of an object literal one by one; undefined where they are what only running it shows. */
export function exportsIn(spots: readonly Spot[]): Map<string, Given> | undefined {
  const given = new Map<string, Given>()
  for (const spot of spots) {
    const { item: { self, init, names: [place] }, placed: { chunk }, model } = spot
    if (place === undefined || !isExport(place)) continue
    const literal = place === WHOLE && !self && init ? literalOf(model.path, chunk, init, model.format) : undefined
    if (literal && (literal.type !== 'object' || literal.opaque)) return undefined
    if (literal) for (const { key, value } of literal.entries) given.set(key, { said: textAt(spot, value), spot })
    else given.set(keyOf(spot), { said: self ? place : init ? textAt(spot, init) : '', spot })
  }
  return given
}

export const textAt = ({ placed: { chunk } }: Spot, { start, end }: { start: number, end: number }): string => chunk.code.slice(start - chunk.base, end - chunk.base).trim()
