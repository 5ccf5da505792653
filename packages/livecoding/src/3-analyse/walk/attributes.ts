import { child, eachChild, isClass, list, text, type Node } from '../ast.ts'

/** What the source of a class says of the attributes that its instances have. */
export interface Attributes {
  /** `this.x` in methods and initialisers, and where it stands first. */
  reads: Map<string, number>
  /** What the class declares or assigns, and what it asks for before it reads. */
  known: Set<string>
  /** Something may give its instances attributes that no line of it names. */
  open: boolean
}

export const nothingSaid = (open = false): Attributes => ({ reads: new Map(), known: new Set(), open })

/** What one member of it says. */
export function attributesOf(member: Node): Attributes {
  const found = nothingSaid()
  const key = child(member, 'key')
  if (member.type === 'TSIndexSignature' || list(member, 'decorators').length > 0 || (member.computed && !isKnownSymbol(key))) found.open = true
  if (key && !member.computed) found.known.add(text(key) || String(key.value))
  const value = child(member, 'value')
  const params = value ? list(value, 'params') : []
  for (const each of params) if (each.type === 'TSParameterProperty') found.known.add(text(child(each, 'parameter')) || text(child(child(each, 'parameter')!, 'left')))
  // In static code, and in `open(this: Hatch)`, `this` is something else.
  if (!value || member.static || text(params[0]) === 'this') return found
  const making = member.kind === 'constructor' || member.type !== 'MethodDefinition'
  if (member.type === 'MethodDefinition') eachChild(value, each => visit(each, value, found, making))
  else visit(value, member, found, making)
  return found
}

/** `[Symbol.iterator]`, `[live.migrate]`. */
const isKnownSymbol = (key: Node | undefined): boolean => key?.type === 'MemberExpression' && !key.computed && ['Symbol', 'live'].includes(text(child(key, 'object')))

function visit(node: Node, parent: Node, found: Attributes, making: boolean): void {
  if (isClass(node) || node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression') return
  if (node.type === 'ThisExpression') return lookAtThis(parent, found, making)
  const key = keyOf(node)
  if (key !== undefined) {
    if (asks(node, parent)) found.known.add(key)
    else if (!found.reads.has(key)) found.reads.set(key, child(node, 'property')!.start)
    return
  }
  if (node.type === 'AssignmentExpression' || node.type === 'ForInStatement' || node.type === 'ForOfStatement') target(child(node, 'left')!, found)
  if (node.type === 'UpdateExpression' || (node.type === 'UnaryExpression' && node.operator === 'delete')) target(child(node, 'argument')!, found)
  if (node.type === 'BinaryExpression' && node.operator === 'in' && child(node, 'right')?.type === 'ThisExpression') found.known.add(String(child(node, 'left')!.value))
  eachChild(node, each => visit(each, node, found, making))
}

/** The key of `this.x`. */
function keyOf(node: Node): string | undefined {
  if (node.type !== 'MemberExpression' || node.computed || child(node, 'object')?.type !== 'ThisExpression') return undefined
  const property = child(node, 'property')
  return property?.type === 'Identifier' ? text(property) : undefined
}

/** The code reckons with an attribute that is not there: `this.x?.y`, `this.x ?? 1`, `typeof this.x`, `this.x === undefined`. */
function asks(node: Node, parent: Node): boolean {
  switch (parent.type) {
    case 'MemberExpression': case 'CallExpression': return parent.optional === true
    case 'LogicalExpression': return parent.operator === '??' && parent.left === node
    case 'UnaryExpression': return parent.operator === 'typeof' || parent.operator === 'void'
    case 'BinaryExpression': return ['==', '!=', '===', '!=='].includes(String(parent.operator)) && ['left', 'right'].some(side => isNothing(child(parent, side)))
    default: return false
  }
}

const isNothing = (node: Node | undefined): boolean =>
  text(node) === 'undefined' || (node?.type === 'Literal' && node.raw === 'null') || (node?.type === 'UnaryExpression' && node.operator === 'void')

/** What is assigned to, through patterns too. */
function target(node: Node, found: Attributes): void {
  const key = keyOf(node)
  if (key !== undefined) found.known.add(key)
  if (node.type === 'MemberExpression') {
    if (node.computed && child(node, 'object')?.type === 'ThisExpression') found.open = true
  } else eachChild(node, each => target(each, found))
}

/** `this` on its own: while an instance is made, whoever gets it may set what it likes. */
function lookAtThis(parent: Node, found: Attributes, making: boolean): void {
  if (parent.type === 'MemberExpression') return
  const callee = parent.type === 'CallExpression' ? child(parent, 'callee') : undefined
  const by = callee?.type === 'MemberExpression' ? [text(child(callee, 'object')), text(child(callee, 'property'))] : []
  if (making || ['Object', 'Reflect'].includes(by[0] ?? '') || ['call', 'apply', 'bind'].includes(by[1] ?? '')) found.open = true
}
