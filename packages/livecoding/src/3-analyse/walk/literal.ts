import { child, list, plain, text, type Node } from '../ast.ts'
import { isBlockName } from '../scope/block.ts'
import { close, newFrame, newLexical } from './frame.ts'
import { programOf } from '../parse.ts'
import { isPlain, plainValue } from './plain-value.ts'
import { resolveScopes } from '../scope/scope.ts'
import type { Entry, Literal } from '../literal-shapes.ts'
import type { Ref } from '../reference-shapes.ts'
import type { Chunk, Format, Span } from '../shapes.ts'
import type { Site } from '../site-shapes.ts'
import { formOf } from './literal-form.ts'
import { walk } from './walk.ts'
import { place } from '../place.ts'

/**
 * The literal that an initialiser is, entry by entry: `{…}`, `[…]`, `new Map([[…]])`, `new Set([…])`; undefined for
 * anything else. It is worked out from the code only where an edit changed it.
 */
export function literalOf(path: string, chunk: Chunk, span: Span, format: Format): Literal | undefined {
  if (!beginsAsLiteral.test(chunk.code.slice(span.start - chunk.base, span.end - chunk.base))) return undefined
  const found = valueAt(path, chunk, span, format)
  return found && literal(found.value, found.given)
}

/** Behind parentheses and comments. What is called in place may be as long as the file, and is not parsed once more. */
const beginsAsLiteral = /^(?:[\s(]|\/\/.*|\/\*[^]*?\*\/)*(?:[[{<]|new\b)/

/** The fingerprint of an expression, without the code inside its functions. */
export function shellOf(path: string, chunk: Chunk, span: Span, format: Format): string | undefined {
  const found = valueAt(path, chunk, span, format)
  return found && seen(found.value, found.given).shell
}

/** The value of an expression that calls nothing, by the values of its names. */
export function valueOf(path: string, chunk: Chunk, span: Span, format: Format, known: Parameters<typeof plainValue>[1]): { value: unknown } | undefined {
  return plainValue(valueAt(path, chunk, span, format)?.value, known)
}

function valueAt(path: string, chunk: Chunk, span: Span, format: Format): { value: Node, given: Given } | undefined {
  // White space before it keeps the offsets those of the chunk.
  const head = span.start - chunk.base - 1
  if (head < 0) return undefined
  const source = `${' '.repeat(chunk.base + head)}(${chunk.code.slice(span.start - chunk.base, span.end - chunk.base)})`
  // `#names`, `super` and `new.target` of a static field are errors only by themselves.
  const program = programOf(path, source, format)
  const statement = (program.body as Node[])[0]
  const value = plain(statement && child(statement, 'expression'))
  const scopes = resolveScopes(program)
  for (const { at, name } of namedInBlocks(chunk)) scopes.uses.set(at, { ...scopes.uses.get(at)!, inBlock: name })
  return value && { value, given: { code: source, scopes, chunk, commonjs: format === 'commonjs' } }
}

/** What the code of namespace blocks calls by names of its own. */
function namedInBlocks({ items }: Chunk): Pick<Ref, 'at' | 'name'>[] {
  if (items.every(({ space }) => space === undefined)) return []
  return items.flatMap(({ refs, sites }) => [...refs, ...sites.flatMap(refsOf)]).filter(({ name }) => isBlockName(name))
}

const refsOf = ({ refs, children, shape }: Site): Ref[] => [...refs, ...shape?.members.flatMap(member => member.refs) ?? [], ...children.flatMap(refsOf)]

interface Given { commonjs: boolean, code: string, scopes: ReturnType<typeof resolveScopes>, chunk: Chunk }

function literal(node: Node, given: Given): Literal | undefined {
  const form = formOf(node, given.scopes)
  const read = { object: property, map: pair, array: element, set: element }
  return form && { type: form.type, opaque: form.opaque, span: { start: node.start, end: node.end }, entries: form.entries.map(each => read[form.type](each, given)) }
}

const element = (node: Node, given: Given): Entry => entry(node, node, given)

function property(node: Node, given: Given): Entry {
  const key = child(node, 'key')!
  const accessor = node.kind === 'get' || node.kind === 'set'
  const found = entry(node, child(node, 'value')!, given)
  const computed = node.computed === true ? keyOf(key, given) : undefined
  const plainName = key.type === 'Literal' ? String(key.value) : text(key)
  const name = computed ? `[${computed.key}]` : plainName === '__proto__' && !accessor && node.method !== true && node.shorthand !== true ? '__proto__: ' : plainName
  return { ...found, ...computed, awaits: found.awaits || computed?.awaits === true, key: accessor ? `${String(node.kind)} ${name}` : name, shell: `${String(node.kind)} ${found.shell}` }
}

function pair(node: Node, given: Given): Entry {
  const [key, value] = list(node, 'elements') as [Node, Node]
  const [found, named] = [entry(node, value, given), keyOf(key, given)]
  return { ...found, ...named, awaits: found.awaits || named.awaits }
}

/** A key that is an expression. */
function keyOf(key: Node, given: Given): Pick<Entry, 'key' | 'keySpan' | 'keyRefs' | 'plainKey' | 'awaits'> {
  const { shell, refs, awaits } = seen(key, given)
  return { key: shell, awaits, keySpan: { start: key.start, end: key.end }, keyRefs: refs, plainKey: isPlain(key) }
}

function entry(node: Node, value: Node, given: Given): Entry {
  const { shell, refs, calls, awaits } = seen(value, given)
  const inner = literal(plain(value)!, given)
  const spans = { span: { start: node.start, end: node.end }, value: { start: value.start, end: value.end } }
  return { key: shell, shell, refs, calls, awaits, ...spans, plainKey: isPlain(value), ...(inner && { literal: inner }) }
}

function seen(node: Node, given: Given): { shell: string, refs: Ref[], calls: boolean, awaits: boolean } {
  const frame = newFrame(false, { lexical: newLexical(), depth: 0, title: '' })
  walk(place(node), frame, { ...given, blank() {}, errors: [], requirers: new Set(), hoisted: new Set(), loops: new Map(), steps: new Map(), apart: true, isFirst: false, legacy: () => false })
  return { shell: close(frame).own, refs: frame.refs, calls: frame.calls, awaits: frame.awaits }
}
