import { child, eachChild, isCalledInPlace, isClass, isFunction, isLoop, list, text, type Node } from '../ast.ts'
import { assignedByCall, assignedByLoop, assignment, called, noteSelf } from './assigns.ts'
import { boundNames } from '../scope/bound.ts'
import { walkClass } from './class.ts'
import { erase } from '../erase/erase.ts'
import { givenByAssignment, givenByCall, handed } from './gifts.ts'
import { newLexical, noteToken, type Frame, type Walk } from './frame.ts'
import { flavourOf, walkFunction } from './function.ts'
import { requiredAt } from './required.ts'
import { jump, returned, waits, walkLoop } from './loop.ts'
import { codes, goesOn, isBody, isName, isUnused, marking } from './marks.ts'
import { place, type Place } from '../place.ts'
import { hoist, isRun, special, startsStatement, superCall, walkIdentifier } from './references.ts'

/** Visits a node: erases its types, fingerprints it, and records its references and sites in the frame. */
export function walk(at: Place, frame: Frame, w: Walk): void {
  const { node, parent, field } = at
  if (erase(node, parent, w.code, w.blank)) return
  if (isFunction(node)) {
    if (!isCalledInPlace(node, parent, field, at.up?.up?.node)) return walkFunction(at, frame, w)
    // Its loops can go on in new code all the same.
    const inPlace = { ...frame, flavour: flavourOf(node), top: false, ...(node.type === 'FunctionExpression' && { lexical: newLexical(frame.lexical) }) }
    walkNode(at, inPlace, w)
    frame.calls ||= inPlace.calls
    frame.makes ||= inPlace.makes
    frame.awaits ||= node.async ? frame.awaits : inPlace.awaits
    return
  }
  if (isClass(node)) return walkClass(at, frame, w)
  walkNode(at, frame, w)
}

/** `require('./look')`, where it is evaluated in any case, is no call like others: it gives what an import would. */
function requires(at: Place, frame: Frame, w: Walk): boolean {
  const required = requiredAt(at, frame, w)
  if (required) frame.refs.push(required)
  return required !== undefined
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
      noteToken(frame, `#${text(node)}`)
      if (frame.site) frame.site.usesPrivate = true
      return
    case 'Literal':
      if (node.regex && node.value === null) w.errors.push({ message: invalid(node), at: node.start })
      break
    case 'ExpressionStatement': if (node.directive) noteToken(frame, 'directive'); break
    // `;;`, or a body that says nothing.
    case 'EmptyStatement': return
    case 'TemplateLiteral':
      if (list(node, 'quasis').length > 1 || at.parent?.type === 'TaggedTemplateExpression') break
      for (const token of [codes()['Literal']!, `string:${(list(node, 'quasis')[0]!.value as { cooked: string }).cooked}`, ')']) noteToken(frame, token)
      return
    case 'ThisExpression': special('this', at, frame, w); break
    case 'Super': special('super', at, frame, w, superCall(at, w.code)); break
    case 'AssignmentExpression':
      assignment(at, frame, w)
      givenByAssignment(at, frame, w)
      break
    case 'MetaProperty':
      if (text(child(node, 'meta')) === 'new') special('new.target', at, frame, w)
      else frame.refs.push({ name: 'import.meta', at: node.start, end: node.end, form: 'meta', write: false, first: false })
      noteToken(frame, w.code.slice(node.start, node.end))
      return
    case 'ImportExpression':
      frame.calls = true
      // `import.source(…)` and `import.defer(…)` give what Node gives.
      if (!node['phase']) frame.refs.push({ name: 'import', at: node.start, end: node.end, form: 'import', write: false, first: startsStatement(at, frame, w) })
      break
    case 'CallExpression':
      if (saysType(node)) return walkNode({ ...at, node: { ...node, type: 'SequenceExpression', expressions: node.arguments } }, frame, { ...w, saysType: true })
      if (requires(at, frame, w)) break
      frame.calls = true
      assignedByCall(at, frame, w)
      givenByCall(at, frame, w)
      called(at, frame, w)
      handed(at, frame, w)
      if (isRun(at, frame, w)) frame.refs.push({ name: 'ran', at: node.start, end: node.end, form: 'ran', write: false, first: false })
      break
    case 'NewExpression':
      frame.calls = true
      handed(at, frame, w)
      break
    case 'TaggedTemplateExpression': frame.calls = true; break
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
    case 'ForInStatement': assignedByLoop(at, frame, w); break
    case 'ForOfStatement':
      if (node.await) frame.calls = frame.awaits = true
      assignedByLoop(at, frame, w)
      break
    // TypeScript's parser takes them inside of functions and blocks.
    case 'ImportDeclaration': case 'ExportNamedDeclaration': case 'ExportDefaultDeclaration': case 'ExportAllDeclaration':
      w.errors.push({ message: `'${node.type === 'ImportDeclaration' ? 'import' : 'export'}' may only stand at the top level of a module`, at: node.start })
      return
    case 'VariableDeclaration': hoist(at, frame, w); break
    case 'VariableDeclarator': noteSelf(node, frame, w); break
  }
  if (goesOn(node, at.parent)) return eachChild(node, (inner, innerField) => walk(place(inner, innerField, at), frame, w))
  noteToken(frame, codes()[node.type] ?? node.type)
  const mark = marking[node.type]
  if (node.type === 'VariableDeclaration') noteToken(frame, declaredAs(node, frame, w))
  else if (mark) noteToken(frame, mark(node))
  if (node.type === 'Property' && node.shorthand) {
    // `{ n }` is `{ n: n }`: key and value are one identifier.
    noteToken(frame, text(child(node, 'key')))
    walk(place(node.value as Node, 'value', at), frame, w)
  } else eachChild(node, (inner, innerField, index) => {
    if (isName(node, innerField) && inner.type !== 'PrivateIdentifier') noteToken(frame, text(inner) || keyOf(inner))
    else if (isUnused(node, innerField) || (node.type === 'VariableDeclarator' && innerField === 'init' && givesNothing(inner, text(at.parent, 'kind'), w))) walk(place(inner, innerField, at), { ...frame, tokens: [] }, w)
    else if (isBody(node, innerField)) walkBody(place(inner, innerField, at), frame, w)
    else walk(place(inner, innerField, at, index), frame, w)
  })
  noteToken(frame, ')')
}

/** `if (a) f()` is `if (a) { f() }`. */
export function walkBody(at: Place, frame: Frame, w: Walk): void {
  if (at.node.type === 'BlockStatement') return walk(at, frame, w)
  noteToken(frame, codes()['BlockStatement']!)
  walk(at, frame, w)
  noteToken(frame, ')')
}

/** `let size = undefined` is `let size`. */
export const givesNothing = (init: Node, kind: string, { scopes }: Walk): boolean => kind === 'let' && text(init) === 'undefined' && !scopes.uses.get(init.start)?.local

/** A `let` of a block of the top level that nothing writes is a `const`. */
function declaredAs(node: Node, { site }: Frame, { scopes, chunk }: Walk): string {
  if (site || node.kind !== 'let') return String(node.kind)
  const end = chunk.base + chunk.code.length
  return list(node, 'declarations').some(each => boundNames(child(each, 'id')).some(name => scopes.writes(name).some(at => at >= chunk.base && at < end))) ? 'let' : 'const'
}

/** `'name': 1` is `name: 1`. */
const keyOf = ({ value, bigint }: Node): string => String(bigint ?? value)

/** `$lcD.type(…)` in code that was said in other words. */
function saysType(node: Node): boolean {
  const callee = child(node, 'callee')
  return callee?.type === 'MemberExpression' && text(child(callee, 'object')) === '$lcD' && text(child(callee, 'property')) === 'type'
}
