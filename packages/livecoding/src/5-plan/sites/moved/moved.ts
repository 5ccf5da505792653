import type { Item } from '../../../3-analyse/shapes.ts'
import { wordsOf } from '../../../4-diff/sites.ts'
import { pairLike } from '../../../4-diff/similar.ts'
import type { Draft } from '../../draft.ts'
import { recordFor } from '../../records.ts'
import { needsAnother, tellKind } from '../sites.ts'
import { planBecameMethods } from './became-methods.ts'
import { exportedAgain, exportedFrom, exportOf, tellRenamed } from './exports.ts'
import { inTheirPlace, isGiven } from './in-their-place.ts'
import { classOf, codeOf, entryOf, isEntry, isNamed, mayBe, useIn, useOf } from './keys.ts'
import { pairing } from './pairing.ts'
import { isOfParent } from './related.ts'
import { comeTo, goneFrom } from './standing.ts'

/**
 * Closures, loops and classes in functions whose code stands elsewhere now, word for word: in a method that the save takes out of a constructor, in a
 * block that it puts around, in the field of a parent, at the top level. Those that exist follow it there. In one class a callback may be edited in that
 * save, and so may what has its name and most of its words.
 */
export function planMovedClosures(drafts: readonly Draft[]): void {
  const moved = new Set<Item>(drafts.flatMap(({ change }) => change.moved.flatMap(({ from, to }) => [from.item, to.item])))
  const gone = drafts.flatMap(draft => goneFrom(draft, moved))
  const exported = drafts.flatMap(exportedFrom)
  if (gone.length + exported.length === 0) return
  const left = pairing(gone, drafts.flatMap(draft => comeTo(draft, moved)))
  const { pair } = left
  for (const [olds, news] of left.groups(codeOf)) if (olds.length === news.length) olds.forEach((old, index) => { pair(old, news[index]!) })
  for (const [old, now] of left.ones(useOf)) if (!needsAnother(old.site, now.site)) pair(old, now)
  // Several classes may have said what the one above them says now.
  for (const key of [codeOf, useIn]) for (const [olds, [now, another]] of left.groups(key)) {
    if (!another && olds.every(old => !needsAnother(old.site, now!.site) && isOfParent(old, now!))) olds.forEach((old, index) => { pair(old, now!, { isPulledUp: true, isBack: index > 0 }) })
  }
  for (const [old, now] of left.first(exportOf, [...left.still(exported), ...left.gone()], [...left.come(), ...drafts.flatMap(exportedAgain)])) {
    if (!needsAnother(old.site, now.site) && pair(old, now, { isBack: true })) tellRenamed(old, now)
  }
  for (const [old, now] of left.ones(entryOf(), left.gone().filter(isEntry), left.come().filter(each => !isEntry(each)))) {
    if (!needsAnother(old.site, now.site)) pair(old, now, { isNamed: true })
  }
  const givenFor = inTheirPlace()
  for (const old of left.come().some(isNamed) ? left.gone() : []) {
    const given = givenFor(old)
    const [now, another] = given ? left.come().filter(each => isGiven(given, old, each)) : []
    if (now && !another && pair(old, now, { isNamed: true }) && needsAnother(old.site, now.site)) tellKind(now.draft, recordFor(now.draft, old.site), old.site, now.site, now.placed)
  }
  for (const [old, now] of left.ones(classOf)) pair(old, now, { isNamed: true })
  pairLike(left.come().filter(isNamed), () => left.gone().filter(isNamed), ({ site }) => wordsOf(site), (old, now) => { pair(old, now, { isNamed: true, isPulledUp: isOfParent(old, now) }) }, mayBe)
  for (const draft of drafts) planBecameMethods(draft, left.gone().filter(each => each.draft === draft), givenFor)
}
