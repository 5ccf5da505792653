import { fault } from '../messages/fault.ts'
import { Layer, layerIn, type Code, type Link } from '../runtime/layer.ts'
import { write } from '../runtime/slot.ts'
import type { Holder, Version } from '../live-module.ts'
import type { World } from '../world.ts'
import { slotsOf, type Part, type Target } from './target.ts'
import { wake } from './wake.ts'

/** Something that stands in front of code of the program. */
export interface Override {
  /** Takes it away; others of the same code stay, whatever their order. */
  remove(): void
}

/** `version`: whose slot it is. */
type Make = (original: Code, version: Version) => Code

/** Puts code in front of all slots of a target. @throws Error LC3302 where they cannot be reached */
export async function putInFront(world: World, target: Target, part: Part | 'function', make: Make): Promise<Override> {
  const cells = slotsOf(target, part).map(slot => ({ slot, cells: slot.holder.deref() }))
  const isAsleep = cells.some(({ slot, cells: holder }) => holder?.[slot.field] === undefined)
  const before = cells.map(({ slot, cells: holder }) => holder?.[slot.field])
  if (isAsleep) await wake(world, target)
  const placed = cells.flatMap(({ slot, cells: holder }, index) => holder ? place(target, slot, holder, before[index], make) : [])
  let isThere = true
  return {
    remove() {
      if (isThere) for (const remove of placed) remove()
      isThere = false
    },
  }
}

function place({ title }: Target, version: Version, cells: Holder, before: unknown, make: Make): () => void {
  const { field, givesTarget } = version
  const code = cells[field]
  if (code === undefined) throw fault('LC3302', { name: title })
  const layer = layerIn(code) ?? new Layer(code, givesTarget)
  const link: Link = layer.add(original => make(original, version))
  write(cells, field, layer.code)
  return () => {
    layer.remove(link)
    // Nothing stands in front of it any more: the code that was there, or Node's own.
    if (layer.last === undefined && cells[field] === layer.code) write(cells, field, layer.base === code ? before : layer.base)
  }
}
