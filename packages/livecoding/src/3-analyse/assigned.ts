import { child, plain, text, type Node } from './ast.ts'
import type { Item, Span } from './shapes.ts'
import { find } from './tokens.ts'

/** What a statement that only assigns gives a value to: a variable, or prototypes. */
export function assignedBy(statement: Node, code: string): Pick<Item, 'assigns' | 'prototypes' | 'init'> | undefined {
  const value = statement.type === 'ExpressionStatement' ? child(statement, 'expression') : undefined
  if (value?.type !== 'AssignmentExpression' || value.operator !== '=') return undefined
  const left = child(value, 'left')!
  return left.type === 'Identifier' ? { assigns: text(left), init: { start: find(code, left.end, '=') + 1, end: value.end } } : prototypesOf(value, code)
}

/** `A.prototype = B.prototype = {…}`: whoever was made before has this object behind it. */
function prototypesOf(assignment: Node, code: string): Pick<Item, 'prototypes' | 'init'> | undefined {
  const targets: Span[] = []
  let value: Node | undefined = assignment
  let left: Node | undefined
  while (value?.type === 'AssignmentExpression' && value.operator === '=') {
    left = child(value, 'left')!
    if (!isPrototype(left)) return undefined
    targets.push({ start: left.start, end: left.end })
    value = child(value, 'right')
  }
  if (!left || plain(value)?.type !== 'ObjectExpression') return undefined
  return { prototypes: { targets, key: targets.map(({ start, end }) => code.slice(start, end)).join() }, init: { start: find(code, left.end, '=') + 1, end: value!.end } }
}

/** `Door.prototype`, `exports.Door.prototype`: reading it again does nothing. */
const isPrototype = (node: Node): boolean => isMember(node) && text(child(node, 'property')) === 'prototype' && isNamed(child(node, 'object'))

const isMember = (node: Node): boolean => node.type === 'MemberExpression' && node.computed !== true

const isNamed = (node: Node | undefined): boolean => node?.type === 'Identifier' || (node !== undefined && isMember(node) && isNamed(child(node, 'object')))
