import { child, list, text, type Node } from '../ast.ts'
import { eraseIn } from './declarations.ts'
import type { Walk } from '../walk/frame.ts'
import type { Chunk, Phase, Request } from '../shapes.ts'

export function requestOf(node: Node, bare: boolean): Request {
  const source = child(node, 'source')!
  const attributes = list(node, 'attributes').map(attribute => [text(child(attribute, 'key')) || text(child(attribute, 'key'), 'value'), text(child(attribute, 'value'), 'value')])
  return { specifier: text(source, 'value'), at: node.start, end: node.end, source: source.start, bare, ...(attributes.length > 0 && { attributes: Object.fromEntries(attributes) as Record<string, string> }) }
}

/** An identifier or a string, as in `import { "a b" as c }`. */
export const moduleName = (node: Node | undefined): string => text(node) || text(node, 'value')

export function importOf(node: Node, chunk: Chunk, w: Walk): void {
  const specifier = text(child(node, 'source'), 'value')
  const specifiers = list(node, 'specifiers').filter(each => !eraseIn(each, node, w))
  chunk.requests.push(requestOf(node, specifiers.length === 0))
  for (const each of specifiers) {
    const local = text(child(each, 'local'))
    const imported = each.type === 'ImportSpecifier' ? moduleName(child(each, 'imported')) : each.type === 'ImportDefaultSpecifier' ? 'default' : '*'
    chunk.imports.push({ local, imported, specifier, at: each.start, ...(node['phase'] ? { phase: node['phase'] as Phase } : {}) })
  }
}

export function exportAllOf(node: Node, chunk: Chunk): void {
  chunk.requests.push(requestOf(node, true))
  const specifier = text(child(node, 'source'), 'value')
  const name = moduleName(child(node, 'exported'))
  if (name) chunk.exports.push({ name, from: specifier, imported: '*', at: node.start })
  else chunk.stars.push(specifier)
}
