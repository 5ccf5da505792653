import type { ItemPair } from '../4-diff/items.ts'
import { isKept } from '../4-diff/items.ts'
import type { Journal } from '../journal.ts'
import type { Draft } from './draft.ts'
import { orderOf } from './unit/unit.ts'
import { whereIs } from '../3-analyse/where.ts'

/**
 * A module that comes back: its variables have the values they had, so what their initialisers had started, and ended with it, begins again; of a literal that
 * is patched, what its entries had that stay.
 */
export function wake({ module, evaluate, world }: Draft, { before, after: { item, placed } }: ItemPair): void {
  const asleep = module.asleep?.get(before.item)
  const steps = evaluate.flatMap(({ step }) => (step.do === 'evaluate' || step.do === 'patch-literal') && step.item === item ? step : [])
  if (!asleep || steps.some(step => step.do === 'evaluate')) return
  const [patch] = steps
  const lost = new Set(patch?.do === 'patch-literal' && patch.kept ? asleep.flatMap(({ owner }) => world.recorder.lost(owner, patch.kept!)) : [])
  const [at, line] = [orderOf(item.start, placed), whereIs(item.start, placed).line]
  const begin = (journal: Journal): void => {
    for (const { owner } of asleep) {
      if (item.self?.kind !== 'class') module.owners.set(item, owner)
      journal.push(() => { world.recorder.discard(owner) })
      world.recorder.begin(owner)
    }
  }
  // What the patch makes belongs to who had the others.
  evaluate.unshift({ at, step: { do: 'call', module, line, call: begin } })
  evaluate.push({ at, step: { do: 'call', module, line, call() {
    for (const { ended } of asleep) for (const what of ended.toReversed()) if (!lost.has(what.owner)) what.again()
  } } })
}

/** A thread, a process or a socket cannot begin again: its variable is evaluated anew. */
export const cannotWake = ({ module }: Draft, { before, after }: ItemPair): boolean =>
  after.item.kind === 'variable' && !isKept(after) && module.asleep?.get(before.item)?.some(({ ended }) => ended.some(what => what.isFinal)) === true
