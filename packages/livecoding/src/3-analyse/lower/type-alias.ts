import { child, eachChild, list, text, type Node } from '../ast.ts'
import { vanishes } from '../erase/erase.ts'

/** A file may have `import Round = Shapes.Round`, of which only all of the file tells whether it is a type. */
export const mayAliasTypes = (source: string): boolean => /^[ \t]*(?:export\s+)?import\s+[\w$]+\s*=\s*(?!require\s*\()/m.test(source)

/** `import Round = Shapes.Round` stands for a type alone, or no code uses it: TypeScript leaves it out. `around`: the statements beside it, and those around these. */
export function isTypeAlias(statement: Node, ...around: readonly (readonly Node[])[]): boolean {
  const alias = declared(statement)
  const reference = alias.type === 'TSImportEqualsDeclaration' ? child(alias, 'moduleReference') : undefined
  if (!reference || reference.type === 'TSExternalModuleReference') return false
  const isExported = statement.type === 'ExportNamedDeclaration'
  return (!isExported && !isUsed(around[0]!, statement, text(child(alias, 'id')))) || isType(pathOf(reference), around, new Set([alias]))
}

const declared = (statement: Node): Node => statement.type === 'ExportNamedDeclaration' ? child(statement, 'declaration') ?? statement : statement

const pathOf = (reference: Node): string[] => reference.type === 'TSQualifiedName' ? [...pathOf(child(reference, 'left')!), text(child(reference, 'right'))] : [text(reference)]

/** All that has the name is a type; false where nothing here has it. */
function isType([name, ...more]: readonly string[], around: readonly (readonly Node[])[], seen: ReadonlySet<Node>): boolean {
  for (const [index, statements] of around.entries()) {
    const found = statements.map(declared).filter(each => text(child(each, 'id')) === name)
    if (found.length > 0) return meansType(found, more, around.slice(index), seen)
  }
  return false
}

function meansType(found: readonly Node[], more: readonly string[], around: readonly (readonly Node[])[], seen: ReadonlySet<Node>): boolean {
  const [alias] = found
  if (alias?.type === 'TSImportEqualsDeclaration') {
    const reference = child(alias, 'moduleReference')!
    return !seen.has(alias) && reference.type !== 'TSExternalModuleReference' && isType([...pathOf(reference), ...more], around, new Set([...seen, alias]))
  }
  if (more.length === 0 || found.every(vanishes)) return found.every(vanishes)
  const members = found.flatMap(each => each.type === 'TSModuleDeclaration' ? bodyOf(each) : [])
  return isType(more, [members.filter(each => each.type === 'ExportNamedDeclaration')], seen)
}

/** `namespace A.B {}` is one body. */
const bodyOf = (node: Node): readonly Node[] => list(child(node, 'body') ?? node, 'body')

/** Code says the name, where types do not count. */
function isUsed(all: readonly Node[], alias: Node, name: string): boolean {
  let found = false
  const search = (node: Node): void => {
    if (found || node === alias || node.type === 'TSTypeAnnotation' || node.type === 'TSTypeReference') return
    if (node.type === 'Identifier' && text(node) === name) found = true
    else eachChild(node, search)
  }
  all.forEach(search)
  return found
}
