import { assignedBy } from '../3-analyse/items/at-once.ts'
import { completedBy, putOnBy } from '../3-analyse/items/completes.ts'
import type { Item } from '../3-analyse/shapes.ts'
import { isKept, type ItemPair, type Spot } from '../4-diff/items.ts'
import { disposeOf, kindOfItem, tell, type Draft } from './draft.ts'
import { planHoisted } from './exports/hoisted-exports.ts'
import { givenByCalls } from './told/given-by-calls.ts'
import { planPrototypes } from './literals/prototypes.ts'
import { planReturned } from './classes/returned.ts'
import { endsByItself } from './sites/other-form.ts'
import { withCopies } from './renewed.ts'
import { asksForThis, needsAnother, planSites } from './sites/sites.ts'
import { stepOfStatement } from './statement.ts'
import { hold } from './variables.ts'

/** A statement, or what else has no code of its own: it runs again where more than the functions in it are others. */
export function planStatement(draft: Draft, pair: ItemPair): void {
  const { before: { item: was }, after, after: { item, placed } } = pair
  const isEdited = was.shell !== item.shell && !pair.unedited
  if (isEdited && !isKept(after)) {
    if (item.prototypes && was.prototypes) return planPrototypes(draft, pair)
    if (item.kind === 'statement' && item.returned) return planAssignedClass(draft, pair)
    if (item.defines && was.defines) return planDefined(draft, pair)
    if (item.gives) return planGiven(draft, pair)
  }
  if (item.kind === 'statement' && takesMissed(draft, pair)) {
    planSites(draft, was, item, placed)
    return rerunGiven(draft, pair)
  }
  const follows = planSites(draft, was, item, placed)
  if (!follows && !isKept(after) && givesAnother(was, item)) return rerunGiven(draft, pair)
  if (isEdited) tell(draft, { action: 'kept', kind: kindOfItem(item), name: item.title, note: 'livecoding: keep' }, placed, item.start)
}

/** `Door = (() => { … return Door })()`: the class takes what the new call makes; where that cannot be, the statement runs again. */
function planAssignedClass(draft: Draft, pair: ItemPair): void {
  const { before, after, after: { item, placed } } = pair
  if (planReturned(draft, pair)) return
  planSites(draft, before.item, item, placed)
  tell(draft, { action: 'rerun', kind: 'statement', name: item.title }, placed, item.start)
  disposeOf(draft, before, after)
  runStatement(draft, after)
}

export function runStatement(draft: Draft, spot: Spot, follows = false): void {
  if (spot.item.hoists) return planHoisted(draft, spot)
  const step = stepOfStatement(draft, spot, follows)
  draft.evaluate.push(step)
  // What is computed from a variable goes on with it where its module comes back.
  if (draft.change.revived) return
  for (const name of assignedBy(spot.item).flatMap(withCopies).filter(each => !draft.renewed.has(each))) {
    draft.renewed.add(name)
    draft.assigned.set(name, step.at)
  }
}

/** A statement that defines properties is run with others: their accessors follow already. */
function planDefined(draft: Draft, { before, after }: ItemPair): void {
  const follows = planSites(draft, before.item, after.item, after.placed)
  tell(draft, { action: 'rerun', kind: 'statement', name: after.item.title }, after.placed, after.item.start)
  disposeOf(draft, before, after)
  runStatement(draft, after, follows)
}

/** A statement that gives something else to the place or the name of before runs again; who holds what it gave before has the new code. */
function planGiven(draft: Draft, { before, after }: ItemPair): void {
  const target = after.item.gives!.endsWith('=') ? undefined : givenTo(draft, before)
  planSites(draft, before.item, after.item, after.placed)
  rerunGiven(draft, { before, after }, target)
}

/** `door.look = …` gets a function of a kind that the object of before cannot become. */
const givesAnother = ({ sites: [old] }: Item, { gives, sites: [now, other], end }: Item): boolean =>
  gives?.endsWith('=') === true && old !== undefined && now !== undefined && other === undefined && now.end >= end - 1 && (needsAnother(old, now) || asksForThis(old, now))

function rerunGiven(draft: Draft, { before, after }: ItemPair, target?: string): void {
  tell(draft, { action: 'rerun', kind: 'statement', name: after.item.title, ...target !== undefined && { note: `what it did to ${target} before stays` } }, after.placed, after.item.start)
  disposeOf(draft, before, after)
  runStatement(draft, after)
}

/** A statement was edited while it was kept, and is kept no more. */
function takesMissed(draft: Draft, pair: ItemPair): boolean {
  const { before, after } = pair
  const ran = draft.module.held.get(before.item) ?? { ...before, source: undefined }
  const isOther = ran.item.shell !== after.item.shell && !pair.unedited
  hold(draft, pair, isKept(after) && isOther ? ran : undefined)
  return isOther && !isKept(after)
}

/** What a statement gave something that only its receiver could give back, as a route to `app`: nothing of it is disposed, or was a listener that is over, and `app` is the same. */
export function givenTo(draft: Draft, spot: Spot): string | undefined {
  const { change: { before, after, renamed }, anew } = draft
  const { item, placed, model } = spot
  if (endsByItself(draft, item)) return undefined
  // What was imported for this statement alone is still where it comes from.
  const isOwn = (name: string): boolean => after.bindings.has(name) || after.imports.has(name) || before.imports.has(name) || renamed.some(pair => pair.before.item.names[0] === name)
  return completedBy(model.path, placed.chunk, item, model.format, { has: name => isOwn(name) && !anew.has(name) })
    ?? givenByCalls(draft, spot)
    ?? putOnBy(model.path, placed.chunk, item, model.format, { has: name => !isOwn(name) && (name in globalThis || name === 'exports' || name === 'module') })
}
