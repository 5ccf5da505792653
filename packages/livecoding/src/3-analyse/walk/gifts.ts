import { child, isCalledInPlace, list, plain, text, type Node } from '../ast.ts'
import type { Place } from '../place.ts'
import { fills, isThis, note, spanOf } from './assigns.ts'
import type { Frame, Walk } from './frame.ts'
import { whenOf } from './when.ts'

/** `init(this)`, `init.call(this)`, `Door.init(this)`, `new Lock(this)`. */
export function handed(at: Place, frame: Frame, w: Walk): void {
  const { node } = at
  if (!frame.owner) return
  const param = list(node, 'arguments').findIndex(each => isThis(each, frame, w))
  const callee = child(node, 'callee')!
  if (param < 0 || (callee.type !== 'Identifier' && (callee.type !== 'MemberExpression' || callee.computed))) return
  const first = callee.type === 'Identifier' ? callee : child(callee, 'object')!
  if (first.type !== 'Identifier' || w.scopes.uses.get(first.start)?.local) return
  const said = w.code.slice(callee.start, callee.end)
  const isCall = callee.type === 'MemberExpression' && /\.(?:call|apply)$/.test(said)
  note({ at, frame, w }, { hand: { said: isCall ? said.slice(0, said.lastIndexOf('.')) : said, param: isCall ? param - 1 : param, at: node.start } })
}

interface Given { key: Node, value: Node }

/** `door.size = 1`, where `door` is what the function gets. */
export function givenByAssignment(at: Place, frame: Frame, w: Walk): void {
  const [left, operator] = [child(at.node, 'left')!, String(at.node.operator)]
  if (left.type !== 'MemberExpression' || left.computed || (operator !== '=' && !fills.has(operator))) return
  give(child(left, 'object')!, () => [{ key: child(left, 'property')!, value: child(at.node, 'right')! }], at, frame, w)
}

/** `Object.assign(door, { size: 1 })`. */
export function givenByCall(at: Place, frame: Frame, w: Walk): void {
  const callee = child(at.node, 'callee')!
  if (callee.type !== 'MemberExpression' || w.code.slice(callee.start, callee.end) !== 'Object.assign') return
  const [object, ...literals] = list(at.node, 'arguments')
  const properties = literals.flatMap(each => each.type === 'ObjectExpression' ? list(each, 'properties') : []).filter(each => each.type === 'Property' && !each.computed)
  if (object) give(object, () => properties.map(each => ({ key: child(each, 'key')!, value: child(each, 'value')! })), at, frame, w)
}

function give(to: Node, given: () => readonly Given[], at: Place, { owner, site }: Frame, w: Walk): void {
  if (!site || site.kind === 'class') return
  const object = plain(to)!
  const local = object.type === 'Identifier' ? w.scopes.uses.get(object.start)?.local : undefined
  const param = object.type === 'ThisExpression' && !owner && site.kind === 'function' ? -1 : local ? site.params.findIndex(({ target }) => target.start === local.at) : undefined
  if (param === undefined || (local && param < 0)) return
  const ways = whenOf(at, w, ({ node, parent, field }) => !isCalledInPlace(node, parent, field, undefined))
  const isSure = ways !== undefined && ways !== 'unclear' && ways.length === 0
  for (const { key, value } of given()) {
    const name = keyOf(key)
    if (name !== undefined) (site.gives ??= []).push({ param, key: name, at: key.start, value: spanOf(value), ...!isSure && { perhaps: true } })
  }
}

/** `#size` is a private name; no property that is called so is looked into. */
function keyOf(key: Node): string | undefined {
  if (key.type === 'PrivateIdentifier') return `#${text(key)}`
  const name = text(key) || String(key.value)
  return name.startsWith('#') ? undefined : name
}
