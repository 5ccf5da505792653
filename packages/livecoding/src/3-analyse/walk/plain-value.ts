import { child, list, plain, text, type Node } from '../ast.ts'

/** A string, number, boolean or name, a member of one, or what operators make of these: evaluating it again does nothing and gives the same thing. */
export function isPlain(given: Node | undefined): boolean {
  const node = plain(given)
  switch (node?.type) {
    case 'Literal': return !('regex' in node)
    case 'Identifier': case 'ThisExpression': case 'Super': case 'MetaProperty': return true
    case 'MemberExpression': case 'UnaryExpression': case 'BinaryExpression': case 'LogicalExpression': case 'ConditionalExpression': return partsOf(node).every(isPlain)
    case 'TemplateLiteral': return list(node, 'expressions').every(isPlain)
    default: return false
  }
}

const fields: Record<string, string[]> = {
  MemberExpression: ['object'], UnaryExpression: ['argument'], BinaryExpression: ['left', 'right'], LogicalExpression: ['left', 'right'],
  ConditionalExpression: ['test', 'consequent', 'alternate'],
}

const partsOf = (node: Node): (Node | undefined)[] => [...fields[node.type]!, ...node.type === 'MemberExpression' && node.computed ? ['property'] : []].map(field => child(node, field))

type Known = { value: unknown } | undefined

/** The value of a plain expression by those of its names; undefined where one of them is not known, and for what seldom is a key. */
export function plainValue(given: Node | undefined, valueOf: (name: string) => Known): Known {
  const node = plain(given)
  const part = (field: string): Known => plainValue(child(node!, field), valueOf)
  switch (node?.type) {
    case 'Literal': return 'regex' in node ? undefined : { value: node.value }
    case 'Identifier': return valueOf(text(node))
    case 'MemberExpression': {
      const [object, key] = [part('object'), node.computed ? part('property') : { value: text(child(node, 'property')) }]
      return object && key && { value: Object(object.value)[key.value as PropertyKey] as unknown }
    }
    case 'UnaryExpression': {
      const of = node.operator === '-' ? part('argument') : undefined
      return of && { value: -(of.value as number) }
    }
    case 'BinaryExpression': {
      const sides = node.operator === '+' ? [part('left'), part('right')] : []
      return sides.length > 0 && sides.every(isPrimitive) ? { value: (sides[0]!.value as string) + (sides[1]!.value as string) } : undefined
    }
    case 'TemplateLiteral': {
      const said = list(node, 'expressions').map(each => plainValue(each, valueOf))
      const texts = list(node, 'quasis').map(each => (each.value as { cooked: string }).cooked)
      return said.every(isPrimitive) ? { value: texts.reduce((all, next, index) => `${all}${said[index - 1]!.value as string}${next}`) } : undefined
    }
    default: return undefined
  }
}

/** What is no object is made a string without calling anything. */
const isPrimitive = (known: Known): known is { value: unknown } => known !== undefined && typeof known.value !== 'symbol' && Object(known.value) !== known.value
