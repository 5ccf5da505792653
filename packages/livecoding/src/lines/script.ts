import type { Mark, Model, Placed } from '../3-analyse/shapes.ts'
import { routeBetween, type Route } from './route.ts'
import { endAt } from './sites.ts'
import { lastAtMost, lineStarts } from './tokens.ts'

/** An offset in the code of a chunk, and where the chunk stood when that code was made. */
export interface Origin { placed: Placed, at: number }

/** What stands at an offset of a script. */
export interface Found {
  origin: Origin
  /** The user wrote it; else the engine put it in, and the origin is the user's code beside it. */
  own: boolean
  /** The line of the script is the line of the source, character by character. */
  same: boolean
  piece?: SourcePiece
}

/** One text that V8 runs for a module. */
export interface Script {
  readonly text: string
  find(at: number): Found | undefined
  /** The offset of a line and a column, both from 1. */
  offset(line: number, column: number): number
}

/** New code of an update: it begins, on its line `lead`, with what stands at `offset` of its chunk. */
export interface SourcePiece { id: string, code: string, lead?: number | undefined, placed: Placed, offset: number }

/** A line of a source, as it is without types, and where it begins there. */
interface SourceLine { text: string, begin: number, origin(at: number): Origin }

/**
 * What is inserted into a line has no line ends, so a line of a script is compared with the one line of the source that
 * it was, and only when a stack has to show it.
 */
abstract class LineByLine implements Script {
  readonly text: string
  readonly starts: readonly number[]
  readonly #routes = new Map<number, { route: Route, same: boolean }>()
  readonly #found = new Map<number, Found | undefined>()
  constructor(text: string) {
    this.text = text
    this.starts = lineStarts(text)
  }

  find(at: number): Found | undefined {
    if (!this.#found.has(at)) this.#found.set(at, this.search(at))
    return this.#found.get(at)
  }

  protected abstract search(at: number): Found | undefined

  offset(line: number, column: number): number { return (this.starts[line - 1] ?? this.text.length) + column - 1 }

  /** The text between `begin` and `end`, or the end of its line, is what became of the line of the source. */
  protected compare(at: number, begin: number, end: number, source: SourceLine): Found {
    if (!this.#routes.has(begin)) {
      const line = lastAtMost(this.starts, at)
      const text = this.text.slice(begin, Math.min(end, this.starts[line + 1] ?? end))
      this.#routes.set(begin, { route: routeBetween(text, source.text), same: text === source.text })
    }
    const { route, same } = this.#routes.get(begin)!
    const spot = route(at - begin)
    // A name that became `(0,$lc.t.name)` is called at the bracket behind it, where V8 calls the name itself.
    const through = spot.exact && this.text[at] === '(' && this.text[at - 1] === ')' && !route(at - 1 - begin).exact
    const name = through ? /[\w$]+\s*$/.exec(source.text.slice(0, spot.at)) : null
    return { origin: source.origin(source.begin + (name ? name.index : spot.at)), own: spot.exact, same }
  }
}

/** What Node loaded: the text of the file with guards in its lines. */
export class LoadedScript extends LineByLine {
  readonly #model: Model
  readonly #sourceStarts: readonly number[]
  readonly #placedStarts: readonly number[]
  /** Chunks that a transformer rewrote: they have lines of their own. */
  readonly #rewritten: { line: number, end: number, further: number, placed: Placed }[] = []
  constructor(text: string, model: Model) {
    super(text)
    this.#model = model
    this.#sourceStarts = lineStarts(model.text)
    this.#placedStarts = model.placed.map(({ start }) => start)
    let further = 0
    for (const placed of model.placed) {
      if (!placed.chunk.lowered) continue
      const [code, source] = [lineStarts(placed.chunk.code).length, lineStarts(placed.chunk.source).length]
      const line = placed.line - 1 + further
      further += Math.max(0, code - source)
      this.#rewritten.push({ line, end: line + code, further, placed })
    }
  }

  protected override search(at: number): Found {
    const line = lastAtMost(this.starts, at)
    return this.compare(at, this.starts[line]!, this.text.length, this.#source(line))
  }

  #source(line: number): SourceLine {
    const rewritten = this.#rewritten.findLast(each => each.line <= line)
    if (rewritten && line < rewritten.end) return lineOf(rewritten.placed, line - rewritten.line)
    const there = line - (rewritten?.further ?? 0)
    const [begin, end] = [this.#sourceStarts[there] ?? this.#model.text.length, this.#sourceStarts[there + 1] ?? this.#model.text.length]
    let text = this.#model.text.slice(begin, end)
    const { placed } = this.#model
    for (let index = Math.max(0, lastAtMost(this.#placedStarts, begin)); index < placed.length && placed[index]!.start < end; index++) {
      const { chunk, start } = placed[index]!
      if (!chunk.lowered) text = withoutTypes(text, chunk.marks, chunk.base - start + begin)
    }
    const origin = (at: number): Origin => {
      const each = placed[Math.max(0, lastAtMost(this.#placedStarts, at))]!
      return { placed: each, at: Math.min(Math.max(0, at - each.start), each.chunk.code.length) }
    }
    return { text, begin, origin }
  }
}

/** A unit of an update: each piece begins on the line of its source. */
export class UnitScript extends LineByLine {
  readonly #pieces: { piece: SourcePiece, begin: number }[] = []
  constructor(text: string, pieces: readonly SourcePiece[]) {
    super(text)
    for (const piece of pieces) {
      const name = piece.id === '' ? '' : `${piece.id}:`
      const begin = text.indexOf(name + piece.code)
      if (begin >= 0) this.#pieces.push({ piece, begin: begin + name.length })
    }
  }

  protected override search(at: number): Found | undefined {
    const here = this.#pieces.find(({ piece, begin }) => at >= begin && at < begin + piece.code.length)
    if (!here) return undefined
    const { piece, begin } = here
    const [first, line] = [lastAtMost(this.starts, begin), lastAtMost(this.starts, at)]
    const source = lineOf(piece.placed, Math.max(0, line - first - (piece.lead ?? 0)), piece.offset, endAt({ placed: piece.placed, at: piece.offset }))
    const found = this.compare(at, line === first ? begin : this.starts[line]!, begin + piece.code.length, source)
    return { ...found, piece }
  }
}

/** A line of a chunk, counted from the line of `from`. */
function lineOf(placed: Placed, line: number, from = 0, to = placed.chunk.code.length): SourceLine {
  const { chunk } = placed
  const starts = lineStarts(chunk.code)
  const there = lastAtMost(starts, from) + line
  const begin = line === 0 ? from : starts[there] ?? chunk.code.length
  const text = chunk.code.slice(begin, Math.min(to, starts[there + 1] ?? to))
  return { text: withoutTypes(text, chunk.marks, chunk.base + begin), begin, origin: at => ({ placed, at }) }
}

/** A text that begins at `begin`, with the marks of its chunk, which leave every character in its place. */
function withoutTypes(text: string, marks: readonly Mark[], begin: number): string {
  for (const { at, end, text: mark } of marks) {
    const [from, to] = [Math.max(at - begin, 0), Math.min(end - begin, text.length)]
    if (from < to && mark.length === end - at) text = text.slice(0, from) + mark.slice(from + begin - at, to + begin - at) + text.slice(to)
  }
  return text
}
