import { completedBy } from '../../3-analyse/items/completes.ts'
import { bareName } from '../../3-analyse/scope/block.ts'
import { itemsSaying } from '../../3-analyse/edit/later-chunk.ts'
import type { Item, Placed } from '../../3-analyse/shapes.ts'
import type { ItemPair } from '../../4-diff/items.ts'
import { kindOfItem, tell, type Draft } from '../draft.ts'

/**
 * What gets calls may go by their order, as `app` of `app.get('/hall', show)` does, and calls that ran do not run again: of a statement that comes above
 * some of them, the name that has it behind them.
 */
export function behindOthers(draft: Draft, { item, placed }: { item: Item, placed: Placed }): string | undefined {
  const { change: { after, same, pairs, arrives, revived }, rerun } = draft
  if (arrives || revived || rerun || !givesByCall(item)) return undefined
  const target = targetOf(draft, item, placed)
  const stays = (chunk: Placed['chunk'], each: Item): boolean => same.has(chunk) || pairs.some(pair => pair.after.item === each && isUnedited(pair))
  if (target === undefined) return undefined
  return after.placed.some(other => other.start > placed.start && callsOf(draft, target, other).some(each => stays(other.chunk, each))) ? target : undefined
}

/** Calls that change places with others on the same object ran in the order of before. */
export function tellOutOfOrder(draft: Draft): void {
  const { change: { before, after, same, pairs }, rerun } = draft
  if (rerun || before === after) return
  const paired = new Map(pairs.filter(isUnedited).map(pair => [pair.after.placed, pair.before.placed]))
  const stood = (placed: Placed): number => (same.get(placed.chunk) ?? paired.get(placed))!.start
  const known = after.placed.filter(placed => same.has(placed.chunk) || paired.has(placed))
  if (known.every((placed, index) => index === 0 || stood(known[index - 1]!) < stood(placed))) return
  const inOrder = new Set(longestRise(known, stood))
  for (const placed of known) {
    if (inOrder.has(placed)) continue
    for (const item of placed.chunk.items) {
      const target = item.kind === 'statement' && givesByCall(item) ? targetOf(draft, item, placed) : undefined
      if (target === undefined || draft.ran.has(item)) continue
      const isPassed = (other: Placed): boolean => (stood(other) < stood(placed)) !== (other.start < placed.start) && callsOf(draft, target, other).length > 0
      if (known.some(other => other !== placed && isPassed(other))) tell(draft, { action: 'kept', kind: kindOfItem(item), name: item.title, verdict: 'stale', note: `${target} has it where it stood` }, placed, item.start)
    }
  }
}

/** But for functions in it. */
const isUnedited = ({ before, after }: ItemPair): boolean => before.item.shell === after.item.shell

/** A call with more than plain values: what is only told, as by `log.info('open')`, nobody keeps. */
const givesByCall = ({ calls, gives, sites, refs, names }: Item): boolean => calls && names.length === 0 && gives?.endsWith('=') !== true && sites.length + refs.length > 1

const callsOf = (draft: Draft, target: string, placed: Placed): Item[] =>
  itemsSaying(bareName(target), placed.chunk).filter(each => each.kind === 'statement' && givesByCall(each) && targetOf(draft, each, placed) === target)

/** The variable that was there before, and whose method the statement calls. */
function targetOf({ change: { before, after }, anew }: Draft, item: Item, { chunk }: Placed): string | undefined {
  const has = (name: string): boolean => [before, after].every(({ bindings, imports }) => bindings.has(name) || imports.has(name)) && !anew.has(name)
  return completedBy(after.path, chunk, item, after.format, { has })
}

/** As many of them as stand in order: what is left has moved. */
function longestRise<T>(all: readonly T[], at: (each: T) => number): T[] {
  const ends: { each: T, before?: (typeof ends)[number] }[] = []
  for (const each of all) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (at(ends[middle]!.each) < at(each)) low = middle + 1
      else high = middle
    }
    ends[low] = { each, ...low > 0 && { before: ends[low - 1]! } }
  }
  const found: T[] = []
  for (let end = ends.at(-1); end; end = end.before) found.push(end.each)
  return found
}
