import type { Node } from '../ast.ts'

/** A block, told by its namespace, its text and the names that it declares; its number is a part of the names that only its own code can say. */
export interface KnownBlock { space: string, number: string, source: string, names: readonly string[] }

/**
 * The blocks of one namespace are numbered in the order of the source, and each keeps its number for as long as it is known by its text or by what
 * it declares. A new one has a number that no other has.
 */
export function numbersOf(blocks: readonly (readonly [Node, KnownBlock])[], earlier: readonly KnownBlock[]): ReadonlyMap<Node, string> {
  const numbers = new Map<Node, string>()
  const free = new Set(earlier)
  const likenesses = blocks.flatMap(([node, block]) => earlier.map(other => ({ node, block, other, likeness: likenessOf(block, other) }))).filter(({ likeness }) => likeness > 0)
  for (const { node, block, other } of likenesses.toSorted((a, b) => b.likeness - a.likeness)) {
    if (numbers.has(node) || !free.delete(other)) continue
    numbers.set(node, block.number = other.number)
  }
  for (const [node, block] of blocks) {
    if (numbers.has(node)) continue
    const taken = new Set([...earlier, ...blocks.flatMap(([other, known]) => numbers.has(other) ? known : [])].flatMap(({ space, number }) => space === block.space ? number : []))
    const around = block.number.slice(0, block.number.lastIndexOf('-') + 1)
    for (let count = 0; taken.has(block.number); count++) block.number = `${around}${count}`
    numbers.set(node, block.number)
  }
  return numbers
}

function likenessOf(block: KnownBlock, other: KnownBlock): number {
  if (block.space !== other.space) return 0
  return block.source === other.source ? Infinity : block.names.filter(name => other.names.includes(name)).length
}
