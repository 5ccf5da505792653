import { once } from '../../library.ts'
import { child, eachChild, isLoop, text, type Node } from '../ast.ts'
import { oxc } from '../oxc.ts'

/** A short word for each type of node. */
export const codes = once(() => Object.fromEntries(Object.keys(oxc().visitorKeys).map((type, index) => [type, String.fromCharCode(0x400 + index)])))

/** Identifiers that name a property or a label stand for themselves. */
export function isName(parent: Node, field: string): boolean {
  if (field === 'label') return true
  return ((field === 'property' && parent.type === 'MemberExpression') || (field === 'key' && parent.type === 'Property')) && !isComputed(parent, field)
}

/** `door['width']` is `door.width`; but `{ ['__proto__']: door }` has a property of that name. */
function isComputed(node: Node, field: string): boolean {
  const said = node.computed === true ? child(node, field) : undefined
  return said !== undefined && (said.type !== 'Literal' || typeof said.value !== 'string' || (field === 'key' && said.value === '__proto__'))
}

/** A statement that may have braces around it or not. */
export const isBody = (node: Node, field: string): boolean => field === 'body' ? isLoop(node) : node.type === 'IfStatement' && field !== 'test'

/** `a && (b && c)` is `a && b && c`. */
export const goesOn = (node: Node, parent: Node | undefined): boolean => node.type === 'LogicalExpression' && parent?.type === 'LogicalExpression' && parent.operator === node.operator

/** `/a/ig` is `/a/gi`. */
function regularExpression({ regex }: Node): string {
  const { pattern, flags } = regex as { pattern: string, flags: string }
  return `/${pattern}/${[...flags].sort().join('')}`
}

/** `catch (error) {}` is `catch {}`: nothing says what it has. */
export const isUnused = (catcher: Node, field: string): boolean => catcher.type === 'CatchClause' && field === 'param' && text(child(catcher, 'param')) !== '' && !says(child(catcher, 'body')!, text(child(catcher, 'param')))

/** Code in the node may say the name. */
export function says(node: Node, name: string): boolean {
  if (node.type === 'Identifier' && text(node) === name) return true
  let found = false
  eachChild(node, inner => { found ||= says(inner, name) })
  return found
}

/** What distinguishes two nodes of one type beside their children. */
export const marking: Record<string, (node: Node) => string> = {
  Literal: node => `${typeof node.value}:${String(node.regex ? regularExpression(node) : node.bigint ?? node.value)}`,
  TemplateElement: node => (node.value as { raw: string }).raw,
  MemberExpression: node => `${isComputed(node, 'property') ? '[' : '.'}${node.optional ? '?' : ''}`,
  CallExpression: node => node.optional ? '?' : '',
  Property: node => `${String(node.kind)}${isComputed(node, 'key') ? '[' : ''}`,
  UpdateExpression: node => `${String(node.operator)}${node.prefix ? 'p' : ''}`,
  YieldExpression: node => node.delegate ? '*' : '',
  ForOfStatement: node => node.await ? 'await' : '',
  ForStatement: node => `${node.init ? 'i' : ''}${node.test ? 't' : ''}${node.update ? 'u' : ''}`,
  ImportExpression: node => (node['phase'] as string | null) ?? '',
}
/** Where an array or a pattern leaves elements out. */
const holes = ({ elements }: Node): string => (elements as unknown[]).includes(null) ? (elements as unknown[]).map(each => each === null ? ',' : '.').join('') : ''
for (const type of ['ArrayExpression', 'ArrayPattern']) marking[type] = holes
for (const type of ['BinaryExpression', 'LogicalExpression', 'AssignmentExpression', 'UnaryExpression']) marking[type] = node => node.operator as string
