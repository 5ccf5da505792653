import type { Target } from '../graph/targets.ts'
import type { Change } from './diff.ts'
import type { Spot } from './items.ts'

/** Both are one thing, with what it had: it goes from one module to another in this save, or gets another name. */
export function isMoved(from: Target, to: Target, changes: readonly Change[]): boolean {
  if (from.kind !== 'binding' || to.kind !== 'binding') return false
  return changes.some(({ module, moved, renamed }) => module === to.module && (
    moved.some(move => move.source === from.module && !move.anew && says(move.from, from) && says(move.to, to)) ||
    (module === from.module && renamed.some(pair => says(pair.before, from) && says(pair.after, to)))))
}

const says = ({ item }: Spot, { local }: { local: string }): boolean => item.names.includes(local)
