import { child, text, type Node } from '../ast.ts'

/** The names that a pattern binds. */
export const boundNames = (pattern: Node | undefined): string[] => boundIdentifiers(pattern).map(({ node }) => text(node))

export interface Bound { node: Node, shorthand: boolean }

export function boundIdentifiers(pattern: Node | undefined, shorthand = false): Bound[] {
  switch (pattern?.type) {
    case 'Identifier': return [{ node: pattern, shorthand }]
    case 'ObjectPattern': return (pattern.properties as Node[]).flatMap(property => property.type === 'RestElement'
      ? boundIdentifiers(child(property, 'argument'))
      : boundIdentifiers(child(property, 'value'), property.shorthand === true))
    case 'ArrayPattern': return (pattern.elements as (Node | null)[]).flatMap(element => boundIdentifiers(element ?? undefined))
    case 'AssignmentPattern': return boundIdentifiers(child(pattern, 'left'), shorthand)
    case 'RestElement': return boundIdentifiers(child(pattern, 'argument'))
    default: return []
  }
}
