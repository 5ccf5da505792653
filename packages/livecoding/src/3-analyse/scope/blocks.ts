import { child, list, text, type Node } from '../ast.ts'
import type { Block } from './block.ts'
import { boundNames } from './bound.ts'
import { vanishes } from '../erase/erase.ts'
import { numbersOf, type KnownBlock } from './numbers.ts'

/** The namespace blocks and enums of some statements. */
export interface Blocks {
  /** Of each `namespace A.B {}` the blocks that it is, from the outside in. */
  of: ReadonlyMap<Node, readonly [Block, ...Block[]]>
  /** What tells each of them from others of its namespace. */
  known: ReadonlyMap<Node, KnownBlock>
  /** Enums, and blocks, that add to what has their name. */
  adding: ReadonlySet<Node | Block>
}

/** `earlier`: the blocks of the text before, whose numbers go on. */
export function blocksIn(statements: readonly Node[], source: string, earlier: readonly KnownBlock[]): Blocks {
  const finder = new Finder(source, earlier)
  finder.search(statements)
  finder.join()
  return finder
}

export const declarationOf = (statement: Node): Node => statement.type === 'ExportNamedDeclaration' ? child(statement, 'declaration') ?? statement : statement

class Finder implements Blocks {
  readonly of = new Map<Node, [Block, ...Block[]]>()
  readonly known = new Map<Node, KnownBlock>()
  readonly adding = new Set<Node | Block>()
  readonly #source: string
  readonly #earlier: readonly KnownBlock[]
  constructor(source: string, earlier: readonly KnownBlock[]) {
    this.#source = source
    this.#earlier = earlier
  }

  /** What stands at the top level, or in a block. */
  search(statements: readonly Node[], block?: Block): void {
    if (!statements.some(statement => isBlock(declarationOf(statement)))) return
    const declarations = statements.map(statement => ({ node: declarationOf(statement), exported: statement.type === 'ExportNamedDeclaration' })).filter(({ node }) => !vanishes(node))
    const declared = new Map(declarations.flatMap(({ node }) => node.type === 'FunctionDeclaration' ? [[text(child(node, 'id')), 1]] : []))
    const found = declarations.flatMap(({ node, exported }) => {
      if (!mergeable.has(node.type)) return []
      const [name] = pathOf(child(node, 'id')!) as [string]
      const around = block ? `${exported ? block.space : block.at}:` : ''
      const count = declared.get(name) ?? 0
      declared.set(name, count + 1)
      return { node, exported, name, around, count, number: `${block ? `${block.at.slice(block.at.lastIndexOf('#') + 1)}-` : ''}${count}` }
    })
    const known = found.flatMap(({ node, name, around, number }) => node.type === 'TSModuleDeclaration' ? [[node, this.#knownOf(node, around + name, number)] as const] : [])
    const numbers = numbersOf(known, this.#earlier)
    for (const { node, exported, name, around, count } of found) {
      const adds = count > 0 || (exported && this.#isExported(around, name, block))
      if (adds && node.type === 'TSEnumDeclaration') this.adding.add(node)
      if (node.type === 'TSModuleDeclaration') this.#namespace(adds, node, around, numbers.get(node)!)
    }
  }

  #knownOf(node: Node, space: string, number: string): KnownBlock {
    const declarations = list(child(node, 'body')!, 'body').map(declarationOf).filter(each => !vanishes(each) && (child(each, 'id') || each.type === 'VariableDeclaration'))
    const known = { space, number, source: this.#source.slice(node.start, node.end), names: declarations.flatMap(namesOf) }
    this.known.set(node, known)
    return known
  }

  #namespace(adds: boolean, node: Node, around: string, number: string): void {
    const path = pathOf(child(node, 'id')!)
    const members = list(child(node, 'body')!, 'body')
    const blocks = path.map((_, index): Block => {
      const space = around + path.slice(0, index + 1).join(':')
      const inner = index < path.length - 1
      return { space, at: `${space}#${number}`, exports: inner ? [path[index + 1]!] : exportsOf(members), others: [], enums: inner ? [] : enumsIn(members) }
    }) as [Block, ...Block[]]
    blocks.forEach((block, index) => { if (index > 0 ? this.#isExported(`${blocks[index - 1]!.space}:`, path[index]!) : adds) this.adding.add(block) })
    this.of.set(node, blocks)
    this.search(members, blocks.at(-1))
  }

  /** By a block of the same namespace in front; `here`: that in which the name is said. */
  #isExported(around: string, name: string, here?: Block): boolean {
    return [...this.of.values()].flat().some(block => block !== here && `${block.space}:` === around && block.exports.includes(name))
  }

  /** Blocks of one namespace see what the others export. */
  join(): void {
    const all = [...this.of.values()].flat()
    for (const block of all) {
      const others = all.flatMap(other => other !== block && other.space === block.space ? other.exports : [])
      block.others = [...new Set(others)]
    }
  }
}

const isBlock = ({ type }: Node): boolean => type === 'TSEnumDeclaration' || type === 'TSModuleDeclaration'

/** Declarations of one name that are one thing. */
const mergeable = new Set(['ClassDeclaration', 'TSEnumDeclaration', 'TSModuleDeclaration'])

const exportsOf = (members: readonly Node[]): string[] => members.flatMap(each => {
  const declaration = declarationOf(each)
  return declaration === each || vanishes(declaration) ? [] : namesOf(declaration)
})

const enumsIn = (members: readonly Node[]): [string, string[]][] =>
  members.map(declarationOf).filter(node => node.type === 'TSEnumDeclaration' && !vanishes(node)).map(node => [text(child(node, 'id')), membersOf(node)])

/** The names that a statement of a block declares. */
export function namesOf(declaration: Node): string[] {
  if (declaration.type === 'VariableDeclaration') return list(declaration, 'declarations').flatMap(each => boundNames(child(each, 'id')))
  return [pathOf(child(declaration, 'id')!)[0]!]
}

const pathOf = (id: Node): string[] => id.type === 'TSQualifiedName' ? [...pathOf(child(id, 'left')!), text(child(id, 'right'))] : [text(id)]

/** Names of the members of an enum. */
export const membersOf = (node: Node): string[] =>
  list(child(node, 'body') ?? node, 'members').map(member => text(child(member, 'id')) || text(child(member, 'id'), 'value'))
