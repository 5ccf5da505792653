import { child, isTyping, list, text, type Node } from '../ast.ts'
import { endOfLine } from '../line-ends.ts'
import type { Place } from '../place.ts'
import type { SiteKind } from '../site-shapes.ts'
import { isPlain } from './plain-value.ts'
import { calledAs, saidOf } from './said.ts'

/** What a function is known by: `name` and `context` say which one it is in another text, `title` is for people. */
export interface Naming { kind: SiteKind, name: string, context: string, title: string }

/** A closure that is passed to a call is told by the function around it, or else by what it is passed to. */
export function titleOf({ title, name, context }: Omit<Naming, 'kind'>, around: string): string {
  if (around === '' || around === title) return title
  if (title !== '' && around.endsWith(`.${title}`)) return around
  return title === '' || (name === '' && context.startsWith('call:')) ? around : `${around}.${title}`
}

const keyText = (key: Node, code: string): string => text(key) || text(key, 'value') || code.slice(key.start, key.end)

/** The properties around a property, as ` min rules` for `validate` of `{ rules: { min: { validate() {} } } }`: many objects may have one of its name. */
function pathOf({ up: object }: Place, code: string): string {
  const around = object?.up
  return around?.node.type === 'Property' ? ` ${keyText(child(around.node, 'key')!, code)}${pathOf(around, code)}` : ''
}

/** How people say the place of a value in a literal: `rules`, `min` for what stands in `{ rules: { min: [() => {}] } }`, `hall` in `new Map([['hall', () => {}]])`. */
function keysTo(at: Place, code: string): string[] {
  const { parent, up, field, index } = at
  if (parent?.type === 'Property' && field === 'value') return [...keysTo(up!, code), keySaid(parent, code)]
  if (parent?.type === 'ArrayExpression') {
    const key = isPair(parent) && index === 1 ? text(list(parent, 'elements')[0], 'value') : ''
    return [...keysTo(up!, code), ...key === '' ? [] : [key]]
  }
  return parent?.type === 'ObjectExpression' || (parent && isTyping(parent)) ? keysTo(up!, code) : []
}

const keySaid = (property: Node, code: string): string => {
  const key = child(property, 'key')!
  return property.computed ? `[${code.slice(key.start, key.end)}]` : keyText(key, code)
}

/** How a function is called where it stands. */
export function naming(at: Place, code: string): Naming {
  const { node, parent, field, index } = at
  const kind: SiteKind = node.type === 'ArrowFunctionExpression' ? 'arrow' : 'function'
  const own = text(child(node, 'id'))
  const named = (name: string, context: string, as: SiteKind = kind): Naming => ({ kind: as, name: own || name, context, title: own || name })
  if (node.type === 'FunctionDeclaration') return named(own, 'declaration')
  switch (parent?.type) {
    case 'VariableDeclarator': return named(text(child(parent, 'id')), 'variable')
    case 'Property': {
      const name = keySaid(parent, code)
      const as = parent.kind === 'get' ? 'getter' : parent.kind === 'set' ? 'setter' : parent.method ? 'method' : kind
      return { ...named(name, `property:${String(parent.kind)}${pathOf(at.up!, code)}`, as), name, title: own || keysTo(at, code).join('.') }
    }
    case 'AssignmentExpression': return named(saidOf(child(parent, 'left')!, code), 'assignment')
    case 'AssignmentPattern': return named(text(child(parent, 'left')), 'default')
    case 'CallExpression': case 'NewExpression': {
      const said = calledAs(child(parent, 'callee')!, code)
      return { ...named('', `call:${said}.${index}`), title: own || said.slice(0, endOfLine(said, 0)).slice(0, 80) }
    }
    case 'ReturnStatement': return named('', 'return')
    case 'ArrowFunctionExpression': return named('', 'return')
    default: return { ...named('', contextIn(parent, field)), title: own || keysTo(at, code).join('.') }
  }
}

/** Of what has no name. The value of a pair is the entry of a Map or of something like it. */
export function contextIn(parent: Node | undefined, field: string): string {
  return isPair(parent) ? 'entry' : `${parent?.type ?? ''}.${field}`
}

const isPair = (parent: Node | undefined): boolean =>
  parent?.type === 'ArrayExpression' && (parent.elements as unknown[]).length === 2 && isPlain(list(parent, 'elements')[0])
