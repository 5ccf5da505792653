import { list, type Node } from '../ast.ts'
import { isPlain } from './plain-value.ts'
import type { Place } from '../place.ts'

/**
 * What stands beside a function or class and tells what it is for, out to the statement: `'add'` of `['add', (a, b) => a + b]`, `'/hall'` of
 * `app.get('/hall', show)`, `name: 'look'` of `[{ name: 'look', run() {…} }]`. Others of its name and place have something else there.
 */
export function besideOf({ node, parent, field, index, up }: Place, code: string): string {
  if (!parent || !up) return ''
  const said = (nodes: readonly Node[]): string => nodes.map(({ start, end }) => ` ${code.slice(start, Math.min(end, start + 80))}`).join('')
  switch (parent.type) {
    case 'ArrayExpression': return besideOf(up, code) + said(before(parent.elements, index))
    case 'CallExpression': case 'NewExpression': return besideOf(up, code) + said(field === 'arguments' ? before(parent.arguments, index) : [])
    case 'ObjectExpression': return besideOf(up, code) + said(list(parent, 'properties').slice(0, 1).filter(first => first !== node && isPlain(first.value as Node | undefined)))
    case 'Property': case 'TSAsExpression': case 'TSSatisfiesExpression': return besideOf(up, code)
    default: return ''
  }
}

/** Plain values directly in front of it, four at the most. */
function before(all: unknown, index: number): Node[] {
  const nodes = (all as (Node | null)[]).slice(Math.max(0, index - 4), index)
  return nodes.slice(nodes.findLastIndex(each => !isPlain(each ?? undefined)) + 1) as Node[]
}
