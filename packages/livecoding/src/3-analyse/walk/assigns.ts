import { child, list, plain, text, type Node } from '../ast.ts'
import { ofParameter } from '../lower/desugar.ts'
import type { Assignment } from '../class-shapes.ts'
import type { Step } from './constructed.ts'
import { isAssigner } from './decorated.ts'
import type { Frame, Walk } from './frame.ts'
import type { Place } from '../place.ts'
import type { Span } from '../shapes.ts'
import { memberOf, whenOf, type When } from './when.ts'

/** What gives an object without the property just the right side. */
export const fills = new Set(['??=', '||='])

/** `this.x = …`, `[this.x, this.y] = …` somewhere in a class. */
export function assignment(at: Place, frame: Frame, w: Walk): void {
  if (!frame.owner) return
  const { node } = at
  const left = child(node, 'left')!
  const operator = String(node.operator)
  if (operator === '=') noteSelfLater(left, child(node, 'right')!, frame, w)
  const isPattern = left.type !== 'MemberExpression'
  const targets = targetsOf(left, frame, w)
  const here = { at, frame, w, updates: operator !== '=' && !fills.has(operator), saysSelf: targets.every(target => isName(child(target, 'object'))) }
  const parameter = w.code.startsWith(ofParameter, node.end) ? frame.site?.params.find(({ name }) => name === text(child(node, 'right'))) : undefined
  const place = parameter && { at: parameter.target.start, parameter: w.code.slice(parameter.target.start + parameter.name.length, parameter.end).replace(/\s+/g, ' ') }
  const given = isPattern ? node : child(node, 'right')!
  const spans = targets.map(spanOf)
  for (const [index, target] of targets.entries()) {
    push(here, { ...keyOf(target, w.code), at: target.start, ...place, value: spanOf(given), ...(isPattern && { part: { index, targets: spans } }), ...(fills.has(operator) && { fills: true }) })
  }
}

/** `for (this.x of …)`. */
export function assignedByLoop(at: Place, frame: Frame, w: Walk): void {
  if (!frame.owner) return
  for (const target of targetsOf(child(at.node, 'left'), frame, w)) push({ at, frame, w, unclear: true }, { ...keyOf(target, w.code), at: target.start, value: spanOf(child(at.node, 'right')!) })
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
  const here = { at, frame, w, saysSelf: isName(target) }
  if (form === 'all') for (const each of given) allOf(each, here)
  else if (form === 'descriptors') push(here, { key: `...${w.code.slice(first.start, first.end)}`, at: first.start, value: spanOf(first), form })
  else if (second) push(here, { ...namedBy(first, w.code), at: first.start, value: spanOf(second), ...(form === 'descriptor' && { form }) })
}

const helpers: Record<string, 'all' | 'value' | 'descriptor' | 'descriptors' | undefined> = Object.assign(Object.create(null) as object, {
  'Object.assign': 'all', 'Reflect.set': 'value', 'Object.defineProperty': 'descriptor', 'Reflect.defineProperty': 'descriptor', 'Object.defineProperties': 'descriptors',
} as const)

/** Entries of a literal one by one, as far as their names are known. */
function allOf(given: Node, here: Here): void {
  const { w: { code } } = here
  const literal = plain(given)
  if (literal?.type !== 'ObjectExpression') {
    const key = `...${code.slice(given.start, given.end).replace(/^\.\.\./, '')}`
    return push({ ...here, unclear: given.type === 'SpreadElement' }, { key, at: given.start, value: spanOf(given), form: 'all' })
  }
  for (const each of list(literal, 'properties')) {
    const key = child(each, 'key')
    if (each.type === 'Property' && !each.computed) push(here, { key: text(key) || String(key!.value), at: each.start, value: spanOf(each), form: 'entry' })
    else push(here, { key: each.type === 'SpreadElement' ? code.slice(each.start, each.end) : `[${code.slice(key!.start, key!.end)}]`, at: each.start, value: spanOf(each), form: 'entries' })
  }
}

/** `this.init()`, `super.init()`, which may assign more. */
export function called(at: Place, frame: Frame, w: Walk): void {
  const callee = child(at.node, 'callee')!
  if (!frame.owner || callee.type !== 'MemberExpression' || callee.computed) return
  const { key } = keyOf(callee, w.code)
  if (child(callee, 'object')!.type === 'Super') note({ at, frame, w }, { method: key, isAbove: true })
  else if (isThis(child(callee, 'object'), frame, w)) note({ at, frame, w, saysSelf: isName(child(callee, 'object')) }, { method: key })
}

/** Where something is done with `this`; whether it changes the value that is there, nobody can say when, or `this` has another name there. */
interface Here { at: Place, frame: Frame, w: Walk, updates?: boolean, unclear?: boolean, saysSelf?: boolean }

const push = (here: Here, assignment: Step['assignment'] & object): void => note(here, { assignment })

export function note({ at, frame: { owner, site }, w, updates, unclear, saysSelf = false }: Here, what: Omit<Step, 'by' | 'when'>): void {
  const isOfField = site?.kind === 'method' && isAssigner({ kind: 'method', key: site.name })
  const when = (): When | undefined => isOfField ? [] : unclear ? whenOf(at, w) && 'unclear' : whenOf(at, w)
  const steps = w.steps.get(owner!) ?? []
  w.steps.set(owner!, steps)
  steps.push({ by: updates ? undefined : isOfField ? 'constructor' : memberOf(at, saysSelf), when, ...what })
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

/** `this`, or what gives it: `const self = this`, `super(…)`, `Object.assign(this, …)`. */
export function isThis(node: Node | undefined, frame: Frame, w: Walk): boolean {
  const said = plain(node)
  switch (said?.type) {
    case 'ThisExpression': return true
    case 'Identifier': {
      const local = frame.owner!.shape!.selves && w.scopes.uses.get(said.start)?.local
      return local ? frame.owner!.shape!.selves!.has(local.at) : false
    }
    case 'AssignmentExpression': return said.operator === '=' && isThis(child(said, 'right'), frame, w)
    case 'CallExpression': {
      const callee = child(said, 'callee')!
      return callee.type === 'Super' || (givesFirst.has(w.code.slice(callee.start, callee.end)) && isThis(list(said, 'arguments')[0], frame, w))
    }
    default: return false
  }
}

const isName = (node: Node | undefined): boolean => plain(node)?.type === 'Identifier'

const givesFirst = new Set(['assign', 'defineProperty', 'defineProperties', 'freeze', 'preventExtensions', 'seal', 'setPrototypeOf'].map(name => `Object.${name}`))

/** Notes `const self = this`. */
export function noteSelf(declarator: Node, frame: Frame, w: Walk): void {
  const id = child(declarator, 'id')
  if (frame.owner && id?.type === 'Identifier' && isThis(child(declarator, 'init'), frame, w) && writesIn(frame, text(id), w) === 0) (frame.owner.shape!.selves ??= new Set()).add(id.start)
}

/** Notes `self = this`, if nothing else is given to that variable. */
function noteSelfLater(left: Node, right: Node, frame: Frame, w: Walk): void {
  const local = left.type === 'Identifier' ? w.scopes.uses.get(left.start)?.local : undefined
  if (local && isThis(right, frame, w) && writesIn(frame, local.name, w) === 1) (frame.owner!.shape!.selves ??= new Set()).add(local.at)
}

const writesIn = ({ owner, site }: Frame, name: string, { scopes }: Walk): number => scopes.writes(name).filter(at => at >= (site ?? owner!).start && at < (site ?? owner!).end).length

type Key = Pick<Assignment, 'key' | 'keySpan'>

function keyOf(left: Node, code: string): Key {
  const property = child(left, 'property')!
  if (property.type === 'PrivateIdentifier') return { key: `#${text(property)}` }
  return left.computed ? namedBy(property, code) : { key: text(property) }
}

const namedBy = (key: Node, code: string): Key =>
  key.type === 'Literal' && typeof key.value === 'string' && !key.value.startsWith('#') ? { key: key.value } : { key: `[${code.slice(key.start, key.end)}]`, keySpan: spanOf(key) }

export const spanOf = ({ start, end }: Node): Span => ({ start, end })
