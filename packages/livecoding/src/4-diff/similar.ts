import { tokensOf } from '../lines/tokens.ts'
import type { Spot } from './items.ts'

/** How much two classes must have in common to be one, and how much more than with any other. */
const enough = 0.6
const clearly = 0.1

/**
 * Classes that have another name, or stand in another file, and were edited in the same save: who is which is decided by the words of
 * their code. Nobody is paired that is nearly as like another one.
 */
export function pairSimilar(come: readonly Spot[], gone: Iterable<Spot>, pair: (from: Spot, to: Spot) => void, mayBe: (from: Spot, to: Spot) => boolean = () => true): void {
  const news = come.filter(isClass).map(spot => ({ spot, words: wordsOf(spot) }))
  if (news.length === 0) return
  const olds = [...gone].filter(isClass).map(spot => ({ spot, words: wordsOf(spot) }))
  const all = news.flatMap(to => olds.filter(from => mayBe(from.spot, to.spot)).map(from => ({ from: from.spot, to: to.spot, likeness: likeness(from.words, to.words) })))
  for (const found of all) {
    const others = all.filter(each => each !== found && (each.from === found.from || each.to === found.to))
    if (found.likeness >= enough && others.every(each => each.likeness <= found.likeness - clearly)) pair(found.from, found.to)
  }
}

const isClass = ({ item }: Spot): boolean => item.kind === 'class' && item.self !== undefined && item.names.length === 1

/** What every class says. */
const common = new Set('abstract async await class const constructor else export extends false for function get if let new null number of override private public readonly return set static string super this true undefined void'.split(' '))

/** How often each word is said; its own name counts as one for all. */
function wordsOf({ item, placed: { chunk } }: Spot): Map<string, number> {
  const { start, end, name } = item.self!
  const words = new Map<string, number>()
  for (const word of tokensOf(chunk.code.slice(start - chunk.base, end - chunk.base)).text) {
    if (/^[\w$\u0080-\uffff]/.test(word) && !common.has(word) && word !== name) words.set(word, (words.get(word) ?? 0) + 1)
  }
  return words
}

/** The share of words that both have (Sørensen and Dice). */
function likeness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const count = (words: ReadonlyMap<string, number>): number => [...words.values()].reduce((sum, each) => sum + each, 0)
  let both = 0
  for (const [word, times] of a) both += Math.min(times, b.get(word) ?? 0)
  const all = count(a) + count(b)
  return all === 0 ? 0 : 2 * both / all
}
