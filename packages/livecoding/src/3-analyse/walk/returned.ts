import { child, eachChild, isClass, isFunction, list, plain, text, type Node } from '../ast.ts'
import type { Returned } from '../shapes.ts'

/** `(function (_super) { __extends(Door, _super); function Door() {} …; return Door })(Base)`: what compilers make of a class. */
export function returnedBy(value: Node | undefined, code: string): Returned | undefined {
  const call = plain(value)
  const body = call?.type === 'CallExpression' ? bodyOf(child(call, 'callee')!) : undefined
  const last = body?.at(-1)
  const result = last?.type === 'ReturnStatement' ? plain(child(last, 'argument')) : undefined
  const name = text(result)
  const declared = body?.find(node => (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') && text(child(node, 'id')) === name)
  if (!declared || !isNamedAsClass(name)) return undefined
  const gives: Returned['gives'] = []
  for (const statement of body!) if (statement !== declared && statement !== last) given(statement, code, gives)
  return { name, at: result!.start, isClass: isClass(declared), gives }
}

/** Of a function that is called where it stands, by itself or as `.call(this)`. */
function bodyOf(callee: Node): readonly Node[] | undefined {
  const called = callee.type === 'MemberExpression' && ['call', 'apply'].includes(text(child(callee, 'property'))) ? child(callee, 'object')! : callee
  if (!isFunction(called) || called.async || called.generator) return undefined
  const body = child(called, 'body')!
  return body.type === 'BlockStatement' ? list(body, 'body') : undefined
}

const isNamedAsClass = (name: string): boolean => /^[_$]*\p{Lu}/u.test(name)

/** What may give the class or its prototype a property: `Door.max = 4`, `{ key: 'open', value: … }`, `_defineProperty(Door, 'max', 4)`. */
function given(node: Node, code: string, gives: Returned['gives']): void {
  if (isFunction(node) || isClass(node)) return
  const said = code.slice(node.start, node.end)
  if (node.type === 'AssignmentExpression') {
    const left = child(node, 'left')!
    const property = left.type === 'MemberExpression' ? child(left, 'property')! : undefined
    const key = property && (left.computed ? text(property, 'value') : text(property))
    if (key) gives.push({ key, said, isStatic: child(left, 'object')?.type === 'Identifier' })
  } else if (node.type === 'CallExpression') {
    for (const each of list(node, 'arguments')) if (text(each, 'value')) gives.push({ key: text(each, 'value'), said, isStatic: true })
  } else if (node.type === 'Property' && text(child(node, 'key')) === 'key') gives.push({ key: text(child(node, 'value'), 'value'), said, isStatic: false })
  eachChild(node, each => given(each, code, gives))
}
