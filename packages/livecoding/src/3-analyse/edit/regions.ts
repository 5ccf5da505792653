import { differenceOf } from './difference.ts'
import type { Model, Placed } from '../shapes.ts'

/** The statements of the old text from `first` and before `last` are gone; what stands from `from` to `to` of the new one is in their place. */
export interface Region { first: number, last: number, from: number, to: number }

/** So many statements that differ as one are not taken apart further. */
const few = 8

/** How far the statement behind an edit is looked for, in statements of the old text and in characters of the new one. */
const ahead = { statements: 16, characters: 1 << 15 }

/** Where a statement ends in the text. */
export const end = ({ start, chunk }: Placed): number => start + chunk.source.length

/**
 * Where two texts differ, in order: statements that stand outside of all regions are, with what is between them, in both texts.
 * Whether they are statements of the new one still, only its parse can tell.
 */
export function regionsOf({ text: old, placed }: Model, text: string): Region[] {
  const { head, tail } = differenceOf(old, text)
  const touched = placed.findIndex(each => end(each) >= head)
  const first = touched < 0 ? placed.length : touched
  let last = placed.length
  while (last > 0 && placed[last - 1]!.start > old.length - tail) last--
  if (last < first) return []
  const region = { first, last, from: first > 0 ? end(placed[first - 1]!) : 0, to: last < placed.length ? placed[last]!.start + text.length - old.length : text.length }
  return last - first > few ? apart(old, placed, text, region) : [region]
}

/** The parts of a region that differ, statement by statement. */
function apart(old: string, placed: readonly Placed[], text: string, { first, last, from, to }: Region): Region[] {
  const regions: Region[] = []
  let [index, at] = [first, from]
  const gap = (): string => old.slice(index > 0 ? end(placed[index - 1]!) : 0, placed[index]?.start ?? old.length)
  while (index < last) {
    const start = at + gap().length
    if (text.startsWith(gap(), at) && text.startsWith(around(old, placed[index]!, 0), start)) at = start + placed[index]!.chunk.source.length
    else {
      const next = behind(old, placed, text, { first: index, last, from: at, to })
      regions.push(next)
      if (next.last === last) return regions
      index = next.last
      at = next.to + placed[index]!.chunk.source.length
    }
    index++
  }
  if (text.slice(at, to) !== gap()) regions.push({ first: last, last, from: at, to })
  return regions
}

/** A statement with the character behind it, and perhaps the one before it: in other code, or longer, it is another. */
const around = (old: string, each: Placed, before: 0 | 1): string => old.slice(each.start - before, end(each) + 1)

/** The part that ends where one of the next statements is found again: the one that comes first. */
function behind(old: string, placed: readonly Placed[], text: string, { first, last, from, to }: Region): Region {
  const part = text.slice(from, Math.min(to, from + ahead.characters))
  let found = { last, to }
  for (let index = first; index < Math.min(last, first + ahead.statements); index++) {
    const before = placed[index]!.start > 0 ? 1 : 0
    const at = part.indexOf(around(old, placed[index]!, before))
    if (at >= 0 && from + at + before < found.to) found = { last: index, to: from + at + before }
  }
  return { first, from, ...found }
}
