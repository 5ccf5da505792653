import { child, isFunction, list, text, type Node } from './ast.ts'
import { erase } from './erase.ts'
import { close, newFrame, newLexical, type Frame, type Walk } from './frame.ts'
import { adopt, finish, functionSite, isHarmless } from './function.ts'
import { find } from './tokens.ts'
import type { ClassShape, Decoration, Member, Site } from './shapes.ts'
import { blank, place, walk, type Place } from './walk.ts'

/** A class is a site of its own, with a member for each thing in its body; in the frame around it only a mark stays. */
export function walkClass(at: Place, frame: Frame, w: Walk): void {
  const { node, parent } = at
  const body = child(node, 'body')!
  const name = text(child(node, 'id')) || (parent?.type === 'VariableDeclarator' ? text(child(parent, 'id')) : '')
  const shape: ClassShape = {
    decorators: { own: '', each: [] }, legacy: false, heritageOwn: '', members: [], privates: [], assigns: [], open: body.start + 1, expression: node.type === 'ClassExpression',
    nested: !isTop(at), hasName: Boolean(node.id), takes: node.id ? '' : nameTaken(at),
  }
  const site: Site = {
    kind: 'class', flavour: 'plain', name, context: parent?.type ?? '', title: name || frame.title, start: node.start, end: node.end, head: node.start,
    params: [], list: { start: body.start, end: body.start }, body: { start: body.start, end: body.end }, entry: body.start + 1, block: true,
    own: '', deep: '', children: [], refs: [], free: new Set(), captures: new Set(), hidden: [],
    lexical: frame.lexical, depth: frame.depth, shape, chunk: w.chunk, usesPrivate: false, newTarget: false, constructible: true,
  }
  const inner = newFrame({ lexical: frame.lexical, depth: frame.depth, title: site.title, owner: site }, site)
  const heritage = child(node, 'superClass')
  if (heritage) {
    shape.heritage = { start: heritage.start, end: heritage.end }
    const seen = newFrame(inner, site)
    walk(place(heritage, 'superClass', at), seen, w)
    shape.heritageOwn = close(seen).own
    merge(seen, inner)
  }
  shape.decorators = decorationOf(at, inner, site, w)
  shape.legacy = list(node, 'decorators').length + list(body, 'body').flatMap(member => list(member, 'decorators')).length > 0 && w.legacy()
  const here = place(body, 'body', at)
  list(body, 'body').forEach((member, index) => walkMember(place(member, 'body', here, index), site, inner, w))
  finish(site, inner)
  frame.tokens.push(node.type === 'ClassDeclaration' ? `§${name}` : '§')
  adopt(site, frame)
}

const wrappers = new Set(['ExportNamedDeclaration', 'ExportDefaultDeclaration', 'VariableDeclaration', 'VariableDeclarator', 'TSAsExpression', 'TSSatisfiesExpression'])

/** The class is the item itself. */
function isTop(at: Place): boolean {
  for (let here = at.up; here; here = here.up) if (!wrappers.has(here.node.type)) return false
  return true
}

function nameTaken({ parent, field }: Place): string {
  if (parent?.type === 'ExportDefaultDeclaration') return 'default'
  if (parent?.type === 'VariableDeclarator') return text(child(parent, 'id'))
  if (parent?.type === 'Property' && field === 'value' && !parent.computed) return text(child(parent, 'key')) || text(child(parent, 'key'), 'value')
  if (parent?.type === 'AssignmentExpression' || parent?.type === 'AssignmentPattern') return text(child(parent, 'left'))
  return ''
}

function merge(from: Frame, into: Frame): void {
  into.tokens.push(...from.tokens)
  into.refs.push(...from.refs)
  into.children.push(...from.children)
  for (const name of from.reads) into.reads.add(name)
}

function walkMember(at: Place, site: Site, inner: Frame, w: Walk): void {
  const { node } = at
  if (erase(node, at.parent, w.code, (start, end, replacement) => w.marks.push(blank(w.code, start, end, replacement)))) return
  if (!['MethodDefinition', 'PropertyDefinition', 'AccessorProperty', 'StaticBlock'].includes(node.type)) return
  const decorators = decorationOf(at, inner, site, w)
  const key = child(node, 'key')
  if (node.type === 'AccessorProperty' && key && !node.computed) autoAccessor(node, key, w)
  const member: Member = {
    kind: kindOf(node), static: node.static === true || node.type === 'StaticBlock', private: key?.type === 'PrivateIdentifier',
    key: '', computed: node.computed === true, keySpan: { start: key?.start ?? node.start, end: key?.end ?? node.start },
    start: node.start, end: node.end, decorators, own: '', refs: [], calls: false, awaits: false,
    rest: key ? w.code.slice(key.end, node.end).replace(/\s+/g, ' ') : '', harmless: true,
  }
  if (key) {
    member.key = member.private ? `#${text(key)}` : w.code.slice(key.start, key.end)
    if (!member.computed && key.type === 'Literal' && typeof key.value === 'string') member.key = key.value
    if (member.private && !site.shape!.privates.includes(member.key)) site.shape!.privates.push(member.key)
    if (member.computed) walk(place(key, 'key', at), inner, w)
  }
  inner.tokens.push(member.static ? 'static' : '', member.kind, member.key)
  const title = `${site.title}.${member.computed ? `[${member.key}]` : member.key}`
  const value = child(node, node.type === 'StaticBlock' ? 'body' : 'value')
  if (isFunction(value) && node.type === 'MethodDefinition') {
    const naming = { kind: member.kind as 'method', name: `${member.static ? 'static ' : ''}${member.key}`, context: 'member', title: '' }
    member.site = { ...functionSite(place(value!, 'value', at), { ...inner, title }, w, naming), title, member, owner: site, constructible: member.kind === 'constructor' }
  } else if (value || node.type === 'StaticBlock') member.site = valueSite(at, value, member, title, inner, w)
  member.own = member.site?.own ?? ''
  site.shape!.members.push(member)
  if (member.site) member.site.owner = site
  if (member.site) adopt(member.site, inner)
}

/** Decorators are applied by the engine: their text goes, and what they evaluate is kept. */
function decorationOf(at: Place, inner: Frame, site: Site, w: Walk): Decoration {
  const each = list(at.node, 'decorators').map(decorator => ({ start: decorator.start, value: { start: decorator.start + 1, end: decorator.end } }))
  if (each.length === 0) return { own: '', each }
  const seen = newFrame(inner, site)
  for (const decorator of list(at.node, 'decorators')) walk(place(decorator, 'decorators', at), seen, w)
  inner.refs.push(...seen.refs)
  inner.children.push(...seen.children)
  for (const name of seen.reads) inner.reads.add(name)
  return { own: close(seen).deep, each }
}

/** The initialiser of a field, or a static block: code with a `this` of its own. */
function valueSite(at: Place, value: Node | undefined, member: Member, title: string, inner: Frame, w: Walk): Site {
  const span = value ? { start: value.start, end: value.end } : { start: at.node.start, end: at.node.end }
  if (value) {
    member.value = { start: find(w.code, afterType(at.node, w.code), '=', '?!') + 1, end: at.node.end - (w.code[at.node.end - 1] === ';' ? 1 : 0) }
    member.harmless = isHarmless(value)
  }
  const lexical = newLexical(inner.lexical)
  const site: Site = {
    kind: 'field', flavour: 'plain', name: `${member.static ? 'static ' : ''}${member.key}`, context: member.kind, title, ...span, head: span.start,
    params: [], list: span, body: span, entry: span.start, block: false, own: '', deep: '', children: [], refs: [], free: new Set(),
    captures: new Set(), hidden: [], lexical, depth: inner.depth, member, chunk: w.chunk, usesPrivate: false, newTarget: false, constructible: false,
  }
  const frame = newFrame({ lexical, depth: inner.depth + 1, title, owner: inner.owner! }, site)
  if (value) walk(place(value, 'value', at), frame, w)
  else for (const [index, statement] of list(at.node, 'body').entries()) walk(place(statement, 'body', at, index), frame, w)
  finish(site, frame)
  member.calls = frame.calls
  member.awaits = frame.awaits
  return site
}

/** Behind key and type annotation of a field. */
function afterType(node: Node, code: string): number {
  const annotation = child(node, 'typeAnnotation')
  if (annotation) return annotation.end
  const key = child(node, 'key')!
  return node.computed ? find(code, key.end, ']', ')') + 1 : key.end
}

/** `accessor x = 1` is a private field and two accessors, which is what the language says it is. */
function autoAccessor(node: Node, key: Node, w: Walk): void {
  const side = node.static ? 'static ' : ''
  const name = w.code.slice(key.start, key.end)
  const hidden = `#$lca_${text(key).replace(/\W/g, '_')}`
  const start = find(w.code, list(node, 'decorators').at(-1)?.end ?? node.start, '')
  w.marks.push({ at: start, end: key.end, text: `${side}${hidden}` })
  w.marks.push({ at: node.end, end: node.end, text: `;${side}get ${name}(){return this.${hidden}}${side}set ${name}($lcv){this.${hidden}=$lcv}` })
}

function kindOf(node: Node): Member['kind'] {
  if (node.type === 'StaticBlock') return 'static-block'
  if (node.type !== 'MethodDefinition') return 'field'
  return node.kind === 'get' ? 'getter' : node.kind === 'set' ? 'setter' : node.kind === 'constructor' ? 'constructor' : 'method'
}
