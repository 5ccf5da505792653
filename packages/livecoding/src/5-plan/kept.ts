import type { Spot } from '../4-diff/items.ts'
import { problem } from '../messages/message.ts'
import type { Draft } from './draft.ts'
import { whereIs } from '../3-analyse/where.ts'

/** Tells, once the save has run, of a property that the item gives a value and that stays what it is. */
export function keptOf(draft: Draft, { item, placed }: Pick<Spot, 'item' | 'placed'>): (name: string) => void {
  const { line, column } = whereIs(item.start, placed)
  return name => void draft.late.push({ ...problem('LC2104', { name }), file: draft.module.path, line, column: column + 1 })
}
