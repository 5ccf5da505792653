import type { Span } from '../3-analyse/shapes.ts'
import { literalOf } from '../3-analyse/literal.ts'
import type { ItemPair, Spot } from '../4-diff/items.ts'
import { disposeOf, tell, type Draft } from './draft.ts'
import { stepOfStatement } from './statement.ts'
import { inside, inVariable, keptNumbers, patchLiteral, patchStep } from './literal.ts'
import { planSites } from './sites.ts'
import { makeText } from './unit.ts'
import { whereIs } from '../3-analyse/where.ts'
import { nextName } from './unit-scope.ts'

/**
 * `Door.prototype = {…}` with other entries: all doors have the old object behind them, so it is patched like the literal of a variable.
 * Where it is not there any more, or cannot be patched, the statement runs again.
 */
export function planPrototypes(draft: Draft, pair: ItemPair): void {
  const { before, after } = pair
  const { item, placed } = after
  planSites(draft, before.item, item, placed)
  const [old, now] = [before, after].map(spot => literalOf(draft.module.path, spot.placed.chunk, spot.item.init!, spot.model.format))
  const patching = inVariable(draft, before, after)
  const patch = old && now && !item.awaits && patchLiteral(patching, old, now)
  tell(draft, { action: patch ? 'patched' : 'rerun', kind: 'statement', name: item.title }, placed, item.start)
  const { at, step: run } = stepOfStatement(draft, after)
  if (patch) {
    const held = { pieces: item.prototypes!.targets.map(span => readerOf(draft, after, span)), otherwise: run }
    draft.evaluate.push({ at, step: { ...patchStep(draft, pair, patch, keptNumbers(patching, old, now)), held } })
  } else {
    disposeOf(draft, before, after)
    draft.evaluate.push({ at, step: run })
  }
}

/** A piece that reads what a statement assigns to. */
function readerOf(draft: Draft, { item, placed }: Spot, span: Span): string {
  const { code, emitted } = makeText(draft.world, draft.module, draft.unit, placed, { refs: inside(item.refs, span), sites: [], from: span.start, to: span.end })
  const id = nextName(draft.world, 'p')
  draft.pieces.push({ id, ...whereIs(span.start, placed), code: `()=>(${code})`, emitted })
  return id
}
