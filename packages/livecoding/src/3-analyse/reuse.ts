import { chunksOf } from './chunks.ts'
import { differenceOf } from './difference.ts'
import type { Format, Item, Model, Placed } from './shapes.ts'

/** The statements of a text, and which of them stand where others stood: all around these are the same values as before. */
export interface Reused { placed: Placed[], was: readonly Placed[], now: readonly Placed[] }

/**
 * The placed chunks of `text`, if the difference lies within some statements: these and one neighbour on each side are
 * parsed, where there is one; the neighbours must come out as they were, else a bracket, a comment or a missing semicolon
 * reaches further.
 */
export function reuse(path: string, text: string, format: Format, earlier: Model): Reused | undefined {
  const old = earlier.text
  // What a comment at the top says of JSX is said to all statements.
  if (text.includes('@jsx') || old.includes('@jsx')) return undefined
  const { head, tail } = differenceOf(old, text)
  const { placed } = earlier
  const end = (each: Placed): number => each.start + each.chunk.source.length
  const touched = placed.findIndex(each => end(each) >= head)
  const first = (touched < 0 ? placed.length : touched) - 1
  let last = placed.length - 1
  while (last >= 0 && placed[last]!.start > old.length - tail) last--
  last += 1
  const [above, below] = [placed[first], placed[last]]
  // Where the first statement of a script is another, it may say `'use strict'` for all of them.
  if (last <= first || (!above && (!below || format === 'commonjs'))) return undefined
  const by = text.length - old.length
  const from = above?.start ?? 0
  const to = below ? end(below) + by : text.length
  const slice = chunksOf(path, text.slice(from, to), format, { above: above?.chunk, below: below?.chunk })
  const [before, after] = [above && slice.placed[0], below && slice.placed.at(-1)]
  if (slice.errors.length > 0 || slice.placed.length === 0 || (before && before === after)) return undefined
  if (before?.chunk.source !== above?.chunk.source || after?.chunk.source !== below?.chunk.source || (after && after.start + from !== below!.start + by)) return undefined
  // What decorators are told of types may be an alias that stands elsewhere in the file.
  if (slice.placed.some(({ chunk }) => chunk.lowered && chunk.code.includes('$lcD.meta(')) && /^\s*(?:export\s+)?type\s/m.test(text)) return undefined
  const between = slice.placed.slice(above ? 1 : 0, below ? -1 : undefined)
  const was = placed.slice(first + 1, last)
  if (isDeclaredTwice([...between, ...was], placed, first + 1, last)) return undefined
  const [line, start] = above ? [above.line - 1, above.column] : [0, 0]
  const column = (each: Placed): number => each.line === 1 ? each.column + start : each.column
  const now = between.map(each => ({ ...each, column: column(each), start: each.start + from, line: each.line + line }))
  const kept = placed.slice(0, first + 1)
  if (!after || !below) return { placed: [...kept, ...now], was, now }
  const [lines, columns] = [after.line + line - below.line, column(after) - below.column]
  const rest = placed.slice(last).map(({ chunk, start, line, column, keep }) =>
    ({ chunk, start: start + by, line: line + lines, column: line === below.line ? column + columns : column, keep }))
  rest[0]!.keep = after.keep
  return { placed: [...kept, ...now, ...rest], was, now }
}

const isBlock = ({ kind }: Item): boolean => kind === 'enum' || kind === 'namespace'

/** A namespace or an enum that another statement declares too is said in another way; those from `first` to `last` are no others. */
function isDeclaredTwice(changed: readonly Placed[], placed: readonly Placed[], first: number, last: number): boolean {
  const items = changed.flatMap(({ chunk }) => chunk.items)
  const [titles, blocks] = [items, items.filter(isBlock)].map(each => new Set(each.map(({ title }) => title))) as [Set<string>, Set<string>]
  for (const [at, { chunk }] of placed.entries()) {
    if (at >= first && at < last) continue
    if (!chunk.lowered && blocks.size === 0) continue
    for (const item of chunk.items) if (isBlock(item) ? titles.has(item.title) : blocks.size > 0 && blocks.has(item.title)) return true
  }
  return false
}
