import { arrayMethods } from '../array-methods.ts'
import { child, isCalledInPlace, isClass, isFunction, text, type Node } from '../ast.ts'
import type { Way } from '../class-shapes.ts'
import { calls, exitsBefore, throwsBefore } from './exits.ts'
import type { Walk } from './frame.ts'
import type { Place } from '../place.ts'

/** Under which conditions a function comes by here, one after the other; `unclear`: what it depends on cannot be said. */
export type When = readonly Way[] | 'unclear'

/** The constructor or the method that comes by here as it is called: `constructor`, `init`, `#init`; undefined where nobody knows who does. A function has a `this` of its own, but not another `self`. */
export function memberOf(at: Place, saysSelf: boolean): string | undefined {
  for (let here: Place | undefined = at; here && !isClass(here.node); here = here.up) {
    const { node, parent } = here
    if (isFunction(node) && isMember(parent)) return nameOf(parent!)
    if (isFunction(node) && node.type !== 'ArrowFunctionExpression' && !saysSelf) return undefined
  }
  return undefined
}

/** When it does, up to the function that `isEnd`, the member of a class; undefined: nobody knows. */
export function whenOf(at: Place, w: Walk, isEnd = ({ parent }: Place): boolean => isMember(parent)): When | undefined {
  const ways: Way[] = []
  let unclear = false
  for (let here: Place | undefined = at; here; here = here.up) {
    const { node, parent, field, index } = here
    if (isFunction(node)) {
      if (isEnd(here)) return unclear ? 'unclear' : ways
      if (isCalledInPlace(node, parent, field, undefined)) continue
      if (!isCalledForEach(here) && !isCalledBeside(here, w)) return undefined
      unclear = true
    } else if (parent?.type === 'IfStatement' || parent?.type === 'ConditionalExpression') {
      if (field !== 'test') ways.unshift({ test: spanOf(child(parent, 'test')!), holds: field === 'consequent' })
    } else if (parent?.type === 'LogicalExpression' && field === 'right' && parent.operator !== '??') ways.unshift({ test: spanOf(child(parent, 'left')!), holds: parent.operator === '&&' })
    else if (parent?.type === 'BlockStatement') {
      for (const exit of exitsBefore(parent, index, w)) {
        if (exit === 'unclear') unclear = true
        else ways.unshift(exit)
      }
    } else if (parent && (mayNotCome(parent, field) || (parent.type === 'TryStatement' && field === 'block' && child(parent, 'handler') && throwsBefore(node, at.node.start)))) unclear = true
  }
  return undefined
}

const spanOf = ({ start, end }: Node): Way['test'] => ({ start, end })

/** A method, or a field whose value the function is. */
const isMember = (node: Node | undefined): boolean => node?.type === 'MethodDefinition' || node?.type === 'PropertyDefinition'

function nameOf(member: Node): string | undefined {
  if (member.kind === 'constructor') return 'constructor'
  const key = child(member, 'key')!
  if (member.kind === 'get' || member.static || member.computed) return undefined
  const name = key.type === 'PrivateIdentifier' ? `#${text(key)}` : text(key)
  return member.kind === 'set' ? setterOf(name) : name
}

/** What an assignment to a property of this name calls, if there is one. */
export const setterOf = (key: string): string => `set ${key}`

/** The property that a method or a setter, as it is entered, belongs to. */
export const enteredOf = (entered: string): { key: string, isSetter: boolean } =>
  entered.startsWith(setterOf('')) ? { key: entered.slice(setterOf('').length), isSetter: true } : { key: entered, isSetter: false }

function mayNotCome({ type }: Node, field: string): boolean {
  if (/^(?:For|While|DoWhile|Switch)/.test(type)) return field === 'body' || field === 'consequent' || field === 'cases'
  return type === 'CatchClause' || (type === 'LogicalExpression' && field === 'right') || type === 'AssignmentPattern'
}

/** `names.forEach(name => { this[name] = 1 })` has been called for all of them when the constructor ends. */
const isCalledForEach = ({ parent, field }: Place): boolean => {
  const callee = parent?.type === 'CallExpression' && field === 'arguments' ? child(parent, 'callee') : undefined
  return callee?.type === 'MemberExpression' && callsBack.test(text(child(callee, 'property')))
}

/** `const set = () => { this.size = 1 }` in a function that itself calls `set()`. */
function isCalledBeside({ node, parent, up }: Place, w: Walk): boolean {
  const name = text(child(parent?.type === 'VariableDeclarator' ? parent : node, 'id'))
  for (let here = name === '' ? undefined : up; here && !isFunction(here.node); here = here.up) {
    if (here.node.type === 'BlockStatement' && calls(here.node, name, w)) return true
  }
  return false
}

const callsBack = new RegExp(`^(?:${arrayMethods})$`)
