import { child, eachChild, isClass, isFunction, list, plain, text, type Node } from '../ast.ts'
import { languageOf, parse } from '../parse.ts'
import { place, type Place } from '../place.ts'
import type { Chunk, Format, Span } from '../shapes.ts'
import type { Site } from '../site-shapes.ts'
import { besideOf } from '../walk/beside.ts'
import { naming } from '../walk/naming.ts'

/** A name, `onOpen`, or a member of `this`, `this.#onOpen`; also with its `this`: `this.onOpen.bind(this)`. */
export interface Given { name: string, ofThis: boolean }

/** What calls, properties and whoever calls this code are given by a name, functions in it left out; by where that stands, as a function there would say it (`placeFor`). */
export function givenIn(path: string, { code, base, lowered }: Chunk, within: Span, format: Format): Map<string, Given> {
  const [start, end] = [within.start - base, within.end - base]
  const found = new Map<string, Given | undefined>()
  const visit = (at: Place): void => {
    const { node } = at
    if (node.end <= start || node.start >= end) return
    const isInside = node.start >= start && node.end <= end
    if (isInside && (isFunction(node) || isClass(node))) return
    const given = isInside && isGiven(at) ? namedBy(node) : undefined
    if (given) {
      const key = placeFor({ ...naming(at, code), beside: besideOf(at, code) })
      found.set(key, found.has(key) ? undefined : given)
    }
    eachChild(node, (inner, field, index) => { visit(place(inner, field, at, index)) })
  }
  visit(place(parse(path, code, format, lowered ? 'ts' : languageOf(path)).program))
  return new Map([...found].flatMap(([key, given]): [string, Given][] => given ? [[key, given]] : []))
}

export const placeFor = ({ name, context, beside }: Pick<Site, 'name' | 'context' | 'beside'>): string => `${name} ${context} ${beside}`

function isGiven({ parent, field, up }: Place): boolean {
  switch (parent?.type) {
    case 'Property': return field === 'value' && up?.parent?.type === 'ObjectExpression'
    case 'AssignmentExpression': return field === 'right'
    case 'ReturnStatement': return true
    default: return field === 'arguments'
  }
}

function namedBy(given: Node): Given | undefined {
  const node = plain(given)
  if (node?.type === 'Identifier') return { name: text(node), ofThis: false }
  const callee = node?.type === 'CallExpression' && list(node, 'arguments').length === 1 ? child(node, 'callee') : undefined
  if (callee?.type === 'MemberExpression' && text(child(callee, 'property')) === 'bind') return namedBy(child(callee, 'object')!)
  const isOfThis = node?.type === 'MemberExpression' && !node.computed && child(node, 'object')?.type === 'ThisExpression'
  return isOfThis ? { name: text(child(node, 'property')), ofThis: true } : undefined
}
