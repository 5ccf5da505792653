import type { Node, TSTypeAssertion } from 'oxc-parser'
import { hasNewline, skipTrivia } from './text.ts'

/**
 * What must stand in the place of the `<T>` that `container` begins its expression with, where spaces would let the
 * operand mean something else:
 *
 *     return <T>      () => <T>{ a: 1 }      <T>function () {}      export default <T>class {}
 *       value         // a block             // a declaration       // a declaration
 *
 * `0||` keeps it an operand. That is right only where the assertion is the whole expression: in `() => <T>{} && b` it
 * would bind differently.
 */
export function operandGuard(container: Node | undefined, assertion: TSTypeAssertion, text: string): string | undefined {
  if (!needsGuard(container, assertion, text)) return undefined
  return /\w/.test(text.charAt(assertion.start - 1)) ? ' 0||' : '0||' // `return<T>`
}

/** Whether the assertion that `expression` begins with, if there is one, can be blanked in this container. */
export function assertionCanGo(container: Node, expression: Node | null, text?: string): boolean {
  if (expression === null || (text && text[expression.start] !== '<')) return true
  const assertion = firstAssertion(expression)
  if (assertion === undefined) return true
  if (text === undefined) return false
  const guard = operandGuard(container, assertion, text)
  if (guard === undefined) return true
  const end = assertion.start + guard.length
  return assertion === expression && end <= behindType(assertion, text) && !hasNewline(text, assertion.start, end)
}

function needsGuard(container: Node | undefined, assertion: TSTypeAssertion, text: string): boolean {
  switch (container?.type) {
    case 'ReturnStatement':
    case 'ThrowStatement':
    case 'YieldExpression':
      return hasNewline(text, assertion.start, operandStart(assertion, text))
    case 'ArrowFunctionExpression':
      return text[operandStart(assertion, text)] === '{'
    case 'ExpressionStatement':
      return startsWith(/["'{]|(?:async|class|function|let)\b/y, text, operandStart(assertion, text))
    case 'ExportDefaultDeclaration':
      return startsWith(/(?:async|class|function)\b/y, text, operandStart(assertion, text))
    default:
      return false
  }
}

function firstAssertion(node: Node): TSTypeAssertion | undefined {
  switch (node.type) {
    case 'TSTypeAssertion':
      return node
    case 'BinaryExpression':
    case 'LogicalExpression':
    case 'AssignmentExpression':
      return firstAssertion(node.left)
    case 'ConditionalExpression':
      return firstAssertion(node.test)
    case 'SequenceExpression':
      return node.expressions[0] && firstAssertion(node.expressions[0])
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return firstAssertion(node.expression)
    default:
      return undefined
  }
}

/** Where the operand begins, with its parentheses. */
export function behindType({ typeAnnotation }: TSTypeAssertion, text: string): number {
  return skipTrivia(text, skipTrivia(text, typeAnnotation.end) + 1)
}

function operandStart(assertion: TSTypeAssertion, text: string): number {
  const at = behindType(assertion, text)
  return text[at] === '<' && assertion.expression.type === 'TSTypeAssertion' ? operandStart(assertion.expression, text) : at
}

function startsWith(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at
  return pattern.test(text)
}
