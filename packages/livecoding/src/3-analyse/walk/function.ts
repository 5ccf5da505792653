import { child, eachChild, list, takesName, text, type Node } from '../ast.ts'
import { behindDirectives } from '../directives.ts'
import { close, newFrame, newLexical, noteToken, type Frame, type Walk } from './frame.ts'
import type { Flavour, Param, Site } from '../site-shapes.ts'
import { find } from '../tokens.ts'
import { walk } from './walk.ts'
import { isOutside } from './references.ts'
import { boundNames } from '../scope/bound.ts'
import { place, type Place } from '../place.ts'
import { besideOf, makesOf } from './beside.ts'
import { naming, titleOf, type Naming } from './naming.ts'

/** A function of any kind becomes a site of its own; in the frame around it only a mark stays. */
export function walkFunction(at: Place, frame: Frame, w: Walk): void {
  const site = functionSite(at, frame, w, naming(at, w.code))
  noteToken(frame, at.node.type === 'FunctionDeclaration' ? `§${site.name}` : '§')
  adopt(site, frame)
}

export function adopt(site: Site, frame: Frame): void {
  frame.children.push(site)
  if (site.usesPrivate && frame.site) frame.site.usesPrivate = true
  for (const local of site.captures) if (frame.site && isOutside(local, frame.site)) frame.site.captures.add(local)
}

export function functionSite(at: Place, frame: Frame, w: Walk, naming: Naming, title = titleOf(naming, frame.title)): Site {
  const { node, parent } = at
  const { code } = w
  const arrow = naming.kind === 'arrow'
  const body = child(node, 'body')!
  const params = list(node, 'params').filter(param => text(param) !== 'this').map(param => paramOf(param, code))
  if (params.length > 0 && body.type === 'BlockStatement') coverParams(params, list(body, 'body'))
  const open = openOf(node, params, code)
  const list_ = listOf(node, params, open, code)
  const block = body.type === 'BlockStatement'
  const isMethod = parent?.type === 'Property' && node.type === 'FunctionExpression' && (parent.method || parent.kind !== 'init')
  const site: Site = {
    kind: naming.kind, name: naming.name, context: naming.context, title, beside: besideOf(at, code),
    flavour: flavourOf(node), start: node.start, end: node.end, head: isMethod ? parent.start : node.start, params, list: list_,
    body: { start: body.start, end: body.end }, block, entry: block ? behindDirectives(body.start, list(body, 'body')) : entryOf(node, list_.end, code),
    own: '', deep: '', children: [], refs: [], free: new Set(), captures: new Set(), hidden: [],
    lexical: arrow ? frame.lexical : newLexical(frame.lexical), depth: frame.depth + 1,
    chunk: w.chunk, usesPrivate: false, newTarget: false, constructible: naming.kind === 'function' && flavourOf(node) === 'plain',
  }
  const makes = naming.context.startsWith('call:') ? makesOf(at) : undefined
  if (makes !== undefined) site.makes = makes
  const { layer, self, hidden } = w.scopes.around(at)
  site.hidden = hidden
  if (layer) site.layer = layer
  if (self) site.self = self
  if (frame.owner) site.within = frame.owner
  if (block && (arrow || params.some(param => param.form !== 'name')) && says(list(node, 'params'), w.scopes.declared(node))) site.ownScope = true
  const inner = newFrame(w.isFirst, { lexical: site.lexical, depth: site.depth, title, flavour: site.flavour, owner: frame.owner }, site)
  noteToken(inner, site.flavour)
  noteToken(inner, arrow ? 'arrow' : naming.kind === 'method' ? 'method' : 'function')
  eachChild(node, (inside, insideField, i) => {
    if (insideField !== 'id') walk(place(inside, insideField, at, i), inner, w)
  })
  finish(site, inner)
  return site
}

/** Whether one of these names is written somewhere in these nodes. */
function says(nodes: readonly Node[], names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false
  let found = false
  const search = (node: Node): void => {
    if (node.type === 'Identifier' && names.has(text(node))) found = true
    else if (!found) eachChild(node, search)
  }
  nodes.forEach(search)
  return found
}

/** Copies into the site what the walk of its inside has found. */
export function finish(site: Site, inner: Frame): void {
  const { own, deep } = close(inner)
  site.own = own
  site.deep = deep
  site.children = inner.children
  site.refs = inner.refs
  site.free = inner.reads
  for (const nested of inner.children) for (const name of nested.free) site.free.add(name)
}

export function flavourOf(node: Node): Flavour {
  if (node.generator) return node.async ? 'asyncGenerator' : 'generator'
  return node.async ? 'async' : 'plain'
}

function openOf(node: Node, params: Param[], code: string): number {
  if (node.type === 'ArrowFunctionExpression' && code[node.start] !== '(' && !node.async && !node.typeParameters) return params[0]!.start
  const before = child(node, 'typeParameters') ?? child(node, 'id')
  if (before) return find(code, before.end, '(')
  return node.async && node.type === 'ArrowFunctionExpression' ? asyncOpen(node, params, code) : find(code, node.start, '(', 'asyncfuntio*')
}

function asyncOpen(node: Node, params: Param[], code: string): number {
  const at = find(code, node.start + 'async'.length, '')
  return code[at] === '(' ? at : params[0]!.start
}

function listOf(node: Node, params: Param[], open: number, code: string): { start: number, end: number } {
  if (code[open] !== '(') return { start: open, end: params[0]!.end }
  const last = list(node, 'params').at(-1)
  return { start: open, end: find(code, last ? last.end : open + 1, ')', ',') + 1 }
}

/** Behind `=>`. */
function entryOf(node: Node, listEnd: number, code: string): number {
  return find(code, child(node, 'returnType')?.end ?? listEnd, '=>') + 2
}

function paramOf(node: Node, code: string): Param {
  const span = { start: node.start, end: node.end }
  if (node.type === 'RestElement') {
    const inner = child(node, 'argument')!
    const isName = inner.type === 'Identifier'
    return { ...span, form: 'rest', name: isName ? text(inner) : '', names: boundNames(inner), target: { start: inner.start, end: inner.end }, harmless: isName }
  }
  if (node.type === 'AssignmentPattern') {
    const left = child(node, 'left')!
    const right = child(node, 'right')!
    const value = { start: find(code, left.end, '=') + 1, end: node.end }
    const form = left.type === 'Identifier' ? 'default' : 'pattern'
    return { ...span, form, name: text(left), ...(form === 'pattern' && { names: boundNames(left) }), value, target: { start: left.start, end: left.end }, harmless: isHarmless(right) }
  }
  const form = node.type === 'Identifier' ? 'name' : 'pattern'
  return { ...span, form, name: text(node), ...(form === 'pattern' && { names: boundNames(node) }), target: span, harmless: true }
}

function coverParams(params: readonly Param[], statements: readonly Node[]): void {
  for (const statement of statements) {
    if (statement.type === 'LabeledStatement') coverParams(params, [child(statement, 'body')!])
    if (statement.type !== 'FunctionDeclaration') continue
    for (const param of params) if (param.name !== '' && param.name === text(child(statement, 'id'))) param.covered = true
  }
}

/** Evaluating it does nothing that anyone could notice. */
export function isHarmless(node: Node): boolean {
  if (node.type === 'Literal' || takesName(node)) return true
  if (node.type === 'UnaryExpression') return isHarmless(child(node, 'argument')!)
  if (node.type === 'ArrayExpression') return list(node, 'elements').every(isHarmless)
  if (node.type === 'ObjectExpression') return list(node, 'properties').length === 0
  return node.type === 'Identifier' && text(node) === 'undefined'
}
