import { child, list, plain, text, type Node } from '../ast.ts'
import type { Item } from '../shapes.ts'
import { returnedBy } from '../walk/returned.ts'
import { saidOf } from '../walk/said.ts'
import { find } from '../tokens.ts'

/** What a statement that does nothing else gives a value to: a variable, prototypes, or properties that it defines. */
export function assignedBy(statement: Node, code: string): Pick<Item, 'assigns' | 'prototypes' | 'init' | 'defines' | 'gives' | 'returned'> | undefined {
  const value = statement.type === 'ExpressionStatement' ? child(statement, 'expression') : undefined
  if (value?.type === 'CallExpression') return definedBy(value, code) ?? mixedInBy(value, code) ?? givenBy(value, code)
  if (value?.type !== 'AssignmentExpression' || value.operator !== '=') return undefined
  const left = child(value, 'left')!
  if (left.type !== 'Identifier') return prototypesOf(value, code) ?? { gives: `${saidOf(left, code)} =` }
  const returned = returnedBy(child(value, 'right'), code)
  return { assigns: text(left), init: { start: behindEquals(left, code), end: value.end }, ...returned && { returned } }
}

/** Behind the `=` of `(door) = 1`, too. */
export const behindEquals = (left: Node, code: string): number => find(code, left.end, '=', ')') + 1

/** `Object.defineProperty(exports, 'hall', …)`, `Object.defineProperties(exports, …)`, as far as the property or the object. */
function definedBy(call: Node, code: string): Pick<Item, 'defines'> | undefined {
  const callee = child(call, 'callee')!
  const given = list(call, 'arguments')
  const called = code.slice(callee.start, callee.end)
  const last = /^(?:Object|Reflect)\.defineProperty$/.test(called) ? given[1] : called === 'Object.defineProperties' ? given[0] : undefined
  return last && { defines: [callee, ...given.slice(0, given.indexOf(last) + 1)].map(each => saidOf(each, code)).join() }
}

/** `Object.assign(Door.prototype, {…})`. */
function mixedInBy(call: Node, code: string): Pick<Item, 'prototypes' | 'init' | 'gives'> | undefined {
  const callee = child(call, 'callee')!
  const [target, value, another] = list(call, 'arguments')
  if (code.slice(callee.start, callee.end) !== 'Object.assign' || !target || another || !isPrototype(target) || plain(value)?.type !== 'ObjectExpression') return undefined
  const said = saidOf(target, code)
  const init = { start: find(code, target.end, ',') + 1, end: value!.end }
  return { prototypes: { targets: [{ start: target.start, end: target.end }], key: said, mixes: true }, init, gives: `Object.assign(${said}` }
}

/** `app.get('/hall', …)`, as far as the name; what a chain of calls begins with, as links may come and go behind it. */
function givenBy(call: Node, code: string): Pick<Item, 'gives'> | undefined {
  const callee = child(call, 'callee')!
  const before = callee.type === 'MemberExpression' ? plain(child(callee, 'object')) : undefined
  const [name] = list(call, 'arguments')
  return (before?.type === 'CallExpression' ? givenBy(before, code) : undefined)
    ?? (name?.type === 'Literal' && typeof name.value === 'string' ? { gives: `${saidOf(callee, code)}(${JSON.stringify(name.value)}` } : undefined)
}

/** `A.prototype = B.prototype = {…}`: whoever was made before has this object behind it. */
function prototypesOf(assignment: Node, code: string): Pick<Item, 'prototypes' | 'init'> | undefined {
  const targets: Node[] = []
  let value: Node | undefined = assignment
  let left: Node | undefined
  while (value?.type === 'AssignmentExpression' && value.operator === '=') {
    left = child(value, 'left')!
    if (!isPrototype(left)) return undefined
    targets.push(left)
    value = child(value, 'right')
  }
  if (!left || plain(value)?.type !== 'ObjectExpression') return undefined
  return { prototypes: { targets: targets.map(({ start, end }) => ({ start, end })), key: targets.map(each => saidOf(each, code)).join() }, init: { start: behindEquals(left, code), end: value!.end } }
}

/** The object in `A.prototype = B.prototype = {…}` and in `Object.assign(A.prototype, {…})`. */
export function prototypeOf(statement: Node): Node {
  let value = child(statement, 'expression')!
  if (value.type === 'CallExpression') return list(value, 'arguments')[1]!
  while (value.type === 'AssignmentExpression') value = child(value, 'right')!
  return value
}

/** `Door.prototype`, `exports.Door.prototype`: reading it again does nothing. */
const isPrototype = (node: Node): boolean => isMember(node) && text(child(node, 'property')) === 'prototype' && isNamed(child(node, 'object'))

const isMember = (node: Node): boolean => node.type === 'MemberExpression' && node.computed !== true

const isNamed = (node: Node | undefined): boolean => node?.type === 'Identifier' || (node !== undefined && isMember(node) && isNamed(child(node, 'object')))
