import type { Node, TSAsExpression, TSSatisfiesExpression } from 'oxc-parser'
import { eraseArrowParameters, eraseArrowReturn } from './arrow.ts'
import { behindType, operandGuard } from './assertion.ts'
import { eraseClassHead, eraseFieldType, eraseMemberHead, isClass, isField } from './class.ts'
import { vanishes, type AnyNode } from './kinds.ts'
import { afterList, behindParentheses, eraseMark, isOperatorWord, nameEnd, skipTrivia, type Blank } from './text.ts'

export { isErasable, vanishes } from './kinds.ts'
export type { Blank } from './text.ts'

/**
 * Blanks what is TypeScript in this node and leaves lines and columns alone:
 *
 *     class Door<T> extends Thing<T> { private lock?: Lock = key as Lock }
 *     class Door    extends Thing    {         lock        = key         }
 *
 * Call it for every node of an erasable tree, parents first. True: everything below is done, do not go down.
 * False: go down into all children, types too. A class and a field blank all that is theirs before that; elsewhere a type
 * blanks itself when it is visited. Either way a visited type says true, so the walker need not know which.
 * No two ranges overlap. They come nearly in source order: the `!` of `x!` comes before what is inside `x`.
 */
export function erase(given: AnyNode, parentGiven: AnyNode | undefined, text: string, blank: Blank): boolean {
  const node = given as Node
  const parent = parentGiven as Node | undefined
  switch (node.type) {
    case 'Identifier':
      if (node.name === 'this' && isParameter(node, parent)) return eraseListItem(node, text, blank)
      if (isOptional(node)) eraseMark(nameEnd(text, node.start), text, blank)
      return false
    case 'ObjectPattern':
      if (isOptional(node)) eraseMark(afterList(node.properties, node.start, text), text, blank)
      return false
    case 'ArrayPattern':
      if (isOptional(node)) eraseMark(afterList(node.elements, node.start, text), text, blank)
      return false
    case 'VariableDeclarator':
      if (node.definite) eraseMark(nameEnd(text, node.start), text, blank)
      return false
    case 'ImportSpecifier':
      return node.importKind === 'type' && eraseListItem(node, text, blank)
    case 'ExportSpecifier':
      return node.exportKind === 'type' && eraseListItem(node, text, blank)

    case 'VariableDeclaration':
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSDeclareFunction':
    case 'TSNamespaceExportDeclaration':
    case 'TSIndexSignature':
    case 'TSAbstractMethodDefinition':
    case 'TSAbstractPropertyDefinition':
    case 'TSAbstractAccessorProperty':
    case 'TSEnumDeclaration':
    case 'TSModuleDeclaration':
    case 'TSImportEqualsDeclaration':
      return vanishes(node) && eraseWhole(node, text, blank)
    case 'ClassDeclaration':
    case 'ClassExpression':
      if (vanishes(node)) return eraseWhole(node, text, blank)
      eraseClassHead(node, text, blank)
      return false
    case 'PropertyDefinition':
    case 'AccessorProperty':
      if (vanishes(node)) return eraseWhole(node, text, blank)
      eraseMemberHead(node, text, blank)
      eraseFieldType(node, text, blank)
      return false
    case 'MethodDefinition':
      if (vanishes(node)) return eraseWhole(node, text, blank)
      eraseMemberHead(node, text, blank)
      return false

    case 'TSNonNullExpression':
      blank(node.end - 1, node.end)
      return false
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      eraseAs(node, text, blank)
      return false
    case 'TSTypeAssertion':
      blank(node.start, behindType(node, text), operandGuard(parent, node, text))
      return false
    case 'TSInstantiationExpression':
      return false
    case 'TSTypeAnnotation':
      if (parent?.type === 'ArrowFunctionExpression') eraseArrowReturn(node, parent, text, blank)
      else if (!isField(parent)) blank(node.start, node.end)
      return true
    case 'TSTypeParameterDeclaration':
      if (parent?.type === 'ArrowFunctionExpression') eraseArrowParameters(node, text, blank)
      else if (!isClass(parent)) blank(node.start, node.end)
      return true
    case 'TSTypeParameterInstantiation':
      if (!isClass(parent)) blank(node.start, node.end)
      return true

    // Not erasable (see `isErasable`): another tool rewrites the statement.
    case 'TSParameterProperty':
    case 'TSExportAssignment':
    case 'TSModuleBlock':
    case 'TSEnumBody':
    case 'TSEnumMember':
      return false
    default:
      return node.type.charCodeAt(0) === 84 && node.type.charCodeAt(1) === 83 // a type, `TS…`; its parent blanks it
  }
}

// `a⏎type A = 1⏎(b)` must not become the call `a(b)`, nor `x = 1⏎abstract y⏎[k] = 2` the element `1[k]`.
function eraseWhole(node: Node, text: string, blank: Blank): true {
  const next = skipTrivia(text, node.end)
  blank(node.start, node.end, /[([`+\-*/<]/.test(text.charAt(next)) || isOperatorWord(next, text) ? ';' : undefined)
  return true
}

// A type cannot be called, so in `x as T⏎(y)` the `as` ended a statement; without it `x⏎(y)` would be a call.
function eraseAs(node: TSAsExpression | TSSatisfiesExpression, text: string, blank: Blank): void {
  const next = text.charAt(skipTrivia(text, node.end))
  const endsStatement = next === '(' || next === '[' || next === '`'
  blank(behindParentheses(node.expression.end, text), node.end, endsStatement ? ';' : undefined)
}

// With the comma after it, if any: `{ type A, b }`, `(this: T, b)`.
function eraseListItem(node: Node, text: string, blank: Blank): true {
  const next = skipTrivia(text, node.end)
  blank(node.start, text[next] === ',' ? next + 1 : node.end)
  return true
}

function isParameter(node: Node, parent: Node | undefined): boolean {
  return parent !== undefined && 'params' in parent && parent.params[0] === node
}

// The published types say `optional?: false` for patterns; parameters of TypeScript files do have it true.
function isOptional(node: { optional?: boolean }): boolean {
  return node.optional === true
}
