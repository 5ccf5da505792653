import type { ArrowFunctionExpression, TSTypeAnnotation, TSTypeParameterDeclaration } from 'oxc-parser'
import { afterList, followsWord, hasNewline, skipTrivia, type Blank } from './text.ts'

// `=>` must stay on the line of `)`, and the `(` on the line of a `return` or `async` before it, so these two move:
//
//     return <       return (           (a): {         (a
//       T                                 b: B
//     >(a) => a         a) => a         } => a         ) => a
export function eraseArrowParameters(node: TSTypeParameterDeclaration, text: string, blank: Blank): void {
  const open = skipTrivia(text, node.end)
  if (!hasNewline(text, node.start, open) || !followsWord(text, node.start)) return blank(node.start, node.end)
  blank(node.start, node.end, '(')
  blank(open, open + 1)
}

export function eraseArrowReturn(node: TSTypeAnnotation, arrow: ArrowFunctionExpression, text: string, blank: Blank): void {
  const close = closingParenthesis(arrow, text)
  if (!hasNewline(text, close, node.end)) return blank(node.start, node.end)
  blank(close, close + 1)
  blank(node.start, node.end - 1)
  blank(node.end - 1, node.end, ')')
}

function closingParenthesis(arrow: ArrowFunctionExpression, text: string): number {
  const open = skipTrivia(text, arrow.typeParameters?.end ?? arrow.start + (arrow.async ? 'async'.length : 0))
  return afterList(arrow.params, open, text) - 1
}
