import { child, eachChild, isFunction, isTyping, list, text, type Node } from '../ast.ts'
import { isAssigner, withoutAuto } from './decorated.ts'
import { erase, vanishes } from '../erase/erase.ts'
import { assignmentsOf } from './constructed.ts'
import { close, newFrame, newLexical, noteToken, type Frame, type Walk } from './frame.ts'
import { besideOf } from './beside.ts'
import { adopt, finish, functionSite, isHarmless } from './function.ts'
import { contextIn, titleOf } from './naming.ts'
import { startersOf } from './literal-form.ts'
import { find } from '../tokens.ts'
import type { ClassShape, Decoration, Member } from '../class-shapes.ts'
import type { Span } from '../shapes.ts'
import type { Site } from '../site-shapes.ts'
import { walk } from './walk.ts'
import { place, type Place } from '../place.ts'

/** In code that is called: a class there is told with the name of the function around it. */
const isIn = ({ site }: Frame): boolean => site !== undefined && site.kind !== 'field' && site.kind !== 'class'

function titleFor(name: string, takes: string, frame: Frame): string {
  if (!isIn(frame) && name) return name
  const own = isIn(frame) ? name : takes
  return titleOf({ title: own, name: own, context: '' }, frame.title) || 'class'
}

/** A class is a site of its own, with a member for each thing in its body; in the frame around it only a mark stays. */
export function walkClass(at: Place, frame: Frame, w: Walk): void {
  const { node, parent } = at
  const body = child(node, 'body')!
  const name = text(child(node, 'id')) || (parent?.type === 'VariableDeclarator' ? text(child(parent, 'id')) : '')
  const shape: ClassShape = {
    decorators: { own: '', each: [] }, legacy: false, keyword: node.start, heritageOwn: '', members: [], privates: [], assigns: [], enters: new Set(), entersAbove: new Set(), hands: [],
    open: body.start + 1, expression: node.type === 'ClassExpression', nested: !isTop(at), hasName: Boolean(node.id), ...node.id ? { takes: '' } : nameTaken(at),
  }
  if (shape.nested) {
    shape.sees = w.scopes.seenFrom(node)
    frame.makes = true
  }
  const decorators = list(node, 'decorators')
  const start = Math.min(node.start, decorators[0]?.start ?? node.start)
  shape.keyword = find(w.code, Math.max(node.start, decorators.at(-1)?.end ?? 0), 'class', 'abstract')
  if (node.id) shape.nameSpan = spanOf(node.id as Node)
  const site: Site = {
    kind: 'class', flavour: 'plain', name, context: contextIn(parent, ''), beside: besideOf(at, w.code), title: titleFor(name, shape.takes, frame), start, end: node.end, head: start,
    params: [], list: { start: body.start, end: body.start }, body: { start: body.start, end: body.end }, entry: body.start + 1, block: true,
    own: '', deep: '', children: [], refs: [], free: new Set(), captures: new Set(), hidden: [],
    lexical: frame.lexical, depth: frame.depth, shape, chunk: w.chunk, usesPrivate: false, newTarget: false, constructible: true,
  }
  const inner = newFrame(w.isFirst, { lexical: frame.lexical, depth: frame.depth, title: site.title, owner: site }, site)
  const heritage = child(node, 'superClass')
  if (heritage) {
    shape.heritage = { start: heritage.start, end: heritage.end }
    const seen = newFrame(w.isFirst, inner, site)
    walk(place(heritage, 'superClass', at), seen, w)
    shape.heritageOwn = close(seen).own
    merge(seen, inner)
  }
  shape.decorators = decorationOf(at, inner, site, w)
  const members = list(body, 'body')
  if (decorators.length + members.flatMap(member => list(member, 'decorators')).length > 0) {
    shape.legacy = w.legacy()
    const suspends = suspending(heritage, ...decorators, ...members.flatMap(member => [...list(member, 'decorators'), ...member.computed ? [child(member, 'key')] : []]))
    if (suspends) shape.suspends = suspends === 'yield' && frame.flavour === 'asyncGenerator' ? 'async yield' : suspends
    exportOf(at, shape, w)
  }
  const here = place(body, 'body', at)
  list(body, 'body').forEach((member, index) => walkMember(place(member, 'body', here, index), site, inner, w))
  Object.assign(shape, assignmentsOf(w.steps.get(site) ?? [], shape.members))
  for (const { key, parameter } of shape.assigns) {
    if (parameter !== undefined) for (const member of shape.members) if (member.kind === 'field' && member.key === key) member.rest = parameter
  }
  w.steps.delete(site)
  finish(site, inner)
  noteToken(frame, node.type === 'ClassDeclaration' ? `§${name}` : '§')
  adopt(site, frame)
}

/** `@live declare door: Door` makes nothing, but its decorators are applied as TypeScript did before the standard. */
function declaredMember(at: Place, site: Site, inner: Frame, w: Walk): void {
  const { node } = at
  const key = child(node, 'key')!
  const decorators = decorationOf(at, inner, site, w)
  const end = list(node, 'decorators').at(-1)!.end
  w.blank(end, node.end, ';')
  site.shape!.members.push({
    kind: 'declared', static: node.static === true, private: false, key: text(key) || String(key.value), computed: false, keySpan: spanOf(key),
    start: node.start, end: node.end, decorators, own: '', refs: [], calls: false, awaits: false, makes: false, rest: '', harmless: true,
  })
}

const spanOf = ({ start, end }: Node): Span => ({ start, end })

/** What decorators, keys and heritage do that only the function around can: they are evaluated in an arrow function. */
function suspending(...nodes: (Node | undefined)[]): 'await' | 'yield' | undefined {
  let found: 'await' | 'yield' | undefined
  const search = (node: Node): void => {
    if (isFunction(node)) return
    if (node.type === 'YieldExpression') found = 'yield'
    if (node.type === 'AwaitExpression') found ??= 'await'
    eachChild(node, search)
  }
  for (const node of nodes) if (node) search(node)
  return found
}

/** `@live export class Door {}`: what decorates the class stands in front of a word that must come first. */
function exportOf({ node, parent }: Place, shape: ClassShape, w: Walk): void {
  const first = list(node, 'decorators')[0]
  if (!first || first.start > shape.keyword || (parent?.type !== 'ExportNamedDeclaration' && parent?.type !== 'ExportDefaultDeclaration')) return
  const word = find(w.code, list(node, 'decorators').at(-1)!.end, '')
  if (!w.code.startsWith('export', word)) return
  shape.exported = true
  const end = parent.type === 'ExportNamedDeclaration' ? word + 'export'.length : find(w.code, word + 'export'.length, 'default') + 'default'.length
  w.blank(word, end)
}

const wrappers = new Set(['ExportNamedDeclaration', 'ExportDefaultDeclaration', 'VariableDeclaration', 'VariableDeclarator', 'TSAsExpression', 'TSSatisfiesExpression'])

/** The class is the item itself. */
function isTop(at: Place): boolean {
  for (let here = at.up; here; here = here.up) if (!wrappers.has(here.node.type)) return false
  return true
}

/** The name that an anonymous class takes from where it stands (ECMA-262, NamedEvaluation); `keyed`: from a computed key. */
function nameTaken(at: Place): Pick<ClassShape, 'takes' | 'keyed'> {
  let { parent, field, up } = at
  while (parent && up && isTyping(parent)) ({ parent, field, up } = up)
  const from = (node: Node | undefined, name: string): Pick<ClassShape, 'takes' | 'keyed'> => {
    const named = child(node!, name)
    return { takes: named?.type === 'PrivateIdentifier' ? `#${text(named)}` : text(named) || String(named?.value ?? '') }
  }
  switch (parent?.type) {
    case 'ExportDefaultDeclaration': return { takes: 'default' }
    case 'VariableDeclarator': return from(parent, 'id')
    case 'AssignmentExpression': case 'AssignmentPattern': return field === 'right' ? from(parent, 'left') : { takes: '' }
    case 'Property':
      if (field !== 'value') return { takes: '' }
      if (!parent.computed) return from(parent, 'key')
      return up?.parent?.type === 'ObjectExpression' ? { takes: '', keyed: spanOf(child(parent, 'key')!) } : { takes: '' }
    case 'PropertyDefinition': return { takes: field === 'value' && !parent.computed ? withoutAuto(from(parent, 'key').takes) : '' }
    default: return { takes: '' }
  }
}

function merge(from: Frame, into: Frame): void {
  for (const token of from.tokens) noteToken(into, token)
  into.refs.push(...from.refs)
  into.children.push(...from.children)
  for (const name of from.reads) into.reads.add(name)
}

function walkMember(at: Place, site: Site, inner: Frame, w: Walk): void {
  const { node } = at
  if (node.type !== 'MethodDefinition' && vanishes(node) && list(node, 'decorators').length > 0) return declaredMember(at, site, inner, w)
  if (erase(node, at.parent, w.code, w.blank)) return
  if (node.type !== 'MethodDefinition' && node.type !== 'PropertyDefinition' && node.type !== 'StaticBlock') return
  const decorators = decorationOf(at, inner, site, w)
  const key = child(node, 'key')
  const brackets = decorators.each.length === 0 ? needlessBrackets(node, w.code) : []
  for (const { start, end } of brackets) w.blank(start, end)
  const member: Member = {
    kind: kindOf(node), static: node.static === true || node.type === 'StaticBlock', private: key?.type === 'PrivateIdentifier',
    key: '', computed: node.computed === true && brackets.length === 0, keySpan: { start: key?.start ?? node.start, end: key?.end ?? node.start },
    start: node.start, end: node.end, decorators, own: '', refs: [], calls: false, awaits: false, makes: false,
    rest: key && node.type === 'PropertyDefinition' ? w.code.slice(brackets.at(-1)?.end ?? key.end, node.end).replace(/\s+/g, ' ').replace(/^ ?!| ?;$/g, '') : '', harmless: true,
  }
  if (key) {
    member.key = member.private ? `#${text(key)}` : member.computed ? w.code.slice(key.start, key.end) : text(key) || String(key.bigint ?? key.value)
    if (member.private && !site.shape!.privates.includes(member.key)) site.shape!.privates.push(member.key)
    if (member.computed) walk(place(key, 'key', at), inner, w)
  }
  for (const token of [member.static ? 'static' : '', member.kind, member.key]) noteToken(inner, token)
  const own = member.computed ? `[${member.key}]` : isAssigner(member) ? member.key.slice('#$lcf_'.length) : withoutAuto(member.key)
  const title = node.type === 'StaticBlock' ? `${site.title} static block` : `${site.title}.${own}`
  const value = child(node, node.type === 'StaticBlock' ? 'body' : 'value')
  if (isFunction(value) && node.type === 'MethodDefinition') {
    const naming = { kind: member.kind as 'method', name: `${member.static ? 'static ' : ''}${member.key}`, context: 'member', title: '' }
    member.site = Object.assign(functionSite(place(value!, 'value', at), inner, w, naming, title), { member, owner: site, constructible: member.kind === 'constructor' })
  } else if (value || node.type === 'StaticBlock') member.site = valueSite(at, value, member, title, inner, w)
  member.own = member.site?.own ?? ''
  site.shape!.members.push(member)
  if (member.site) member.site.owner = site
  if (member.site) adopt(member.site, inner)
}

/** `['size'] = 1` is `'size' = 1`, as linters write it; where the name would have a meaning of its own, it is not. */
function needlessBrackets({ key: said, computed }: Node, code: string): Span[] {
  const key = said as Node
  if (computed !== true || key.type !== 'Literal' || typeof key.value !== 'string' || /^(?:constructor$|prototype$|#)/.test(key.value)) return []
  const [open, close] = [key.start - 1, key.end]
  return code[open] === '[' && code[close] === ']' ? [{ start: open, end: key.start }, { start: close, end: close + 1 }] : []
}

/** Decorators are applied by the engine: what they evaluate is kept. */
function decorationOf(at: Place, inner: Frame, site: Site, w: Walk): Decoration {
  const decorators = list(at.node, 'decorators')
  const each = decorators.map(decorator => {
    const { start, end } = decorator
    const access = child(decorator, 'expression')
    const object = access?.type === 'MemberExpression' ? child(access, 'object') : undefined
    return { start, value: { start: start + 1, end }, ...(object && object.type !== 'Super' && { access: { start: access!.start, object: object.end, end: access!.end } }) }
  })
  if (each.length === 0) return { own: '', each }
  const seen = newFrame(w.isFirst, inner, site)
  for (const decorator of decorators) walk(place(decorator, 'decorators', at), seen, w)
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
    kind: 'field', flavour: 'plain', name: `${member.static ? 'static ' : ''}${member.key}`, context: member.kind, beside: '', title, ...span, head: span.start,
    params: [], list: span, body: span, entry: span.start, block: false, own: '', deep: '', children: [], refs: [], free: new Set(),
    captures: new Set(), hidden: [], lexical, depth: inner.depth, member, chunk: w.chunk, usesPrivate: false, newTarget: false, constructible: false,
  }
  // The code says the fingerprint of a static block, which has no other name.
  const frame = newFrame(w.isFirst && value !== undefined, { lexical, depth: inner.depth + 1, title, owner: inner.owner! }, site)
  if (value) walk(place(value, 'value', at), frame, w)
  else for (const [index, statement] of list(at.node, 'body').entries()) walk(place(statement, 'body', at, index), frame, w)
  if (value && member.static && (frame.calls || frame.makes) && !inner.owner!.shape!.nested) frame.refs.push(...startersOf(value, w.scopes))
  finish(site, frame)
  member.calls = frame.calls
  member.makes = frame.makes
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

function kindOf(node: Node): Member['kind'] {
  if (node.type === 'StaticBlock') return 'static-block'
  if (node.type !== 'MethodDefinition') return 'field'
  return node.kind === 'get' ? 'getter' : node.kind === 'set' ? 'setter' : node.kind === 'constructor' ? 'constructor' : 'method'
}
