import { isBlockName } from '../3-analyse/scope/block.ts'
import type { Item } from '../3-analyse/shapes.ts'
import type { ItemPair } from '../4-diff/items.ts'
import type { Draft } from './draft.ts'
import { isRebound } from './items.ts'
import { saysRenewed } from './renewed.ts'

/**
 * Constants of namespace blocks that may get another value: the code that Node loaded says them as they are written, and is made anew to say
 * what stands beside them from now on. Rather one too many: nobody is told of it.
 */
export function rebound({ change, module, renewed, rerun }: Draft): Set<string> {
  const { after, pairs } = change
  const found = new Set<string>()
  if (!after.bindings.keys().some(isBlockName)) return found
  const items = after.placed.flatMap(({ chunk }) => chunk.items)
  const before = new Map(pairs.map(pair => [pair.after.item, pair]))
  const seen = new Set<string>(renewed)
  const come = new Set(change.come.map(({ item }) => item))
  const isNew = (item: Item): boolean =>
    rerun || module.held.has(before.get(item)?.before.item ?? item) || differs(before.get(item), come.has(item)) || (item.kind !== 'function' && saysRenewed({ free: item.reads }, seen))
  for (let count = -1; count < seen.size;) {
    count = seen.size
    for (const item of items) if (isNew(item)) for (const name of item.names) seen.add(name)
  }
  for (const name of seen) if (isBlockName(name)) found.add(name)
  return found
}

function differs(pair: ItemPair | undefined, comes: boolean): boolean {
  if (!pair) return comes
  const { before: { item: was }, after: { item } } = pair
  return was.kind !== item.kind || was.shell !== item.shell || isRebound(pair)
}
