import { child, eachChild, list, text, type Node } from '../ast.ts'
import { declarationOf, membersOf } from '../scope/blocks.ts'
import { rewritten, type Rewrite } from '../rewrite.ts'

/**
 * A block of an enum says members of those in front by their names alone, which are in scope for TypeScript:
 *
 *     enum Side { Left = 1 }
 *     enum Side { Both = Left + 1 }       Both = Side.Left + 1
 *
 * Undefined where it says none.
 */
export function saidByItsEnum(statement: Node, statements: readonly Node[], source: string): string | undefined {
  const node = declarationOf(statement)
  if (node.type !== 'TSEnumDeclaration') return undefined
  const name = text(child(node, 'id'))
  const before = statements.slice(0, statements.indexOf(statement)).map(declarationOf).filter(each => each.type === 'TSEnumDeclaration' && text(child(each, 'id')) === name)
  const others = new Set(before.flatMap(membersOf)).difference(new Set(membersOf(node)))
  if (others.size === 0) return undefined
  const rewrites: Rewrite[] = []
  const search = (each: Node): void => {
    if (each.type === 'Identifier' && others.has(text(each))) rewrites.push({ at: each.start, end: each.start, text: `${name}.` })
    eachChild(each, (inside, field) => { if (field !== 'property' || each.type !== 'MemberExpression' || each.computed === true) search(inside) })
  }
  for (const member of list(child(node, 'body') ?? node, 'members')) {
    const value = child(member, 'initializer')
    if (value) search(value)
  }
  return rewrites.length > 0 ? rewritten(source, statement.start, statement.end, rewrites) : undefined
}
