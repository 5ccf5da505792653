import { DEFAULT } from '../3-analyse/items/exported.ts'
import type { Model } from '../3-analyse/shapes.ts'
import type { Target } from '../graph/targets.ts'
import type { Change } from './diff.ts'
import { spotsOf, type Spot } from './items.ts'
import { textAt } from './named-export.ts'

type Named = Extract<Target, { kind: 'binding' }>

/** Both are one thing, with what it had: it goes from one module to another in this save, gets another name, or is the default export in other words. */
export function isMoved(from: Target, to: Target, changes: readonly Change[]): boolean {
  if (from.kind !== 'binding' || to.kind !== 'binding') return false
  return changes.some(({ module, moved, renamed, before, after, gone, come, arrives }) => {
    if (module !== to.module) return false
    const is = saidBy(to, after, arrives ? spotsOf(after) : come)
    if (module !== from.module) return moved.some(move => move.source === from.module && !move.anew && says(move.from, from) && says(move.to, is))
    const was = saidBy(from, before, gone)
    return (was.local === is.local && from.local !== to.local) || renamed.some(pair => says(pair.before, was) && says(pair.after, is))
  })
}

/** `export default Door` gives what `Door` is, unless that is a variable which may get another value. */
function saidBy(target: Named, { bindings }: Model, spots: readonly Spot[]): Named {
  const spot = target.local === DEFAULT ? spots.find(({ item: { names: [name], self, init } }) => name === DEFAULT && init && !self) : undefined
  const local = spot ? textAt(spot, spot.item.init!) : target.local
  return fixed.has(bindings.get(local)?.declares) ? { ...target, local } : target
}

const fixed = new Set<string | undefined>(['class', 'const', 'function'])

const says = ({ item }: Spot, { local }: Named): boolean => item.names.includes(local)
