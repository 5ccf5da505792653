import { chunksOf, type Slice } from './edit/chunks.ts'
import { DEFAULT } from './items/exported.ts'
import { withNextOutline } from './edit/next-outline.ts'
import { isTypeOnly, modelOf } from './outline.ts'
import { languageOf, type SyntaxProblem } from './parse.ts'
import { reuse } from './edit/reuse.ts'
import { withOutlineOf } from './edit/same-outline.ts'
import type { Chunk, Export, Format, Item, Model } from './shapes.ts'

export type Analysis = { model: Model } | { errors: SyntaxProblem[] }

/**
 * The model of a text. With the model of an earlier text of the file only the statements around the difference are
 * parsed again, and all others are the same values as before.
 */
export function analyse(path: string, text: string, format: Format, earlier?: Model): Analysis {
  const reused = earlier && reuse(path, text, format, earlier)
  if (reused) {
    const same = withOutlineOf(earlier, text, reused) ?? withNextOutline(earlier, text, reused)
    if (same) return { model: same }
    const { model, doubtful } = modelOf(path, text, format, reused.placed)
    if (!doubtful) return { model }
  }
  return wholeOf(path, text, format, chunksOf(path, text, format, undefined, earlier?.placed))
}

/** The same for the code and the outline of a text that is loaded for the first time: it has no fingerprints, so it cannot be compared with another. */
export const analyseFirst = (path: string, text: string, format: Format): Analysis =>
  wholeOf(path, text, format, chunksOf(path, text, format, undefined, [], text, true))

function wholeOf(path: string, text: string, format: Format, whole: Slice): Analysis {
  if (whole.errors.length > 0) return { errors: whole.errors }
  const { model, doubtful } = modelOf(path, text, format, whole.placed)
  const errors = doubtful ? [...badNames(model), ...badExports(model)] : []
  return errors.length > 0 ? { errors } : { model }
}

/** Two declarations of one name that the parser takes for overloads, or for an import of a type: Node would not load the file. */
function badNames({ path, format, placed, imports }: Model): SyntaxProblem[] {
  if (!languageOf(path).startsWith('ts')) return []
  const seen = new Map<string, Pick<Item, 'kind' | 'declares'> | 'import'>([...imports].filter(([, { type }]) => !type).map(([name]) => [name, 'import']))
  return placed.flatMap(({ chunk, start }) => chunk.items.flatMap(item => item.names.flatMap(name => {
    const before = seen.get(name)
    seen.set(name, item)
    if (before === undefined || (before !== 'import' && mayRepeat(format, before, item))) return []
    return { message: `Identifier \`${name}\` has already been declared`, at: start + (item.target ?? item).start - chunk.base }
  })))
}

/** Scripts may declare functions twice; enums and namespaces go on with what has their name. */
function mayRepeat(format: Format, ...both: Pick<Item, 'kind' | 'declares'>[]): boolean {
  const isOpen = ({ kind, declares }: Pick<Item, 'kind' | 'declares'>): boolean =>
    declares === 'var' || kind === 'statement' || kind === 'enum' || kind === 'namespace' || (format === 'commonjs' && kind === 'function')
  return both.every(isOpen) || both[1]!.kind === 'namespace'
}

/** The parser leaves these to TypeScript's checker, and then Node would not load the file. */
function badExports({ placed, bindings, imports, path, text }: Model): SyntaxProblem[] {
  const seen = new Map<string, Chunk>()
  return placed.flatMap(({ chunk, start }) => chunk.exports.flatMap(each => {
    const at = start + each.at - chunk.base
    const before = seen.get(each.name)
    seen.set(each.name, chunk)
    if (before && !(isBlockOf(before, each) && isBlockOf(chunk, each))) return { message: `Duplicate export of '${each.name}'`, at }
    const { local } = each
    const declared = local === undefined || local === DEFAULT || bindings.has(local) || imports.has(local) || isTypeOnly({ bindings, imports, path, text }, local)
    return declared ? [] : { message: `Export '${local}' is not defined in module`, at }
  }))
}

/** It declares what it exports, and an enum or a namespace may go on with that: `export class Door {} export namespace Door {}`. */
const isBlockOf = ({ items }: Chunk, { name }: Export): boolean => items.some(({ kind, names }) => kind !== 'variable' && names.includes(name))
