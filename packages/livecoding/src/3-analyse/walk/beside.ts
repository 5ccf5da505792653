import { child, list, text, type Node } from '../ast.ts'
import { isPlain } from './plain-value.ts'
import type { Place } from '../place.ts'
import { saidOf } from './said.ts'

/**
 * What stands beside a function or class and tells what it is for: `'add'` of `['add', (a, b) => a + b]`, `'/hall'` of
 * `app.get('/hall', show)`, `name: 'look'` of `[{ name: 'look', run() {…} }]`, `'up'` of `case 'up': return () => climb()`. Others of its name and place
 * have something else there.
 */
export function besideOf({ node, parent, field, index, up }: Place, code: string): string {
  if (!parent || !up) return ''
  const said = (nodes: readonly Node[]): string => nodes.map(each => ` ${saidOf(each, code).slice(0, 80)}`).join('')
  switch (parent.type) {
    case 'ArrayExpression': return besideOf(up, code) + said(before(parent.elements, index))
    case 'CallExpression': case 'NewExpression': return besideOf(up, code) + said(field === 'arguments' ? argumentsBefore(parent, index) : [])
    case 'ObjectExpression': return besideOf(up, code) + said(list(parent, 'properties').slice(0, 1).filter(first => first !== node && isPlain(first.value as Node | undefined)))
    case 'SwitchCase': return child(parent, 'test') ? said([child(parent, 'test')!]) : ' default'
    case 'IfStatement': case 'ConditionalExpression':
      if (field === 'test' || !isPlain(child(parent, 'test'))) return besideOf(up, code)
      return `${said([child(parent, 'test')!])}${field === 'alternate' ? ' else' : ''}`
    case 'Property': case 'TSAsExpression': case 'TSSatisfiesExpression': case 'AwaitExpression': case 'ExpressionStatement': case 'ReturnStatement':
    case 'BlockStatement': case 'LabeledStatement': case 'TryStatement': case 'VariableDeclarator': case 'VariableDeclaration':
      return besideOf(up, code)
    default: return ''
  }
}

/**
 * The variable or property that gets what a call gives, also through other calls: `find` of `const find = memo(logged(key => …))` and of
 * `const find = memo(key => …).on('miss', load)`.
 */
export function makesOf({ parent, field, up }: Place): string | undefined {
  switch (parent?.type) {
    case 'MemberExpression': return field === 'object' ? makesOf(up!) : undefined
    case 'CallExpression': case 'NewExpression': case 'TSAsExpression': case 'TSSatisfiesExpression': case 'AwaitExpression': return makesOf(up!)
    case 'VariableDeclarator': return text(child(parent, 'id')) || undefined
    case 'Property': return parent.computed ? undefined : text(child(parent, 'key')) || text(child(parent, 'key'), 'value') || undefined
    default: return undefined
  }
}

/** Of `app.route('/hall').get(show)` those of the call in front. */
function argumentsBefore(call: Node, index: number): Node[] {
  const own = before(call.arguments, index)
  const callee = child(call, 'callee')!
  const chained = callee.type === 'MemberExpression' ? child(callee, 'object')! : undefined
  return own.length > 0 || chained?.type !== 'CallExpression' ? own : argumentsBefore(chained, list(chained, 'arguments').length)
}

/** Plain values directly in front of it, four at the most. */
function before(all: unknown, index: number): Node[] {
  const nodes = (all as (Node | null)[]).slice(Math.max(0, index - 4), index)
  return nodes.slice(nodes.findLastIndex(each => !isPlain(each ?? undefined)) + 1) as Node[]
}
