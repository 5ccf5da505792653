import type { Spot } from '../4-diff/items.ts'
import type { Draft } from './draft.ts'
import { keptOf } from './kept.ts'
import { makeText, orderOf } from './unit/unit.ts'
import { whereIs } from '../3-analyse/where.ts'
import { nextName } from './unit/scope.ts'

/** `follows`: accessors that the statement defined before run its new code. */
export function stepOfStatement(draft: Draft, { item, placed }: Spot, follows = false): Draft['evaluate'][number] {
  draft.ran.add(item)
  const { code, emitted } = makeText(draft.world, draft.module, draft.unit, placed, { refs: item.refs, sites: item.sites, from: item.start, to: item.end })
  const id = nextName(draft.world, 'p')
  const where = whereIs(item.start, placed)
  draft.pieces.push({ id, ...where, code: `${item.awaits ? 'async' : ''}()=>{${code}\n}`, emitted })
  const tellKept = keptOf(draft, { item, placed })
  const kept = (name: string, isAccessor: boolean): void => {
    if (!isAccessor || !follows) tellKept(name)
  }
  return { at: orderOf(item.start, placed), step: { do: 'run', module: draft.module, item, piece: id, awaits: item.awaits, line: where.line, kept } }
}
