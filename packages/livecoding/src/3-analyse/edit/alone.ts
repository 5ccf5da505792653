import { chunksOf } from './chunks.ts'
import { editedInside } from './inside.ts'
import { isSloppy } from '../directives.ts'
import { lineEnds } from '../line-ends.ts'
import { end, type Region } from './regions.ts'
import { requirersIn } from '../items/requirers.ts'
import type { Chunk, Format, Model, Placed } from '../shapes.ts'

/** What a region comes to, and where the line and the column are that the statement behind it stands at. */
export interface Parted { inside: Placed[], after: Pick<Placed, 'line' | 'column' | 'keep'> | undefined }

/** Such a statement ends with its last bracket, and what stands before it cannot go on with it. */
const declaration = /^(?:export\s+(?:default\s+)?)?(?:async\s+function|function|class)\b[^]*\}$/

/**
 * A statement that is one still, by itself, so that its neighbours need not be parsed with it: a function or a class, or one with an edit inside of a function in it.
 * Undefined: more than that may be another. `here`: where it stands in the new text.
 */
export function alone(path: string, text: string, format: Format, { text: old, placed }: Model, { first, last, from, to }: Region, here: (was: Placed) => Placed): Parted | undefined {
  const [above, was, below] = [placed[first - 1], placed[first], placed[last]]
  if (last !== first + 1 || !was || was.chunk.lowered) return undefined
  const stands = here(was)
  const before = old.slice(above ? end(above) : 0, was.start)
  const behind = old.slice(end(was), below?.start ?? old.length)
  const source = text.slice(stands.start, to - behind.length)
  if (text.slice(from, stands.start) !== before || text.slice(to - behind.length, to) !== behind) return undefined
  const file = { path, text: source, format, requirers: requirersIn(text), sloppy: isSloppy(text, format), isFirst: false }
  const chunk = editedInside(file, was.chunk, source) ?? declared(path, text, format, was.chunk, source)
  if (!chunk) return undefined
  const ends = lineEnds(source + behind)
  const column = ends.length === 0 ? stands.column + to - stands.start : to - stands.start - ends.at(-1)! - 1
  return { inside: [{ ...stands, chunk }], after: below && { line: stands.line + ends.length, column, keep: below.keep } }
}

function declared(path: string, text: string, format: Format, was: Chunk, source: string): Chunk | undefined {
  if (!declaration.test(was.source) || !declaration.test(source)) return undefined
  const { placed: [now, ...more], errors } = chunksOf(path, source, format, undefined, [], text)
  return errors.length > 0 || !now || more.length > 0 || now.chunk.lowered || now.chunk.source !== source ? undefined : now.chunk
}
