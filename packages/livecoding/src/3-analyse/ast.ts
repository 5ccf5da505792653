import { once } from '../library.ts'
import { oxc } from './oxc.ts'

/** A node of the tree that oxc-parser gives (TS-ESTree). Its fields depend on its type; readers narrow by `type`. */
export interface Node {
  type: string
  start: number
  end: number
  [field: string]: unknown
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'
}

export const child = (node: Node, field: string): Node | undefined => {
  const value = node[field]
  return isNode(value) ? value : undefined
}

/** The nodes of a list, which may have holes. */
export const list = (node: Node, field: string): readonly Node[] => {
  const value = node[field]
  if (!Array.isArray(value)) return []
  return value.includes(null) ? value.filter(isNode) : value as Node[]
}

export const text = (node: Node | undefined, field = 'name'): string => {
  const value = node?.[field]
  return typeof value === 'string' ? value : ''
}

const none: readonly string[] = []
const keys = once(() => new Map<string, readonly string[]>(Object.entries(oxc().visitorKeys)))

/** Calls `visit` for each child in source order, with the field it stands in. */
export function eachChild(node: Node, visit: (child: Node, field: string, index: number) => void): void {
  const fields = keys().get(node.type) ?? none
  for (let at = 0; at < fields.length; at++) {
    const field = fields[at]!
    const value = node[field] as Node | readonly (Node | null)[] | null | undefined
    if (value === null || value === undefined) continue
    if (!Array.isArray(value)) visit(value as Node, field, 0)
    else for (let i = 0; i < value.length; i++) if (value[i]) visit(value[i] as Node, field, i)
  }
}

/** All offsets of a tree become those of the text around it. */
export function shift(node: Node, by: number): void {
  node.start += by
  node.end += by
  eachChild(node, child => shift(child, by))
}

const loops = new Set(['WhileStatement', 'DoWhileStatement', 'ForStatement', 'ForInStatement', 'ForOfStatement'])
export const isLoop = (node: Node | undefined): boolean => node !== undefined && loops.has(node.type)

const functions = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])
export const isFunction = (node: Node | undefined): boolean => node !== undefined && functions.has(node.type)
export const isClass = (node: Node | undefined): boolean => node?.type === 'ClassDeclaration' || node?.type === 'ClassExpression'

/** An anonymous function or class takes the name of what it is assigned to. */
export const takesName = (node: Node | undefined): boolean =>
  node !== undefined && (node.type === 'ArrowFunctionExpression' || ((node.type === 'FunctionExpression' || node.type === 'ClassExpression') && !node.id))

/** Called where it is written, so nobody can call it again: `(() => {})()`, `(function () {}).call(this)`. */
export function isCalledInPlace(node: Node, parent: Node | undefined, field: string, grand: Node | undefined): boolean {
  if (!isFunction(node) || node.type === 'FunctionDeclaration') return false
  if (parent?.type === 'CallExpression' && field === 'callee') return true
  return parent?.type === 'MemberExpression' && field === 'object' && !parent.computed &&
    ['call', 'apply'].includes(text(child(parent, 'property'))) && grand?.type === 'CallExpression' && grand.callee === parent
}

const typings = new Set(['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'TSTypeAssertion'])

/** `as T`, `satisfies T` or `!`: what a type says of a value. */
export const isTyping = ({ type }: Node): boolean => typings.has(type)

/** The value behind it. */
export function plain(node: Node | undefined): Node | undefined {
  return node && isTyping(node) ? plain(child(node, 'expression')) : node
}
