import { GLOBALS } from '../globals.ts'
import { child, list, plain, takesName, text, type Node } from '../ast.ts'
import { blank } from '../blank.ts'
import { add, declarationOf, eraseIn, isDeclaration, kindOf, noteRequires, noteReturned, noteStarters } from './declarations.ts'
import { vanishes } from '../erase/erase.ts'
import type { Walk } from '../walk/frame.ts'
import { place, type Place } from '../place.ts'
import { moduleName, requestOf } from './requests.ts'
import type { Chunk } from '../shapes.ts'
import { find } from '../tokens.ts'
import { walk } from '../walk/walk.ts'

/** The binding of a default export that has no name of its own. */
export const DEFAULT = '$lcd'

export function exportNamedOf(at: Place, chunk: Chunk, w: Walk): void {
  const declaration = child(at.node, 'declaration')
  if (declaration) {
    const inner = place(declaration, 'declaration', at)
    if (!isDeclaration(declaration) && eraseIn(declaration, at.node, w)) return
    for (const name of declarationOf(inner, chunk, w)) chunk.exports.push({ name, local: name, at: declaration.start })
    const item = chunk.items.at(-1)
    if (item && chunk.items.length === 1) item.start = Math.min(item.start, declaration.start)
    return
  }
  const source = child(at.node, 'source')
  if (source) chunk.requests.push(requestOf(at.node, true))
  for (const each of list(at.node, 'specifiers')) {
    if (eraseIn(each, at.node, w)) continue
    const name = moduleName(child(each, 'exported'))
    const local = moduleName(child(each, 'local'))
    chunk.exports.push({ name, at: each.start, ...(source ? { from: text(source, 'value'), imported: local } : { local }) })
    if (!source) chunk.free.add(local)
  }
}

/** Behind `export default`. */
const defaultEnd = ({ start }: Node, { code }: Walk): number => find(code, find(code, start, 'export') + 'export'.length, 'default') + 'default'.length

export function exportDefaultOf(at: Place, chunk: Chunk, w: Walk): void {
  const declaration = child(at.node, 'declaration')!
  if (vanishes(declaration)) {
    chunk.marks.push(blank(w.code, at.node.start, at.node.end))
    return
  }
  const inner = place(declaration, 'declaration', at)
  const named = text(child(declaration, 'id'))
  if (named && (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration')) {
    declarationOf(inner, chunk, w)
    chunk.exports.push({ name: 'default', local: named, at: declaration.start })
    if (declaration.type === 'FunctionDeclaration') return
    // What stands for a class that is decorated, or moved here, is no class declaration.
    if (!chunk.items.at(-1)!.self!.shape!.exported) chunk.wrap.push(blank(w.code, at.node.start, defaultEnd(at.node, w)))
    chunk.trailer = `;export{${named} as default}`
    return
  }
  const value = plain(declaration)
  const kind = kindOf(value)
  const hoisted = declaration.type === 'FunctionDeclaration'
  const declares = hoisted ? 'function' : kind === 'class' ? 'class' : 'const'
  const item = add(inner, { kind, names: [DEFAULT], declares, title: 'default', start: declaration.start, end: at.node.end }, chunk, frame => {
    walk(inner, frame, w)
    noteStarters(declaration, frame, w)
  }, w)
  if (item.self && !item.self.name) item.self.name = 'default'
  chunk.exports.push({ name: 'default', local: DEFAULT, at: at.node.start })
  if (hoisted) {
    // `export default function () {}` gets a name that the engine can say; `name` is put right in the trailer.
    const open = item.self!.list.start
    const before = w.code.slice(declaration.start, open).replace(/\/\*[\s\S]*?\*\//g, '')
    const typeParameters = child(declaration, 'typeParameters')
    chunk.wrap.push({ at: typeParameters?.start ?? open, end: typeParameters?.start ?? open, text: `${before.endsWith(' ') || before.endsWith('*') ? '' : ' '}${DEFAULT}` })
    chunk.trailer = `;${GLOBALS}.named(${DEFAULT})`
    return
  }
  const keyword = item.self?.shape?.exported ? item.self.start : defaultEnd(at.node, w)
  const end = w.code[at.node.end - 1] === ';' ? at.node.end - 1 : at.node.end
  item.init = { start: keyword, end }
  noteReturned(item, value, w)
  noteRequires(item, { type: 'Identifier', name: DEFAULT, start: declaration.start, end: declaration.start } as Node, value, chunk, w)
  // Anonymous functions and classes are called `default`.
  const anonymous = takesName(value) || (value?.type === 'ClassDeclaration' && !value.id)
  chunk.wrap.push({ at: at.node.start, end: keyword, text: anonymous ? `let ${DEFAULT}={default:` : `let ${DEFAULT}=` })
  if (anonymous) chunk.wrap.push({ at: end, end, text: '}.default' })
  chunk.trailer = `;export{${DEFAULT} as default}`
}
