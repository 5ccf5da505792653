import { shift, type Node } from '../ast.ts'
import { analyseInto, newContents, startOf, type File } from './chunks.ts'
import { isSloppy } from '../directives.ts'
import { programOf } from '../parse.ts'
import { placing } from '../items/placing.ts'
import { requirersIn } from '../items/requirers.ts'
import { saysOne } from '../says.ts'
import { resolveScopes } from '../scope/scope.ts'
import type { Chunk, Format, Placed } from '../shapes.ts'

/** Where the statements of a text stand: start and end of each, one behind the other. */
export type Spans = readonly number[]

/** Undefined where a statement is said in other words before it is analysed: that may depend on the others. */
export const spansOf = (placed: readonly Placed[]): Spans | undefined =>
  placed.some(({ chunk }) => chunk.lowered) ? undefined : placed.flatMap(({ chunk, start }) => [start, start + chunk.source.length])

/** So many statements are parsed one by one; then it is less work to parse all. */
const few = 24

/** A text that was analysed before, and what of it has been analysed again. */
class Later {
  readonly chunks: LaterChunk[] = []
  readonly of: File
  #asked = 0
  constructor(of: File) { this.of = of }

  analyse(chunk: LaterChunk): void {
    if (++this.#asked > few) this.#analyse(this.chunks.filter(isLater), this.of.text, 0)
    else this.#analyse([chunk], chunk.source, chunk.base)
  }

  /** The statements in `source`, which stands at `at` in the text. */
  #analyse(chunks: readonly LaterChunk[], source: string, at: number): void {
    const program = programOf(this.of.path, source, this.of.format)
    if (at > 0) shift(program, at)
    const scopes = resolveScopes(program, this.of.sloppy)
    const statements = new Map((program.body as Node[]).map(node => [node.end, node]))
    for (const chunk of chunks) {
      const statement = statements.get(chunk.base + chunk.source.length)
      if (!statement) throw new Error(`${this.of.path} was loaded, and does not parse`)
      statement.start = startOf(statement)
      analyseInto(chunk.reveal(), statement, this.of, scopes)
    }
  }
}

/** A statement that was analysed before, and is again when somebody asks for what is in it. */
class LaterChunk {
  readonly source: string
  readonly base: number
  readonly lowered = false
  readonly #of: Later
  constructor(of: Later, start: number, end: number) {
    this.#of = of
    this.source = of.of.text.slice(start, end)
    this.base = start
  }

  get code(): string { return this.source }
  get items(): Chunk['items'] { return this.#whole().items }
  get marks(): Chunk['marks'] { return this.#whole().marks }
  get imports(): Chunk['imports'] { return this.source.startsWith('import') ? this.#whole().imports : [] }
  get requests(): Chunk['requests'] { return /^import\b|^export\s*[*{]|\\u/.test(this.source) || saysOne(this.source, this.#of.of.requirers) ? this.#whole().requests : [] }
  get exports(): Chunk['exports'] { return /^export\b|^@/.test(this.source) ? this.#whole().exports : [] }
  get stars(): Chunk['stars'] { return /^export\s*\*/.test(this.source) ? this.#whole().stars : [] }
  get free(): Chunk['free'] { return this.#whole().free }
  get trailer(): Chunk['trailer'] { return this.#whole().trailer }
  get helpers(): Chunk['helpers'] { return this.#whole().helpers }
  get wrap(): Chunk['wrap'] { return this.#whole().wrap }

  #whole(): Chunk {
    this.#of.analyse(this)
    return this
  }

  /** From here on it has fields of its own, as any chunk. */
  reveal(): Chunk {
    for (const [key, value] of Object.entries(newContents())) Object.defineProperty(this, key, { value, writable: true, enumerable: true, configurable: true })
    return this
  }
}

/** Nobody has asked yet what is in this statement. */
export const isLater = (chunk: Chunk): boolean => chunk instanceof LaterChunk && !Object.hasOwn(chunk, 'items')

/** The items of a statement that says this word; none of any other. */
export const itemsSaying = (word: string, chunk: Chunk): Chunk['items'] => chunk.source.includes(word) ? chunk.items : []

/** The statements of a text, each to be analysed when it is asked for. */
export function placedLater(path: string, text: string, format: Format, spans: Spans): Placed[] {
  const later = new Later({ path, text, format, requirers: requirersIn(text), sloppy: isSloppy(text, format), isFirst: false })
  const placeOf = placing(text)
  return Array.from({ length: spans.length / 2 }, (_, index) => {
    const [start, end] = [spans[index * 2]!, spans[index * 2 + 1]!]
    const chunk = new LaterChunk(later, start, end)
    later.chunks.push(chunk)
    return { chunk, ...placeOf(start, end) }
  })
}
