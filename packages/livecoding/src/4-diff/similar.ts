import type { Ref } from '../3-analyse/reference-shapes.ts'
import type { Site } from '../3-analyse/site-shapes.ts'
import { tokensOf } from '../lines/tokens.ts'
import type { Spot } from './items.ts'

/** How much two must have in common to be one, and how much more than with any other. */
const enough = 0.6
const clearly = 0.1
/** A file that was written anew has too many to be looked at. */
const most = 10_000

/**
 * Classes that have another name, or stand in another file, and were edited in the same save: who is which is decided by the words of
 * their code. Nobody is paired that is nearly as like another one.
 */
export const pairSimilar = (come: readonly Spot[], gone: Iterable<Spot>, pair: (from: Spot, to: Spot) => void): void =>
  pairLike(come.filter(isClass), () => [...gone].filter(isClass), wordsOf, pair)

/** The same for classes and functions that stand in another file under their name. */
export function pairMoved(come: readonly Spot[], gone: Iterable<Spot>, pair: (from: Spot, to: Spot) => void, mayBe: (from: Spot, to: Spot) => boolean): void {
  const isCode = ({ item: { self, names } }: Spot): boolean => self !== undefined && names.length === 1
  const key = ({ item: { kind, names: [name], self } }: Spot): string => `${kind} ${name} ${self!.flavour}`
  pairLike(come.filter(isCode), () => [...gone].filter(isCode), wordsOf, pair, (from, to) => key(from) === key(to) && mayBe(from, to))
}

/** Who is which, by the words that they say. */
export function pairLike<T>(come: readonly T[], gone: () => readonly T[], words: (each: T) => Words, pair: (from: T, to: T) => void, mayBe: (from: T, to: T) => boolean = () => true): void {
  if (come.length === 0) return
  const known = new Map<T, Words>()
  const wordsIn = (each: T): Words => {
    const found = known.get(each) ?? words(each)
    known.set(each, found)
    return found
  }
  const olds = gone()
  const possible = come.flatMap(to => olds.filter(from => mayBe(from, to)).map(from => ({ from, to })))
  if (possible.length > most) return
  const all = possible.map(({ from, to }) => ({ from, to, likeness: likeness(wordsIn(from), wordsIn(to)) }))
  const [ofOld, ofNew] = [Map.groupBy(all, ({ from }) => from), Map.groupBy(all, ({ to }) => to)]
  for (const found of all) {
    if (found.likeness < enough) continue
    const others = [...ofOld.get(found.from)!, ...ofNew.get(found.to)!].filter(each => each !== found)
    if (others.every(each => each.likeness <= found.likeness - clearly)) pair(found.from, found.to)
  }
}

/** How often each word is said. */
export type Words = ReadonlyMap<string, number>

const isClass = ({ item }: Spot): boolean => item.kind === 'class' && item.self !== undefined && item.names.length === 1

/** What a function or class says, whatever it is called: where it says its own name, as `walk` does in `walk(n - 1)`, there is a gap. */
export function selfless(site: Site): string {
  const { chunk, start, end, list, name, deep } = site
  const said = new Set(refsIn(site).filter(ref => ref.name === name).map(({ at }) => at - start))
  if (said.size === 0) return deep
  const { text, at } = tokensOf(chunk.code.slice(start - chunk.base, end - chunk.base))
  const isSelf = (word: string, offset: number): boolean => word === name && (said.has(offset) || start + offset < list.start)
  return text.map((word, index) => isSelf(word, at[index]!) ? '' : word).filter(word => !/^\s/.test(word)).join(' ')
}

/** All that code says, what is inside it too. */
export const refsIn = ({ refs, children, shape }: Site): Ref[] => [...refs, ...shape?.members.flatMap(member => member.refs) ?? [], ...children.flatMap(refsIn)]

/** What every class says. */
const common = new Set(`abstract async await class const constructor else export extends false for function get if let new null number of override
  private public readonly return set static string super this true undefined void`.split(/\s+/))

/** Its own name counts as one for all. */
function wordsOf({ item, placed: { chunk } }: Spot): Words {
  const { start, end, name } = item.self!
  return wordsIn(chunk.code.slice(start - chunk.base, end - chunk.base), name)
}

export function wordsIn(code: string, name?: string): Words {
  const words = new Map<string, number>()
  for (const word of tokensOf(code).text) {
    if (/^[\w$\u0080-\uffff]/.test(word) && !common.has(word) && word !== name) words.set(word, (words.get(word) ?? 0) + 1)
  }
  return words
}

/** The share of words that both have (Sørensen and Dice). */
function likeness(a: Words, b: Words): number {
  const count = (words: Words): number => [...words.values()].reduce((sum, each) => sum + each, 0)
  let both = 0
  for (const [word, times] of a) both += Math.min(times, b.get(word) ?? 0)
  const all = count(a) + count(b)
  return all === 0 ? 0 : 2 * both / all
}
