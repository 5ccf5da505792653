import { child, list, text, type Node } from './ast.ts'
import { close, newFrame, newLexical } from './frame.ts'
import { plain } from './items.ts'
import { parse } from './parse.ts'
import { resolveScopes } from './scope.ts'
import type { Chunk, Entry, Format, Literal, Span } from './shapes.ts'
import { place, walk } from './walk.ts'

/**
 * The literal that an initialiser is, entry by entry: `{…}`, `[…]`, `new Map([[…]])`, `new Set([…])`; undefined for
 * anything else. It is worked out from the code only where an edit changed it.
 */
export function literalOf(path: string, chunk: Chunk, span: Span, format: Format): Literal | undefined {
  // White space before it keeps the offsets those of the chunk.
  const head = span.start - chunk.base - 1
  if (head < 0) return undefined
  const source = `${' '.repeat(chunk.base + head)}(${chunk.code.slice(span.start - chunk.base, span.end - chunk.base)})`
  const { program, errors } = parse(path, source, format)
  if (errors.length > 0) return undefined
  const statement = (program.body as Node[])[0]
  const value = plain(statement && child(statement, 'expression'))
  return value && literal(value, source, resolveScopes(program, format))
}

type Scopes = ReturnType<typeof resolveScopes>

function literal(node: Node, code: string, scopes: Scopes): Literal | undefined {
  const span = { start: node.start, end: node.end }
  if (node.type === 'ObjectExpression') {
    const properties = list(node, 'properties')
    return { type: 'object', span, opaque: properties.some(each => each.type === 'SpreadElement' || each.computed === true), entries: properties.filter(each => each.type === 'Property').map(each => property(each, code, scopes)) }
  }
  if (node.type === 'ArrayExpression') return elements('array', node, span, code, scopes)
  if (node.type !== 'NewExpression' || scopes.uses.get(child(node, 'callee')!.start)?.local) return undefined
  const type = ({ Map: 'map', Set: 'set' } as const)[text(child(node, 'callee'))]
  const given = list(node, 'arguments')
  if (!type || given.length > 1) return undefined
  if (given.length === 0) return { type, span, opaque: false, entries: [] }
  const inner = plain(given[0])
  if (inner?.type !== 'ArrayExpression') return undefined
  if (type === 'set') return elements('set', inner, span, code, scopes)
  const pairs = list(inner, 'elements')
  const opaque = pairs.some(each => each.type !== 'ArrayExpression' || list(each, 'elements').length !== 2 || list(each, 'elements').some(part => part.type === 'SpreadElement'))
  return { type, span, opaque, entries: opaque ? [] : pairs.map(each => pair(each, code, scopes)) }
}

function elements(type: 'array' | 'set', node: Node, span: Span, code: string, scopes: Scopes): Literal {
  const all = node.elements as (Node | null)[]
  const given = all.filter(each => each !== null)
  return { type, span, opaque: given.length !== all.length || given.some(each => each.type === 'SpreadElement'), entries: given.map(each => entry(each, each, code, scopes)) }
}

function property(node: Node, code: string, scopes: Scopes): Entry {
  const key = child(node, 'key')!
  const name = key.type === 'Literal' ? String(key.value) : text(key)
  const accessor = node.kind === 'get' || node.kind === 'set'
  const found = entry(node, child(node, 'value')!, code, scopes)
  return { ...found, key: accessor ? `${String(node.kind)} ${name}` : name, method: node.method === true || accessor, shell: `${String(node.kind)} ${found.shell}` }
}

function pair(node: Node, code: string, scopes: Scopes): Entry {
  const [key, value] = list(node, 'elements') as [Node, Node]
  return { ...entry(node, value, code, scopes), key: seen(key, code, scopes).shell, keySpan: { start: key.start, end: key.end }, plainKey: isPlain(key) }
}

function entry(node: Node, value: Node, code: string, scopes: Scopes): Entry {
  const { shell, reads, calls } = seen(value, code, scopes)
  const inner = literal(plain(value)!, code, scopes)
  return { key: shell, shell, reads, calls, span: { start: node.start, end: node.end }, value: { start: value.start, end: value.end }, method: false, plainKey: isPlain(value), ...(inner && { literal: inner }) }
}

const isPlain = (node: Node): boolean => node.type === 'Literal' || node.type === 'Identifier' || node.type === 'MemberExpression' || (node.type === 'UnaryExpression' && isPlain(child(node, 'argument')!))

function seen(node: Node, code: string, scopes: Scopes): { shell: string, reads: Set<string>, calls: boolean } {
  const frame = newFrame({ lexical: newLexical(true), depth: 0, title: '' })
  walk(place(node), frame, { code, scopes, marks: [], hoisted: new Set() })
  return { shell: close(frame).own, reads: frame.reads, calls: frame.calls }
}
