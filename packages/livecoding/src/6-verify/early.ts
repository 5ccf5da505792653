import { relative } from 'node:path'
import { types } from 'node:util'
import { compileFunction } from 'node:vm'
import type { Decoration } from '../3-analyse/class-shapes.ts'
import { spaces } from '../3-analyse/rewrite.ts'
import type { Chunk, Model, Span } from '../3-analyse/shapes.ts'
import type { Site } from '../3-analyse/site-shapes.ts'
import { splice } from '../instrument/edits.ts'
import { sourcePlace } from '../lines/place.ts'
import { lineStarts } from '../lines/tokens.ts'
import { problem } from '../messages/message.ts'
import type { LiveModule } from '../live-module.ts'
import type { Problem } from '../8-report/report.ts'
import type { World } from '../world.ts'

/**
 * An error in the syntax of new code that the parser does not know as one, and V8 does: `[([b])] = c`. V8 tells the place of neither a module's error nor an
 * `eval`'s, so the statements of the save are compiled one by one, as scripts, until one has that error. Undefined: the code was fine, and threw.
 */
export function earlyError(world: World, modules: Iterable<LiveModule>, error: unknown): Problem | undefined {
  if (!types.isNativeError(error) || error.name !== 'SyntaxError') return undefined
  for (const module of modules) {
    const place = placeOf(module.pending ?? module.current, error.message)
    if (place) return { ...problem('LC1001', { detail: error.message }), file: relative(world.root, module.path), ...place }
  }
  return undefined
}

function placeOf({ placed, format }: Model, message: string): { line: number, column: number } | undefined {
  for (const each of placed) {
    const at = errorAt(asScript(each.chunk), format === 'module' ? '"use strict";async()=>{' : '()=>{', message)
    if (at !== undefined) return sourcePlace(each.chunk.base + at, each)
  }
  return undefined
}

/** Where V8 has this error in a text; it shows the line, and a mark below. */
function errorAt(text: string, around: string, message: string): number | undefined {
  try {
    compileFunction(`${around}\n${text}\n}`)
    return undefined
  } catch (error) {
    if (!types.isNativeError(error) || error.message !== message) return undefined
    const [, line, indent] = /^.*:(\d+)\n.*\n(\s*)\^/.exec(error.stack ?? '') ?? []
    return line === undefined ? 0 : lineStarts(text)[Number(line) - 2]! + indent!.length
  }
}

/** What a script cannot say of a statement, and what V8 does not know, is said in other words of the same length. */
function asScript(chunk: Chunk): string {
  const { code, base, items, marks } = chunk
  const decorators = items.flatMap(({ sites }) => sites.flatMap(decoratorsIn)).map(({ start, end }) => ({ at: start, end, text: spaces(code.slice(start - base, end - base)) }))
  const text = splice(chunk, base, base + code.length, [...decorators, ...marks.filter(({ at, end, text }) => text.length === end - at)])
  if (/^import\b(?!\s*[.(])|^export\s*[*{]/.test(text)) return ''
  return text.replace(/\bimport\.meta\b/g, 'import_meta').replace(/^(\s*)export(\s+)default\b/, '$1       $2_     =').replace(/^(\s*)export\b/, '$1      ')
}

function decoratorsIn({ shape, children }: Site): Span[] {
  const own = shape ? [shape, ...shape.members].flatMap(({ decorators }) => spansOf(decorators)) : []
  return [...own, ...children.flatMap(decoratorsIn)]
}

const spansOf = ({ each }: Decoration): Span[] => each.map(({ start, value }) => ({ start, end: value.end }))
