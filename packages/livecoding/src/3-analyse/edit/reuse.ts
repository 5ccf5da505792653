import { alone, type Parted } from './alone.ts'
import { chunksOf, type Slice } from './chunks.ts'
import { mayMeanOther } from './aliases.ts'
import { regionsOf, type Region } from './regions.ts'
import { sameRequirers } from '../items/requirers.ts'
import type { Format, Item, Model, Placed } from '../shapes.ts'

/** The statements of a text, and which of them stand where others stood: all around these are the same values as before. */
export interface Reused { placed: Placed[], was: readonly Placed[], now: readonly Placed[] }

/** By how much what stands behind a region has moved; `columns` only in the line where the region ends. */
interface Shift { by: number, lines: number, columns: number, line: number }

/**
 * The placed chunks of `text`, of which only those are parsed that differ. Where these are no function or class by itself, one neighbour on each side, if there is one,
 * is parsed with them and must come out as it was, else a bracket, a comment or a missing semicolon reaches further.
 */
export function reuse(path: string, text: string, format: Format, earlier: Model): Reused | undefined {
  // What a comment at the top says of JSX is said to all statements.
  if (text.includes('@jsx') || earlier.text.includes('@jsx')) return undefined
  if (!sameRequirers(text, earlier.text)) return undefined
  const { placed } = earlier
  const regions = regionsOf(earlier, text)
  if (regions.length === 0) return undefined
  const all = placed.slice(0, regions[0]!.first)
  const was = regions.flatMap(({ first, last }) => placed.slice(first, last))
  const now: Placed[] = []
  const blocks = new Set<string>()
  let shift: Shift | undefined
  for (const [index, region] of regions.entries()) {
    const below = placed[region.last]
    const parted = alone(path, text, format, earlier, region, was => shift ? shifted(was, shift) : was)
      ?? withNeighbours(path, text, format, region, { above: all.at(-1), below, was: placed.slice(region.first, region.last) })
    if (!parted) return undefined
    const { inside, after } = parted
    // Blocks of one name are told from each other where they are parsed together.
    const here = blocksIn([...placed.slice(region.first, region.last), ...inside])
    if (!blocks.isDisjointFrom(here)) return undefined
    for (const title of here) blocks.add(title)
    now.push(...inside)
    all.push(...inside)
    if (!after || !below) continue
    const next = shift = { by: region.to - below.start, lines: after.line - below.line, columns: after.column - below.column, line: below.line }
    const rest = placed.slice(region.last, regions[index + 1]?.first).map(each => shifted(each, next))
    rest[0]!.keep = after.keep
    all.push(...rest)
  }
  return isDeclaredTwice([...was, ...now], all, new Set(now)) || mayMeanOther(text, all, was, now) ? undefined : { placed: all, was, now }
}

/** What stands beside a region, and what was in it. */
interface Neighbours { above: Placed | undefined, below: Placed | undefined, was: readonly Placed[] }

/** Where the first statement of a script is another, it may say `'use strict'` for all of them. */
function withNeighbours(path: string, text: string, format: Format, region: Region, { above, below, was }: Neighbours): Parted | undefined {
  if (!above && (!below || format === 'commonjs')) return undefined
  const slice = chunksOf(path, text.slice(above?.start ?? 0, below ? region.to + below.chunk.source.length : text.length), format, { above: above?.chunk, below: below?.chunk }, was, text)
  if (!fits(slice, region, above, below) || slice.placed.some(mayNameAlias) && /^\s*(?:export\s+)?type\s/m.test(text)) return undefined
  const between = standing(slice.placed, above)
  return { inside: between.slice(above ? 1 : 0, below ? -1 : undefined), after: below && between.at(-1)! }
}

/** The neighbours came out as they were, and where they were expected. */
function fits({ placed, errors }: Slice, { to }: Region, above: Placed | undefined, below: Placed | undefined): boolean {
  if (errors.length > 0 || placed.length < (above ? 1 : 0) + (below ? 1 : 0) || placed.length === 0) return false
  const [before, after] = [above && placed[0], below && placed.at(-1)]
  return before?.chunk.source === above?.chunk.source && after?.chunk.source === below?.chunk.source && (!after || after.start + (above?.start ?? 0) === to)
}

/** What decorators are told of types may be an alias that stands elsewhere in the file. */
const mayNameAlias = ({ chunk }: Placed): boolean => chunk.lowered && chunk.code.includes('$lcD.meta(')

/** Where the statements of a slice stand in the whole text. */
function standing(placed: readonly Placed[], above: Placed | undefined): Placed[] {
  const [start, line, column] = above ? [above.start, above.line - 1, above.column] : [0, 0, 0]
  return placed.map(each => ({ ...each, start: each.start + start, line: each.line + line, column: each.line === 1 ? each.column + column : each.column }))
}

const shifted = ({ chunk, start, line, column, keep }: Placed, shift: Shift): Placed =>
  ({ chunk, start: start + shift.by, line: line + shift.lines, column: line === shift.line ? column + shift.columns : column, keep })

const isBlock = ({ kind }: Item): boolean => kind === 'enum' || kind === 'namespace'

const blocksIn = (placed: readonly Placed[]): Set<string> => new Set(placed.flatMap(({ chunk }) => chunk.items.flatMap(item => isBlock(item) ? item.title : [])))

/** A namespace or an enum that another statement declares too is said in another way. */
function isDeclaredTwice(changed: readonly Placed[], placed: readonly Placed[], now: ReadonlySet<Placed>): boolean {
  const items = changed.flatMap(({ chunk }) => chunk.items)
  const [titles, blocks] = [items, items.filter(isBlock)].map(each => new Set(each.map(({ title }) => title))) as [Set<string>, Set<string>]
  for (const each of placed) {
    if (now.has(each) || (!each.chunk.lowered && blocks.size === 0)) continue
    for (const item of each.chunk.items) if (isBlock(item) ? titles.has(item.title) : blocks.size > 0 && blocks.has(item.title)) return true
  }
  return false
}
