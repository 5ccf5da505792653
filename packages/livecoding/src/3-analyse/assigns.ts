import { child, isFunction, list, plain, text, type Node } from './ast.ts'
import type { Assignment, Way } from './class-shapes.ts'
import { isAssigner } from './decorated.ts'
import type { Frame, Walk } from './frame.ts'
import type { Place } from './place.ts'
import type { Span } from './shapes.ts'

/** What gives an object without the property just the right side. */
const fills = new Set(['??=', '||='])

/** `this.x = …`, `[this.x, this.y] = …` somewhere in a class. */
export function assignment(at: Place, frame: Frame, w: Walk): void {
  if (!frame.owner) return
  const { node } = at
  const left = child(node, 'left')!
  const operator = String(node.operator)
  const targets = targetsOf(left, frame, w)
  if (targets.length === 0) return
  const when = operator === '=' || fills.has(operator) ? whenOf(at, frame) : undefined
  const isPattern = left.type !== 'MemberExpression'
  for (const [index, target] of targets.entries()) {
    push(frame, when, { ...keyOf(target, w.code), value: spanOf(isPattern ? node : child(node, 'right')!), ...(isPattern && { part: { index, targets } }), ...(fills.has(operator) && { fills: true }) })
  }
}

/** `for (this.x of …)`. */
export function assignedByLoop(at: Place, frame: Frame, w: Walk): void {
  if (!frame.owner) return
  const when = whenOf(at, frame)
  for (const target of targetsOf(child(at.node, 'left'), frame, w)) push(frame, when && 'unclear', { ...keyOf(target, w.code), value: spanOf(child(at.node, 'right')!) })
}

/** `Object.assign(this, …)` and its like. */
export function assignedByCall(at: Place, frame: Frame, w: Walk): void {
  const { node } = at
  const callee = child(node, 'callee')!
  if (!frame.owner || callee.type !== 'MemberExpression' || callee.computed) return
  const form = helpers[w.code.slice(callee.start, callee.end)]
  const [target, ...given] = node.arguments as [Node | undefined, ...Node[]]
  const [first, second] = given
  if (!form || !first || !isThis(target, frame, w)) return
  const when = whenOf(at, frame)
  if (form === 'all') for (const each of given) allOf(each, frame, when, w)
  else if (form === 'descriptors') push(frame, when, { key: `...${w.code.slice(first.start, first.end)}`, value: spanOf(first), form })
  else if (second) push(frame, when, { ...namedBy(first, w.code), value: spanOf(second), ...(form === 'descriptor' && { form }) })
}

const helpers: Record<string, 'all' | 'value' | 'descriptor' | 'descriptors' | undefined> = Object.assign(Object.create(null) as object, {
  'Object.assign': 'all', 'Reflect.set': 'value', 'Object.defineProperty': 'descriptor', 'Reflect.defineProperty': 'descriptor', 'Object.defineProperties': 'descriptors',
} as const)

/** Entries of a literal one by one, as far as their names are known. */
function allOf(given: Node, frame: Frame, when: When, { code }: Walk): void {
  const literal = plain(given)
  if (literal?.type !== 'ObjectExpression') return push(frame, given.type === 'SpreadElement' ? when && 'unclear' : when, { key: `...${code.slice(given.start, given.end).replace(/^\.\.\./, '')}`, value: spanOf(given), form: 'all' })
  for (const each of list(literal, 'properties')) {
    const key = child(each, 'key')
    if (each.type === 'Property' && !each.computed) push(frame, when, { key: text(key) || String(key!.value), value: spanOf(each), form: 'entry' })
    else push(frame, when, { key: each.type === 'SpreadElement' ? code.slice(each.start, each.end) : `[${code.slice(key!.start, key!.end)}]`, value: spanOf(each), form: 'entries' })
  }
}

/** Under which conditions a constructor comes by; `unclear`: what it depends on cannot be said; undefined: no constructor does. */
type When = Way[] | 'unclear' | undefined

function push({ owner }: Frame, when: When, assignment: Omit<Assignment, 'inConstructor' | 'ways'>): void {
  owner!.shape!.assigns.push({ ...assignment, inConstructor: when !== undefined, ...(when && when.length > 0 && { ways: when }) })
}

function whenOf(at: Place, { site }: Frame): When {
  if (site?.kind === 'method' && isAssigner({ kind: 'method', key: site.name })) return []
  const ways: Way[] = []
  let unclear = false
  for (let here: Place | undefined = at; here; here = here.up) {
    const { node, parent, field } = here
    if (isFunction(node)) {
      if (parent?.type === 'MethodDefinition') return parent.kind !== 'constructor' ? undefined : unclear ? 'unclear' : ways
      if (node.type !== 'ArrowFunctionExpression') return undefined
      if (parent?.type === 'CallExpression' && field === 'callee') continue
      if (!isCalledForEach(here)) return undefined
      unclear = true
    } else if (parent?.type === 'IfStatement' || parent?.type === 'ConditionalExpression') {
      if (field !== 'test') ways.unshift({ test: spanOf(child(parent, 'test')!), holds: field === 'consequent' })
    } else if (parent?.type === 'LogicalExpression' && field === 'right' && parent.operator !== '??') ways.unshift({ test: spanOf(child(parent, 'left')!), holds: parent.operator === '&&' })
    else if (parent && mayNotCome(parent, field)) unclear = true
  }
  return undefined
}

const mayNotCome = ({ type }: Node, field: string): boolean =>
  /^(?:For|While|DoWhile|Switch)/.test(type) ? field === 'body' || field === 'consequent' || field === 'cases' : type === 'CatchClause' || (type === 'LogicalExpression' && field === 'right') || type === 'AssignmentPattern'

/** `names.forEach(name => { this[name] = 1 })` has been called for all of them when the constructor ends. */
const isCalledForEach = ({ parent, field }: Place): boolean => {
  const callee = parent?.type === 'CallExpression' && field === 'arguments' ? child(parent, 'callee') : undefined
  return callee?.type === 'MemberExpression' && /^(?:forEach|map|flatMap|filter|some|every|reduce)$/.test(text(child(callee, 'property')))
}

/** Each `this.x` that is assigned to. */
function targetsOf(node: Node | undefined, frame: Frame, w: Walk): Node[] {
  const within = (inner: Node | undefined): Node[] => targetsOf(inner, frame, w)
  switch (node?.type) {
    case 'MemberExpression': return isThis(child(node, 'object'), frame, w) ? [node] : []
    case 'ArrayPattern': return list(node, 'elements').flatMap(within)
    case 'ObjectPattern': return list(node, 'properties').flatMap(within)
    case 'Property': return within(child(node, 'value'))
    case 'AssignmentPattern': return within(child(node, 'left'))
    case 'RestElement': return within(child(node, 'argument'))
    case 'TSAsExpression': case 'TSSatisfiesExpression': case 'TSNonNullExpression': case 'TSTypeAssertion': return within(child(node, 'expression'))
    default: return []
  }
}

/** `this`, or what a constructor calls it: `const self = this`. */
function isThis(node: Node | undefined, { owner }: Frame, { scopes }: Walk): boolean {
  const said = plain(node)
  if (said?.type !== 'Identifier') return said?.type === 'ThisExpression'
  const local = owner!.shape!.selves && scopes.uses.get(said.start)?.local
  return local ? owner!.shape!.selves!.has(local.at) : false
}

/** Notes `const self = this`. */
export function noteSelf(declarator: Node, { owner }: Frame): void {
  const id = child(declarator, 'id')
  if (owner && id?.type === 'Identifier' && plain(child(declarator, 'init'))?.type === 'ThisExpression') (owner.shape!.selves ??= new Set()).add(id.start)
}

type Key = Pick<Assignment, 'key' | 'keySpan'>

function keyOf(left: Node, code: string): Key {
  const property = child(left, 'property')!
  if (property.type === 'PrivateIdentifier') return { key: `#${text(property)}` }
  return left.computed ? namedBy(property, code) : { key: text(property) }
}

const namedBy = (key: Node, code: string): Key =>
  key.type === 'Literal' && typeof key.value === 'string' && !key.value.startsWith('#') ? { key: key.value } : { key: `[${code.slice(key.start, key.end)}]`, keySpan: spanOf(key) }

const spanOf = ({ start, end }: Node): Span => ({ start, end })
