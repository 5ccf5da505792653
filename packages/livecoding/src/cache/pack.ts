import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import type { Format } from '../3-analyse/shapes.ts'
import type { Spans } from '../3-analyse/edit/later-chunk.ts'
import type { Instrumented } from '../instrument/instrument.ts'
import { once } from '../library.ts'
import { isOwn } from './folder.ts'
import type { Sketch } from './sketch.ts'

/** The instrumented code of one file, and all that has to be the same for it to be the right one. */
export interface Entry {
  /** Relative to the program's folder. */
  path: string
  /** The number of the module, which its code says. */
  id: number
  format: Format
  /** The file's own text. */
  source: string
  code: string
  slots: Instrumented['slots']
  /** None where no statement can be analysed by itself. */
  spans?: Spans
  sketch: Sketch
  /** What `import * as` asks for, and whether the engine loads it. */
  spaces: Record<string, boolean>
  /** Where the names are found that it imports from namespaces. */
  names: string
  /** What tsconfig.json says of its syntax, where that matters. */
  settings?: string
}

/** An entry as it lies in a pack: its texts are made when they are asked for. */
export interface Packed {
  readonly path: string
  readonly id: number
  readonly format: Format
  /** Bytes of a character. */
  readonly width: 1 | 2
  /** Bytes of the source, of the code, and of the rest. */
  readonly lengths: readonly [number, number, number]
  bytes(): Buffer
  isOf(source: string): boolean
  entry(): Entry
}

type Line = [path: string, id: number, format: Format, width: 1 | 2, at: number, ...Packed['lengths']]

const format = 'livecoding-cache-4'

export const sizeOf = ({ lengths: [source, code, rest] }: Packed): number => source + code + rest

/**
 * The entries of a pack by path; none where the file is not there, was not made by this engine, is not whole, or could
 * have been written by somebody else.
 *
 *     livecoding-cache-4 <engine> <checksum of all that follows>
 *     [["tile.ts",3,"module",1,0,412,1630,96], …]
 *     the texts, one behind the other
 */
export function readPack(file: string, engine: string): Map<string, Packed> {
  const bytes = readOwn(file)
  const first = bytes?.indexOf('\n') ?? -1
  if (!bytes || first < 0 || bytes.toString('latin1', 0, first) !== headline(engine, [bytes.subarray(first + 1)])) return new Map()
  const second = bytes.indexOf('\n', first + 1)
  const index = JSON.parse(bytes.toString('utf8', first + 1, second)) as Line[]
  return new Map(index.map(line => [line[0], unpack(bytes.subarray(second + 1), line)]))
}

/** A file that holds these entries. */
export function writePack(engine: string, entries: readonly Packed[]): Buffer {
  let at = 0
  const index = entries.map((each): Line => {
    const here = at
    at += sizeOf(each)
    return [each.path, each.id, each.format, each.width, here, ...each.lengths]
  })
  const parts = [Buffer.from(`${JSON.stringify(index)}\n`), ...entries.map(each => each.bytes())]
  return Buffer.concat([Buffer.from(`${headline(engine, parts)}\n`), ...parts])
}

const headline = (engine: string, parts: readonly Buffer[]): string => `${format} ${engine} ${parts.reduce((sum, each) => crc32(each, sum), 0)}`

/** What of an entry lies in a pack as JSON. */
type Rest = Pick<Entry, 'slots' | 'spans' | 'sketch' | 'spaces' | 'names' | 'settings'>

function unpack(texts: Buffer, [path, id, kind, width, at, ...lengths]: Line): Packed {
  const [source, code, rest] = lengths
  const text = (from: number, length: number): string => texts.toString(width === 1 ? 'latin1' : 'utf16le', at + from, at + from + length)
  return {
    path, id, format: kind, width, lengths,
    bytes: () => texts.subarray(at, at + source + code + rest),
    isOf: given => given.length * width === source && text(0, source) === given,
    entry: () => ({ path, id, format: kind, source: text(0, source), code: text(source, code), ...JSON.parse(text(source + code, rest)) as Rest }),
  }
}

/** A new entry; its texts are made when it is written. */
export function pack(entry: Entry): Packed {
  const { path, id, format: kind, source } = entry
  const made = once(() => textsOf(entry))
  return {
    path, id, format: kind,
    get width() { return made().width },
    get lengths() { return made().lengths },
    bytes: () => Buffer.from(made().texts.join(''), made().width === 1 ? 'latin1' : 'utf16le'),
    isOf: given => given === source,
    entry: () => entry,
  }
}

function textsOf({ source, code, slots, spans, sketch, spaces, names, settings }: Entry): Pick<Packed, 'width' | 'lengths'> & { texts: readonly string[] } {
  const texts = [source, code, JSON.stringify({ slots, spans, sketch, spaces, names, ...(settings !== undefined && { settings }) })] as const
  const width = texts.every(isNarrow) ? 1 : 2
  return { texts, width, lengths: [texts[0].length * width, texts[1].length * width, texts[2].length * width] }
}

/** Every character fits into a byte. */
const isNarrow = (text: string): boolean => !/[^\0-\xff]/.test(text)

function readOwn(file: string): Buffer | undefined {
  let handle: number
  // Whatever keeps us from reading it: the program starts as if there were none.
  try { handle = openSync(file, 'r') } catch { return undefined }
  try {
    return isOwn(fstatSync(handle)) ? readFileSync(handle) : undefined
  } finally { closeSync(handle) }
}
