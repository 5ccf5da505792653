import { child, eachChild, isCalledInPlace, isClass, isFunction, takesName, text, type Node } from './ast.ts'
import { walkClass } from './class.ts'
import { isAssigner } from './decorated.ts'
import { erase } from './erase.ts'
import { newLexical, type Frame, type Walk } from './frame.ts'
import { flavourOf, walkFunction } from './function.ts'
import { once } from '../library.ts'
import { oxc } from './parse.ts'
import { isLoop, jump, returned, waits, walkLoop } from './loop.ts'
import { find } from './tokens.ts'
import type { Local, RefForm, Site, Span, Special } from './shapes.ts'

/** A node with those around it. */
export interface Place {
  node: Node
  parent: Node | undefined
  /** The parent's field in which the node stands, and its place in a list. */
  field: string
  index: number
  up?: Place
}

export const place = (node: Node, field = 'body', up?: Place, index = 0): Place => ({ node, parent: up?.node, field, index, ...(up && { up }) })

/** Visits a node: erases its types, fingerprints it, and records its references and sites in the frame. */
export function walk(at: Place, frame: Frame, w: Walk): void {
  const { node, parent, field } = at
  if (erase(node, parent, w.code, (start, end, replacement) => w.marks.push(blank(w.code, start, end, replacement)))) return
  if (isFunction(node)) {
    if (!isCalledInPlace(node, parent, field, at.up?.up?.node)) return walkFunction(at, frame, w)
    // Its loops can go on in new code all the same.
    const inPlace = { ...frame, flavour: flavourOf(node), top: false, ...(node.type === 'FunctionExpression' && { lexical: newLexical(frame.lexical) }) }
    walkNode(at, inPlace, w)
    frame.calls ||= inPlace.calls
    frame.awaits ||= node.async ? frame.awaits : inPlace.awaits
    return
  }
  if (isClass(node)) return walkClass(at, frame, w)
  walkNode(at, frame, w)
}

function invalid(literal: Node): string {
  const { pattern, flags } = literal.regex as { pattern: string, flags: string }
  try {
    RegExp(pattern, flags)
    return 'Invalid regular expression'
  } catch (error) {
    return (error as Error).message
  }
}

function walkNode(at: Place, frame: Frame, w: Walk): void {
  const { node } = at
  if (isLoop(node) && frame.flavour !== 'plain' && waits(node)) return walkLoop(at, frame, w)
  switch (node.type) {
    // What a type says of an expression is no part of the code.
    case 'TSAsExpression': case 'TSSatisfiesExpression': case 'TSNonNullExpression': case 'TSTypeAssertion': case 'TSInstantiationExpression':
      eachChild(node, (inner, innerField) => walk(place(inner, innerField, at), frame, w))
      return
    case 'Identifier':
      if (node.typeAnnotation) walk(place(node.typeAnnotation as Node, 'typeAnnotation', at), frame, w)
      return walkIdentifier(at, frame, w)
    case 'PrivateIdentifier':
      frame.tokens.push(`#${text(node)}`)
      if (frame.site) frame.site.usesPrivate = true
      return
    case 'Literal':
      if (node.regex && node.value === null) w.errors.push({ message: invalid(node), at: node.start })
      break
    case 'ThisExpression': special('this', at, frame, w); break
    case 'Super': special('super', at, frame, w, superCall(at, w.code)); break
    case 'AssignmentExpression': assignment(at, frame); break
    case 'MetaProperty':
      if (text(child(node, 'meta')) === 'new') special('new.target', at, frame, w)
      else frame.refs.push({ name: 'import.meta', at: node.start, end: node.end, form: 'meta', write: false, first: false })
      frame.tokens.push(w.code.slice(node.start, node.end))
      return
    case 'ImportExpression':
      frame.calls = true
      frame.refs.push({ name: 'import', at: node.start, end: node.end, form: 'import', write: false, first: startsStatement(at, frame, w) })
      break
    case 'CallExpression':
      if (saysType(node)) return walkNode({ ...at, node: { ...node, type: 'SequenceExpression', expressions: node.arguments } }, frame, { ...w, saysType: true })
      frame.calls = true
      if (isRun(at, frame, w)) frame.refs.push({ name: 'ran', at: node.start, end: node.end, form: 'ran', write: false, first: false })
      break
    case 'NewExpression': case 'TaggedTemplateExpression': frame.calls = true; break
    case 'AwaitExpression':
      frame.calls = frame.awaits = true
      if (frame.top) frame.refs.push({ name: 'await', at: node.start, end: node.end, form: 'await', write: false, first: false })
      break
    case 'ReturnStatement':
      if (frame.top) frame.refs.push({ name: 'return', at: node.start, end: node.end - (w.code[node.end - 1] === ';' ? 1 : 0), form: 'return', write: false, first: false })
      returned(at, frame)
      jump(at, w)
      break
    case 'BreakStatement': case 'ContinueStatement': jump(at, w); break
    case 'ForOfStatement': if (node.await) frame.calls = frame.awaits = true; break
    case 'VariableDeclaration': hoist(at, frame, w); break
  }
  frame.tokens.push(codes()[node.type] ?? node.type)
  const mark = marking[node.type]
  if (mark) frame.tokens.push(mark(node))
  if (node.type === 'Property' && node.shorthand) {
    // `{ n }` is `{ n: n }`: key and value are one identifier.
    frame.tokens.push(text(child(node, 'key')))
    walk(place(node.value as Node, 'value', at), frame, w)
  } else eachChild(node, (inner, innerField, index) => {
    if (isName(node, innerField) && inner.type !== 'PrivateIdentifier') frame.tokens.push(text(inner) || w.code.slice(inner.start, inner.end))
    else walk(place(inner, innerField, at, index), frame, w)
  })
  frame.tokens.push(')')
}

/** A short word for each type of node. */
const codes = once(() => Object.fromEntries(Object.keys(oxc().visitorKeys).map((type, index) => [type, String.fromCharCode(0x400 + index)])))

/** Identifiers that name a property or a label stand for themselves. */
function isName(parent: Node, field: string): boolean {
  if (field === 'label') return true
  return !parent.computed && ((field === 'property' && parent.type === 'MemberExpression') ||
    (field === 'key' && parent.type === 'Property'))
}

/** What distinguishes two nodes of one type beside their children. */
const marking: Record<string, (node: Node) => string> = {
  Literal: node => `${typeof node.value}:${String(node.regex ? node.raw : node.bigint ?? node.value)}`,
  TemplateElement: node => (node.value as { raw: string }).raw,
  MemberExpression: node => `${node.computed ? '[' : '.'}${node.optional ? '?' : ''}`,
  CallExpression: node => node.optional ? '?' : '',
  Property: node => `${String(node.kind)}${node.computed ? '[' : ''}${node.method ? 'm' : ''}`,
  UpdateExpression: node => `${String(node.operator)}${node.prefix ? 'p' : ''}`,
  YieldExpression: node => node.delegate ? '*' : '',
  ForOfStatement: node => node.await ? 'await' : '',
}
for (const type of ['BinaryExpression', 'LogicalExpression', 'AssignmentExpression', 'UnaryExpression']) marking[type] = node => node.operator as string

function walkIdentifier(at: Place, frame: Frame, w: Walk): void {
  const { node, parent, field } = at
  const name = text(node)
  frame.tokens.push(name)
  const use = w.scopes.uses.get(node.start)
  if (!use || isOurs(name)) return
  if (name === 'arguments' && !use.local) return special('arguments', at, frame, w)
  const assigned = parent?.type === 'AssignmentExpression' && field === 'left' && takesName(child(parent, 'right')) ? child(parent, 'right') : undefined
  frame.refs.push({
    name, at: node.start, end: node.start + name.length, form: formOf(at), write: use.write, first: startsStatement(at, frame, w),
    ...(use.local ? { local: use.local } : parent?.type === 'MemberExpression' && field === 'object' && parent.computed !== true && { part: text(child(parent, 'property')) }),
    ...(w.saysType && { type: true }), ...(assigned && { names: { start: assigned.start, end: assigned.end } }),
  })
  if (use.local) { if (frame.site && isOutside(use.local, frame.site)) frame.site.captures.add(use.local) }
  else frame.reads.add(name)
}

/** `$lcD.type(…)` in code that was said in other words. */
function saysType(node: Node): boolean {
  const callee = child(node, 'callee')
  return callee?.type === 'MemberExpression' && text(child(callee, 'object')) === '$lcD' && text(child(callee, 'property')) === 'type'
}

/** `$lcD` in code that was said in other words. */
const isOurs = (name: string): boolean => name === '$lcD'

export const isOutside = (local: Local, site: Site): boolean => local.at < site.start || local.at >= site.end

function formOf({ parent, field, up }: Place): RefForm {
  if (parent?.type === 'Property' && field === 'value' && parent.shorthand) return 'shorthand'
  if (parent?.type === 'AssignmentPattern' && field === 'left' && up?.parent?.type === 'Property' && up.parent.shorthand) return 'shorthand'
  if (parent?.type === 'CallExpression' && field === 'callee') return 'call'
  if (parent?.type === 'TaggedTemplateExpression' && field === 'tag') return 'call'
  if (parent?.type === 'UnaryExpression' && parent.operator === 'typeof') return 'typeof'
  return 'read'
}

/** A call at the top level whose value a statement has, or throws away: an async function may go on behind it. */
function isRun({ node, parent, field }: Place, frame: Frame, w: Walk): boolean {
  if (!frame.top || frame.site || w.chunk.lowered || text(child(node, 'callee')) === 'require') return false
  return parent?.type === 'ExpressionStatement' || parent?.type === 'AwaitExpression' || (parent?.type === 'UnaryExpression' && parent.operator === 'void') ||
    (parent?.type === 'VariableDeclarator' && field === 'init') || (parent?.type === 'AssignmentExpression' && field === 'right')
}

/** Whether the text of a statement in a list of statements begins with this node. */
function startsStatement(at: Place, frame: Frame, w: Walk): boolean {
  let here: Place | undefined = at
  while (here && here.node.start === at.node.start && here.node.type !== 'ExpressionStatement' && !(here.node.type === 'CallExpression' && isRun(here, frame, w))) here = here.up
  return here?.node.type === 'ExpressionStatement' && here.node.start === at.node.start &&
    ['Program', 'BlockStatement', 'StaticBlock', 'SwitchCase'].includes(here.parent?.type ?? 'Program')
}

/** The arguments of `super(…)`. */
function superCall({ node, parent, field }: Place, code: string): Span | undefined {
  return parent?.type === 'CallExpression' && field === 'callee' ? { start: find(code, node.end, '(') + 1, end: parent.end - 1 } : undefined
}

/** `super(…)` stands as a statement in the body of the constructor itself. */
function isOwnStatement({ up }: Place): boolean {
  return up?.parent?.type === 'ExpressionStatement' && up.up?.up?.up?.parent?.type === 'MethodDefinition'
}

/** `this.x = …` somewhere in a class. */
function assignment({ node }: Place, frame: Frame): void {
  const left = child(node, 'left')
  const property = left && child(left, 'property')
  if (!frame.owner || left?.type !== 'MemberExpression' || left.computed || child(left, 'object')?.type !== 'ThisExpression' || !property) return
  const right = child(node, 'right')!
  frame.owner.shape!.assigns.push({ key: property.type === 'PrivateIdentifier' ? `#${text(property)}` : text(property), value: { start: right.start, end: right.end }, inConstructor: node.operator === '=' && (frame.site?.kind === 'constructor' || (frame.site?.kind === 'method' && isAssigner({ kind: 'method', key: frame.site.name }))) })
}

function special(form: Special, at: Place, frame: Frame, w: Walk, call?: Span): void {
  const { node } = at
  if (frame.site?.kind === 'arrow' || frame.site?.kind === 'loop') frame.lexical.used.add(form)
  const own = frame.site !== undefined && frame.lexical !== frame.site.lexical
  if (form === 'new.target' && frame.site && !own) frame.site.newTarget = true
  frame.refs.push({ name: form, at: node.start, end: node.end, form, write: false, first: call !== undefined && startsStatement(at, frame, w), ...(call && { call, top: isOwnStatement(at) }), ...(own && { own }) })
}

/** A `var` in a block of the top level is the module's; one in an awaiting loop is the function's. */
function hoist(at: Place, frame: Frame, w: Walk): void {
  if (at.node.kind !== 'var' || (frame.site && frame.site.kind !== 'loop')) return
  for (let here = at.up; here && !(frame.site && w.loops.has(here.node)); here = here.up) if (isFunction(here.node)) return
  const declarators = at.node.declarations as Node[]
  const last = declarators.at(-1)!
  const head = (at.parent?.type === 'ForInStatement' || at.parent?.type === 'ForOfStatement') && at.field === 'left'
  frame.refs.push({ name: 'var', at: at.node.start, end: last.end, form: head ? 'for var' : 'var', write: false, first: false })
  for (const declarator of declarators) {
    for (const { node, shorthand } of boundIdentifiers(child(declarator, 'id'))) {
      const local = frame.site && w.scopes.varAt(node.start)
      if (local) frame.site!.captures.add(local)
      else w.hoisted.add(text(node))
      frame.refs.push({ name: text(node), at: node.start, end: node.start + text(node).length, form: shorthand ? 'shorthand' : 'read', write: true, first: false, ...(local && { local }) })
    }
  }
}

export const boundNames = (pattern: Node | undefined): string[] => boundIdentifiers(pattern).map(({ node }) => text(node))

interface Bound { node: Node, shorthand: boolean }

function boundIdentifiers(pattern: Node | undefined, shorthand = false): Bound[] {
  switch (pattern?.type) {
    case 'Identifier': return [{ node: pattern, shorthand }]
    case 'ObjectPattern': return (pattern.properties as Node[]).flatMap(property => property.type === 'RestElement' ? boundIdentifiers(child(property, 'argument')) : boundIdentifiers(child(property, 'value'), property.shorthand === true))
    case 'ArrayPattern': return (pattern.elements as (Node | null)[]).flatMap(element => boundIdentifiers(element ?? undefined))
    case 'AssignmentPattern': return boundIdentifiers(child(pattern, 'left'), shorthand)
    case 'RestElement': return boundIdentifiers(child(pattern, 'argument'))
    default: return []
  }
}

/** White space of the same shape, so that lines and columns stay. */
export function blank(code: string, start: number, end: number, replacement = ''): { at: number, end: number, text: string } {
  const spaces = code.slice(start + replacement.length, end).replace(/[^\r\n\u2028\u2029]/g, ' ')
  return { at: start, end, text: replacement + spaces }
}
