import { child, list, text, type Node } from '../ast.ts'
import type { Frame, Walk } from './frame.ts'
import type { Place } from '../place.ts'
import type { Ref } from '../reference-shapes.ts'

/** What is evaluated whenever what is around it is. */
const whole = new Set([
  'ArrayExpression', 'AssignmentExpression', 'BinaryExpression', 'CallExpression', 'ExpressionStatement', 'MemberExpression', 'NewExpression', 'ObjectExpression',
  'Property', 'SequenceExpression', 'SpreadElement', 'TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression', 'UnaryExpression', 'VariableDeclaration', 'VariableDeclarator',
])

/** `require('./look')` of a CommonJS module that a fresh start evaluates in any case. */
export function requiredAt(at: Place, frame: Frame, w: Walk): Ref | undefined {
  const { node, parent, field } = at
  if (!w.commonjs || frame.site || !(frame.top || w.apart)) return undefined
  const specifier = specifierOf(node, w)
  if (specifier === undefined || !isWhole(at)) return undefined
  const part = parent?.type === 'MemberExpression' && field === 'object' && parent.computed !== true ? text(child(parent, 'property')) : undefined
  const isSpread = parent?.type === 'SpreadElement'
  return {
    name: `require('${specifier}')`, at: node.start, end: node.end, form: 'require', write: false, first: false,
    ...(part !== undefined && { part }), ...(isSpread && { spread: true }),
  }
}

function specifierOf(call: Node, w: Walk): string | undefined {
  const callee = child(call, 'callee')
  if (text(callee) !== 'require' || w.scopes.uses.get(callee!.start)?.local) return undefined
  const [argument, ...more] = list(call, 'arguments')
  return argument?.type === 'Literal' && typeof argument.value === 'string' && more.length === 0 ? argument.value : undefined
}

function isWhole({ parent, up }: Place): boolean {
  for (let around = parent, place = up; around; around = place?.parent, place = place?.up) {
    if (!whole.has(around.type) || around.optional === true) return false
  }
  return true
}

/** The specifier that it says. */
export const specifierIn = ({ name }: Ref): string => name.slice("require('".length, -"')".length)
