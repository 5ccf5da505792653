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

export const list = (node: Node, field: string): Node[] => {
  const value = node[field]
  return Array.isArray(value) ? value.filter(isNode) : []
}

export const text = (node: Node | undefined, field = 'name'): string => {
  const value = node?.[field]
  return typeof value === 'string' ? value : ''
}

const keys = once(() => oxc().visitorKeys)

/** Calls `visit` for each child in source order, with the field it stands in. */
export function eachChild(node: Node, visit: (child: Node, field: string, index: number) => void): void {
  for (const field of keys()[node.type] ?? []) {
    const value = node[field]
    if (Array.isArray(value)) {
      for (let i = 0; i < value.length; i++) if (isNode(value[i])) visit(value[i], field, i)
    } else if (isNode(value)) visit(value, field, 0)
  }
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
