import type { AccessorProperty, Class, MethodDefinition, Node, PropertyDefinition, TSClassImplements } from 'oxc-parser'
import { behindParentheses, eraseMark, isOperatorWord, skipTrivia, wordEnd, type Blank } from './text.ts'

type Field = PropertyDefinition | AccessorProperty
type Member = Field | MethodDefinition

export function eraseClassHead(node: Class, text: string, blank: Blank): void {
  if (node.abstract) eraseAbstract(afterDecorators(node, text), blank)
  if (node.typeParameters) blank(node.typeParameters.start, node.typeParameters.end)
  if (node.superTypeArguments) blank(node.superTypeArguments.start, node.superTypeArguments.end)
  if (node.implements?.length) eraseImplements(node, node.implements, text, blank)
}

function eraseAbstract(at: number, blank: Blank): void {
  blank(at, at + 'abstract'.length)
}

function eraseImplements(node: Class, list: TSClassImplements[], text: string, blank: Blank): void {
  const before = node.superTypeArguments ?? node.superClass ?? node.typeParameters ?? node.id
  const at = before ? before.end : text.indexOf('class', node.start) + 'class'.length
  blank(behindParentheses(at, text), list.at(-1)!.end)
}

// `x = 1⏎private [k] = 2`: without the modifier the field before would go on. Also before `*gen() {}` and `in = 3`.
export function eraseMemberHead(node: Member, text: string, blank: Blank): void {
  if (node.accessibility || node.override || (node.type === 'PropertyDefinition' && node.readonly)) {
    const generator = node.type === 'MethodDefinition' && node.value.generator
    const guard = node.computed || generator || isOperatorWord(node.key.start, text) ? ';' : undefined
    eraseModifiers(node, guard, text, blank)
  }
  if (node.type === 'MethodDefinition' && node.optional) eraseMark(afterKey(node, text), text, blank)
}

const modifiers = new Set(['public', 'private', 'protected', 'readonly', 'override'])

function eraseModifiers(node: Member, guard: string | undefined, text: string, blank: Blank): void {
  let at = afterDecorators(node, text)
  for (let end = wordEnd(text, at); end > at && end < node.key.start; end = wordEnd(text, at)) {
    if (modifiers.has(text.slice(at, end))) blank(at, end, at === node.start ? guard : undefined)
    at = skipTrivia(text, end)
  }
}

export function eraseFieldType(node: Field, text: string, blank: Blank): void {
  const guard = looksLikeModifier(node, text) ? ';' : undefined
  const mark = node.optional || node.definite
  if (mark) eraseMark(afterKey(node, text), text, blank, guard)
  if (node.typeAnnotation) blank(node.typeAnnotation.start, node.typeAnnotation.end, mark ? undefined : guard)
}

// `get: T⏎open() {}`: without the type the field `get` would make a getter of the method.
function looksLikeModifier(node: Field, text: string): boolean {
  if (node.value || node.computed || node.key.type !== 'Identifier' || text[node.end - 1] === ';') return false
  const { name } = node.key
  return name === 'get' || name === 'set' || name === 'static'
}

function afterKey(node: Member, text: string): number {
  return node.computed ? skipTrivia(text, node.key.end) + 1 : node.key.end
}

function afterDecorators(node: Class | Member, text: string): number {
  return skipTrivia(text, Math.max(node.start, node.decorators.at(-1)?.end ?? 0))
}

export function isClass(node: Node | undefined): boolean {
  return node?.type === 'ClassDeclaration' || node?.type === 'ClassExpression'
}

export function isField(node: Node | undefined): boolean {
  return node?.type === 'PropertyDefinition' || node?.type === 'AccessorProperty'
}
