import type { Literal } from '../../3-analyse/literal-shapes.ts'
import type { Span } from '../../3-analyse/shapes.ts'
import { literalOf } from '../../3-analyse/walk/literal.ts'
import type { ItemPair, Spot } from '../../4-diff/items.ts'
import { saysSpecial } from '../../instrument/says.ts'
import { disposeOf, tell, type Draft } from '../draft.ts'
import { stepOfStatement } from '../statement.ts'
import { inside, inVariable, keptNumbers, patchLiteral, patchStep } from './literal.ts'
import { proto } from './object.ts'
import { planSites } from '../sites/sites.ts'
import { makeText } from '../unit/unit.ts'
import { whereIs } from '../../3-analyse/where.ts'
import { nextName } from '../unit/scope.ts'

/**
 * `Door.prototype = {…}` with other entries: all doors have the old object behind them, so it is patched like the literal of a variable. So is the
 * prototype that `Object.assign(Door.prototype, {…})` gives entries to. Where it is not there any more, or cannot be patched, the statement runs again.
 */
export function planPrototypes(draft: Draft, pair: ItemPair): void {
  const { before, after } = pair
  const { item, placed } = after
  planSites(draft, before.item, item, placed)
  const [old, now] = [before, after].map(spot => literalOf(draft.module.path, spot.placed.chunk, spot.item.init!, spot.model.format))
  const mixes = item.prototypes!.mixes
  const patching = { ...inVariable(draft, before, after), ...mixes && { mixes } }
  const patch = old && now && !item.awaits && !(mixes && [[old, before], [now, after]].some(each => isOwn(...each as [Literal, Spot]))) && patchLiteral(patching, old, now)
  tell(draft, { action: patch ? 'patched' : 'rerun', kind: 'statement', name: item.title, ...!patch && mixes && { note: `what it did to ${item.prototypes!.key} before stays` } }, placed, item.start)
  const { at, step: run } = stepOfStatement(draft, after)
  if (patch) {
    const held = { pieces: item.prototypes!.targets.map(span => readerOf(draft, after, span)), otherwise: run }
    draft.evaluate.push({ at, step: { ...patchStep(draft, pair, patch, keptNumbers(patching, old, now)), held } })
  } else {
    disposeOf(draft, before, after)
    draft.evaluate.push({ at, step: run })
  }
}

/** `Object.assign` reads accessors, and what `super` means in the literal is the literal's. */
const isOwn = ({ entries }: Literal, { item }: Spot): boolean =>
  entries.some(({ key }) => /^[gs]et /.test(key) || key === proto) || item.sites.some(site => saysSpecial(site, 'super'))

/** A piece that reads what a statement assigns to. */
function readerOf(draft: Draft, { item, placed }: Spot, span: Span): string {
  const { code, emitted } = makeText(draft.world, draft.module, draft.unit, placed, { refs: inside(item.refs, span), sites: [], from: span.start, to: span.end })
  const id = nextName(draft.world, 'p')
  draft.pieces.push({ id, ...whereIs(span.start, placed), code: `()=>(${code})`, emitted })
  return id
}
