import { child, list, type Node } from '../ast.ts'

/**
 * A namespace block is a small module in its module: what it declares are names of the module that only its own code can say.
 *
 *     namespace Door { export const width = 3; const hidden = 4 }      Door:width   Door#0:hidden
 *
 * `space` is the name of the namespace, `at` that of the block: the second one of `Door` is `Door#1`.
 */
export interface Block {
  space: string
  at: string
  exports: readonly string[]
  /** What other blocks of the namespace export. */
  others: readonly string[]
  /** Its enums in the order of the source, and the members of each. */
  enums: readonly (readonly [name: string, members: readonly string[]])[]
}

export const isBlockName = (name: string): boolean => name.includes(':')

/** What the block's own code calls it. */
export const bareName = (name: string): string => name.slice(name.lastIndexOf(':') + 1)

/** What a person calls it: `Door.width`. */
export const saidName = (name: string): string => name.replaceAll(/#[\d-]+/g, '').replaceAll(':', '.')

/** The namespace whose object has it as a member. */
export function spaceOf(name: string): string | undefined {
  const space = name.slice(0, Math.max(name.lastIndexOf(':'), 0))
  return space === '' || /#[\d-]+$/.test(space) ? undefined : space
}

export const nameIn = ({ space, at, exports }: Block, name: string): string => `${exports.includes(name) ? space : at}:${name}`

/** How a block says of itself what it is, in the function that it becomes. */
export const sayBlock = (block: Block): string => `'lc:${JSON.stringify(block).replaceAll('\\', '\\\\').replaceAll('\'', '\\\'')}';`

/** The block that a function is. */
export function blockOf(node: Node): Block | undefined {
  const [first] = node.type === 'FunctionExpression' && child(node, 'body') ? list(child(node, 'body')!, 'body') : []
  const said = typeof first?.directive === 'string' && first.directive.startsWith('lc:') ? child(first, 'expression')!.value as string : undefined
  return said === undefined ? undefined : JSON.parse(said.slice('lc:'.length)) as Block
}
