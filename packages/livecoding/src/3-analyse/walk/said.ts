import { child, list, text, type Node } from '../ast.ts'
import { isPlain } from './plain-value.ts'

/** What code says of a place or a function, in one line and without comments, whatever its layout: `app.get`, `this.doors[at].open`, `load('hall').then`. */
export function saidOf(node: Node, code: string): string {
  switch (node.type) {
    case 'Identifier': return text(node)
    case 'Literal': return typeof node.value === 'string' ? `'${node.value}'` : code.slice(node.start, node.end)
    case 'MemberExpression': return `${saidOf(child(node, 'object')!, code)}${propertyOf(node, code)}`
    case 'CallExpression': return `${saidOf(child(node, 'callee')!, code)}(${list(node, 'arguments').map(each => isPlain(each) ? saidOf(each, code) : '…').join(', ')})`
    case 'ChainExpression': case 'TSAsExpression': case 'TSNonNullExpression': case 'TSSatisfiesExpression': return saidOf(child(node, 'expression')!, code)
    default: return code.slice(node.start, Math.min(node.end, node.start + 80))
  }
}

function propertyOf(member: Node, code: string): string {
  const property = child(member, 'property')!
  if (member.computed) return `${member.optional ? '?.' : ''}[${saidOf(property, code)}]`
  return `${member.optional ? '?.' : '.'}${property.type === 'PrivateIdentifier' ? '#' : ''}${text(property)}`
}

/** What is called, without the calls of a chain in front of it: `app.get` of `app.route('/hall').get`, `load().then` of `load('hall').then(show).then`. */
export function calledAs(callee: Node, code: string): string {
  if (callee.type !== 'MemberExpression') return saidOf(callee, code)
  return `${rootOf(child(callee, 'object')!, code)}${propertyOf(callee, code)}`
}

function rootOf(node: Node, code: string): string {
  const callee = node.type === 'CallExpression' ? child(node, 'callee')! : undefined
  if (!callee) return saidOf(node, code)
  return callee.type === 'MemberExpression' ? rootOf(child(callee, 'object')!, code) : `${saidOf(callee, code)}()`
}
