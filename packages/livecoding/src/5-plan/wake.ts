import type { ItemPair } from '../4-diff/items.ts'
import { isKept } from '../4-diff/items.ts'
import type { Draft } from './draft.ts'
import { orderOf } from './unit.ts'
import { whereIs } from '../3-analyse/where.ts'

/** A module that comes back: its variables have the values they had, so what their initialisers had started, and ended with it, begins again. */
export function wake({ module, evaluate, world }: Draft, { before, after: { item, placed } }: ItemPair): void {
  const asleep = module.asleep?.get(before.item)
  if (!asleep || evaluate.some(({ step }) => (step.do === 'evaluate' || step.do === 'patch-literal') && step.item === item)) return
  evaluate.push({ at: orderOf(item.start, placed), step: {
    do: 'call', module, line: whereIs(item.start, placed).line,
    call(journal) {
      for (const { owner, ended } of asleep) {
        if (item.self?.kind !== 'class') module.owners.set(item, owner)
        journal.push(() => { world.recorder.dispose(owner).forEach(what => what.release()) })
        world.recorder.begin(owner)
        for (const what of ended.toReversed()) what.again()
      }
    },
  } })
}

/** A thread, a process or a socket cannot begin again: its variable is evaluated anew. */
export const cannotWake = ({ module }: Draft, { before, after }: ItemPair): boolean =>
  after.item.kind === 'variable' && !isKept(after) && module.asleep?.get(before.item)?.some(({ ended }) => ended.some(what => what.isFinal)) === true
