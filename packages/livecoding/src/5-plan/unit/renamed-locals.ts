import type { Layer, Local } from '../../3-analyse/reference-shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import { literally, wordOf } from '../../3-analyse/word.ts'
import { selfless } from '../../4-diff/similar.ts'

/**
 * Variables, functions and classes in a function that only have another name: `let count = 0` is gone, and `let total = 0` stands in a block as
 * deep; neither text says the name of the other. Gives the offset of each declaration now and before.
 */
export function renamedLocals(before: Site, after: Site): [number, number][] {
  if (before.children.length === 0 || after.children.length === 0) return []
  const [old, now] = [localsOf(before), localsOf(after)]
  const gone = notIn(now, old).filter(({ name }) => !says(after, name))
  if (gone.length === 0) return []
  const come = notIn(old, now).filter(({ name }) => !says(before, name))
  const byWords = Map.groupBy(gone, local => wordsOf(before, local))
  return come.flatMap((local): [number, number][] => {
    const words = wordsOf(after, local)
    const [found, another] = words === undefined ? [] : byWords.get(words) ?? []
    return found && !another && come.filter(each => wordsOf(after, each) === words).length === 1 ? [[placeOf(local), placeOf(found)]] : []
  })
}

function notIn(others: readonly Local[], locals: readonly Local[]): Local[] {
  const names = new Set(others.map(({ name }) => name))
  return locals.filter(({ name }) => !names.has(name))
}

/** Those of its own that closures and loops in it use. Thousands of closures may share a scope of thousands of variables. */
function localsOf({ children, depth, start, end }: Site): Local[] {
  const found = new Set<Local>()
  const layers = new Set<Layer>()
  const add = (local: Local): unknown => local.at >= start && local.at < end && local.key.startsWith(`${depth}:`) && found.add(local)
  for (const { captures, layer } of children) {
    captures.forEach(add)
    for (let each: Layer | undefined = layer; each && !layers.has(each); each = each.outer) {
      layers.add(each)
      each.locals.forEach(add)
    }
  }
  return [...found]
}

const textOf = ({ chunk, start, end }: Site): string => chunk.code.slice(start - chunk.base, end - chunk.base)

/** The `n` of `\n` is no name, nor is the `door` of `{ door: gate }`, which an editor makes of `{ door }`. */
const says = (site: Site, name: string): boolean =>
  new RegExp(`(?<![\\w$.\\\\])(?!(?<=[{,]\\s*)${literally(name)}\\s*:)${literally(name)}(?![\\w$])`).test(textOf(site))

/** Where its name stands; of a `var`, where its function begins. */
export const placeOf = ({ at, named = at }: Local): number => named

/** How deep it stands, what declares it and what it is first: `1:0 let = 0`, or its code. Undefined where it has no initialiser of its own. */
function wordsOf({ chunk, children }: Site, local: Local): string | undefined {
  const { key, name, at } = local
  const depth = key.slice(0, -name.length)
  const code = children.find(({ start, head, end, kind, name: own }) => own === name && (kind === 'function' || kind === 'class') && placeOf(local) > Math.min(start, head) && placeOf(local) < end)
  if (code) return `${depth} ${code.kind} ${code.flavour} ${selfless(code)}`
  const declares = /\b(let|const)\s+(?:(?:(?!\b(?:let|const)\b)[^;{}[\]])*,\s*)?$/.exec(chunk.code.slice(Math.max(0, at - chunk.base - 200), at - chunk.base))?.[1]
  const value = /^\s*(?::[^=;\n]+)?=(?![=>])\s*((?:(?!,\s*[\w$]+\s*=(?![=>]))[^;\n])*)/.exec(chunk.code.slice(at - chunk.base + name.length))?.[1]
  return declares && value !== undefined ? `${depth} ${declares} ${value.trimEnd().replace(new RegExp(wordOf(name), 'g'), '')}` : undefined
}
