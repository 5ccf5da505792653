import { readBy } from '../3-analyse/items/at-once.ts'
import { isPlace } from '../3-analyse/items/commonjs.ts'
import { bareName, isBlockName } from '../3-analyse/scope/block.ts'
import { DEFAULT } from '../3-analyse/items/exported.ts'
import { isLater, itemsSaying } from '../3-analyse/edit/later-chunk.ts'
import { saysOne } from '../3-analyse/says.ts'
import type { Chunk, Item } from '../3-analyse/shapes.ts'
import type { Site } from '../3-analyse/site-shapes.ts'
import { isKept, type ItemPair, type Spot } from '../4-diff/items.ts'
import { assign, beginDeadZone, canLose, loseName, peekName } from '../runtime/binding.ts'
import { beginSpace } from '../runtime/begin-space.ts'
import { isSamePlace } from '../runtime/place.ts'
import { plainSpace } from '../runtime/space.ts'
import type { Journal } from '../journal.ts'
import { backFor, isAsBefore, mayBe } from './back.ts'
import { disposeOf, kindOfItem, tell, touches, type Draft } from './draft.ts'
import { planHoisted } from './exports/hoisted-exports.ts'
import { lengthOf } from '../3-analyse/length.ts'
import { tellItem, tellNew } from './told/happenings.ts'
import { keptOf } from './kept.ts'
import { isAliasOfRenewed } from './alias.ts'
import { tellOtherKind } from './told/other-kind.ts'
import { behindOthers } from './told/out-of-order.ts'
import { planEnum, planEnumGone } from './enum.ts'
import { isSameDefault } from './exports/same-default.ts'
import { isSameRequired } from './exports/same-required.ts'
import { givesNothing } from './redeclared.ts'
import { renewedIn, renewsRequired, saysRenewed } from './renewed.ts'
import { followOwnName } from './sites/signature.ts'
import { asksForThis, needsAnother, planSite, planSites } from './sites/sites.ts'
import { makeText, orderOf } from './unit/unit.ts'
import { whereIs } from '../3-analyse/where.ts'
import { givenTo, planStatement, runStatement } from './edited-statement.ts'
import { nextName } from './unit/scope.ts'
import { evaluate, keepStale, planVariable } from './variables.ts'
import { literally } from '../3-analyse/word.ts'

/** An item that both texts have. */
export function planPair(draft: Draft, pair: ItemPair): void {
  const { before, after, apart } = pair
  if (apart === 'name') return
  if (apart) return void planSites(draft, before.item, after.item, after.placed)
  if (before.item === after.item && !mayDiffer(draft, after.item)) return
  if (before.item.kind !== after.item.kind) return replaceKind(draft, pair)
  if (after.item.kind === 'variable') return planVariable(draft, pair)
  if (after.item.kind === 'enum' && followsEnum(draft, pair)) return
  // What is in a namespace block are items of their own.
  if (after.item.kind === 'namespace') return planSpace(draft, pair)
  if (after.item.self && before.item.self) return planCode(draft, pair, before.item.self, after.item.self)
  planStatement(draft, pair)
}

/** It is the same as before, and says something that is not. */
const mayDiffer = (draft: Draft, item: Item): boolean => touches(item.free, draft) || followsRenewed(draft, item) || draft.module.held.has(item)

/** An enum that was edited, or is computed from something that is new. False: only its functions may be others. */
function followsEnum(draft: Draft, pair: ItemPair): boolean {
  const { before, after } = pair
  if (isKept(after)) return false
  const isEdited = before.item.shell !== after.item.shell
  const source = isEdited ? undefined : renewedIn(after.item.refs, draft.renewed)
  if (!isEdited && source === undefined) return false
  if (source !== undefined && after.item.calls) keepStale(draft, after, source)
  else planEnum(draft, pair)
  return true
}

/** A function or a class. */
function planCode(draft: Draft, pair: ItemPair, before: Site, after: Site): void {
  const { item, placed } = pair.after
  planSite(draft, before, after, placed)
  if (after.kind !== 'class' && before.deep !== after.deep) tellItem(draft, item, 'updated')
  if (getsAnother(draft, pair)) declare(draft, pair.after)
  followLength(draft, item.names[0]!, before, after)
  followOwnName(draft, item.names[0]!, before, after)
}

/** What is in this statement is the same as before, and may get code or a value anew. */
export function mayFollow({ changedNames, renewed, change, module }: Draft, chunk: Chunk): boolean {
  if (change.again?.has(chunk)) return true
  if (isLater(chunk)) return saysOne(chunk.source, changedNames) || saysOne(chunk.source, renewed)
  return changedNames.size > 0 || renewed.size > 0 || chunk.items.some(item => module.held.has(item))
}

export function followLength(draft: Draft, name: string, before: Site, after: Site): void {
  if (after.kind === 'class' || lengthOf(before) === lengthOf(after)) return
  draft.declare.push({ do: 'length', module: draft.module, value: () => peekName(draft.module, name), length: lengthOf(after) })
}

/** What a variable, or the head of a class, is computed from has another value now. */
function followsRenewed({ renewed }: Draft, item: Item): boolean {
  if (item.kind === 'class') return saysRenewed(item, renewed)
  if (item.kind === 'enum') return renewedIn(item.refs, renewed) !== undefined
  if (renewed.size > 0 && hasClassThatSays(item.sites, renewed)) return true
  return item.kind === 'variable' && (renewedIn(readBy(item), renewed) !== undefined || renewsRequired(item, renewed) || isAliasOfRenewed(item, renewed))
}

/** Keys and static parts of a class, also of one that calls make, may read it. */
const hasClassThatSays = (sites: readonly Site[], renewed: ReadonlySet<string>): boolean =>
  sites.some(site => saysRenewed(site, renewed) && (site.kind === 'class' || hasClassThatSays(site.children, renewed)))

/**
 * The held object cannot be what the new code is, so the name gets a new one: an async function or generator becomes another kind, an arrow function
 * one with a `this`, or one that the module constructs.
 */
export const isRebound = ({ before: { item: { self: old } }, after }: ItemPair): boolean => {
  const now = after.item.self
  if (!old || !now || old.kind === 'class' || now.kind === 'class') return false
  return needsAnother(old, now) || asksForThis(old, now) || (!old.constructible && now.constructible && isConstructed(after))
}

/** The same of the object that there is: one that an edit made async, or an arrow function, may go back to what it was. */
export const getsAnother = ({ module }: Draft, pair: ItemPair): boolean => isRebound(pair) && !mayBe(peekName(module, pair.after.item.names[0]!), pair.after.item.self!)

/** The module says `new Door`, or gives the instances methods. */
function isConstructed({ item: { names: [name] }, model: { text } }: Spot): boolean {
  const said = literally(bareName(name!))
  return new RegExp(`(?<![\\w$.])(?:(?:new|instanceof|extends)\\s+${said}(?![\\w$])|${said}\\s*\\.\\s*prototype\\b)`).test(text)
}

/** One name, another kind of thing: the old one goes on where it is held. */
function replaceKind(draft: Draft, { before, after }: ItemPair): void {
  tellOtherKind(draft, before.item, peekName(draft.module, before.item.names[0]!), after)
  tell(draft, { action: 'removed', kind: kindOfItem(before.item), name: before.item.title, verdict: 'stale' }, after.placed, after.item.start)
  disposeOf(draft, before, after)
  if (before.item.self) tellItem(draft, before.item, 'removed')
  // While the name has the old thing: it is the one that comes back when the source says it again.
  draft.declare.push({ do: 'lose', module: draft.module, spot: before })
  planNew(draft, after)
}

/** An item that only the new text has. */
export function planNew(draft: Draft, spot: Spot): void {
  const { item, placed } = spot
  const behind = item.kind === 'statement' ? behindOthers(draft, spot) : undefined
  if (!staysExported(draft, item, 'before')) tell(draft, { action: item.kind === 'statement' && draft.change.revived ? 'rerun' : 'added', kind: kindOfItem(item), name: item.title, ...behind !== undefined && { note: `${behind} has it behind what stands below` } }, placed, item.start)
  const back = backFor(draft.change, spot)
  for (const name of item.names) {
    if (isSameRequired(draft, item, name) || isSameDefault(draft, item, name) || isAsBefore(draft.world, draft.change, name, back)) continue
    draft.renewed.add(name)
    if (draft.change.before.bindings.has(name)) draft.anew.add(name)
  }
  if (item.kind === 'namespace') return beginNamespace(draft, spot)
  if (item.names.length === 0 || item.kind === 'statement') return runStatement(draft, spot)
  if (givesNothing(spot)) return
  if (back) {
    planSite(draft, back.was, back.site, placed, { quiet: true, isBack: true })
    tellItem(draft, item, 'back', back.ghost.value)
    draft.declare.push({ do: 'adopt', module: draft.module, name: item.names[0]!, value: () => back.ghost.value })
    return followLength(draft, item.names[0]!, back.was, back.site)
  }
  if (item.self) {
    tellNew(draft, item)
    declare(draft, spot)
  } else evaluate(draft, spot)
  if (item.declares === 'const' || item.declares === 'let' || item.declares === 'class') {
    draft.declare.push({ do: 'call', module: draft.module, line: whereIs(item.start, placed).line, call: journal => beginDeadZone(draft.module, item.names, journal) })
  }
}

/** A class, function or enum of its name comes in front of a namespace block, goes, or is another now: what the block exports belongs to what has the name. */
function planSpace(draft: Draft, { before, after }: ItemPair): void {
  const space = after.item.space!
  const [was, now] = [before, after].map(({ model }) => model.placed.flatMap(({ chunk }) => itemsSaying(bareName(space), chunk)).find(({ names }) => names.includes(space)))
  const pair = draft.change.pairs.find(each => each.after.item === now)
  if (was === now || !now || (pair?.before.item === was && was?.kind === now.kind)) return
  const held = was && was.kind !== now.kind && (was.kind === 'namespace' || now.kind === 'namespace') && peekName(draft.module, space)
  if (held) tellOtherKind(draft, was, held, after)
  if (after.item.names.length > 0) {
    draft.renewed.add(space)
    draft.anew.add(space)
  }
  beginNamespace(draft, after)
}

/** The object of a new namespace, or the class that it adds to, gets what its functions are by then; the rest follows. */
function beginNamespace(draft: Draft, { item, placed }: Spot): void {
  const { module } = draft
  const call = (journal: Journal): void => {
    if (item.names.length > 0) assign(module, item.space!, plainSpace(module, item.space!, journal), journal)
    beginSpace(module, item.space!, journal)
  }
  draft.evaluate.push({ at: orderOf(item.start, placed), step: { do: 'call', module, line: whereIs(item.start, placed).line, call } })
}

/** A new function or class under its name. */
function declare(draft: Draft, { item, placed }: Spot): void {
  const site = item.self!
  const isClass = site.kind === 'class' && item.declares === 'class'
  const itself = isClass && site.shape!.decorators.each.length === 0 ? { itself: item.names[0]! } : {}
  const { code, emitted } = makeText(draft.world, draft.module, draft.unit, placed, { refs: item.refs, sites: [site], from: site.start, to: site.end, ...itself })
  const id = nextName(draft.world, 'p')
  const name = nameOf(item)
  // A function expression keeps its name; one without takes it from the property.
  const isAlone = isPlace(name) || isClass
  draft.pieces.push({ id, ...whereIs(site.start, placed), code: isAlone ? `()=>(${code})` : `()=>({${name}:${code}}).${name}`, emitted })
  const step = { do: 'declare' as const, module: draft.module, item, name: item.names[0]!, piece: id, line: whereIs(item.start, placed).line, kept: keptOf(draft, { item, placed }) }
  // A class evaluates its heritage and static parts: it has its place among the initialisers.
  if (site.kind === 'class') draft.evaluate.push({ at: orderOf(item.start, placed), step })
  else draft.declare.push(step)
}

/** A function or class with another name: its holders go with it. */
export function planRenamed(draft: Draft, { before, after }: ItemPair): void {
  tell(draft, { action: 'renamed', kind: kindOfItem(after.item), name: after.item.title, note: `was ${before.item.title}` }, after.placed, after.item.start)
  const value = peekName(draft.module, before.item.names[0]!)
  tellItem(draft, after.item, 'renamed', value, before.item.title)
  planSite(draft, before.item.self!, after.item.self!, after.placed, { quiet: true })
  draft.declare.push({ do: 'adopt', module: draft.module, name: after.item.names[0]!, value: () => value, rename: { from: calledBy(before.item), to: calledBy(after.item) } })
  const [old, now] = [before, after].map(({ item }) => item.names[0]!) as [string, string]
  const isTaken = isSamePlace(draft.module, old, now) || draft.change.come.some(({ item }) => item.names[0] === old)
  if (isPlace(old) && !isTaken) draft.retire.push({ do: 'lose', module: draft.module, spot: before })
  if (isBlockName(old)) draft.retire.push({ do: 'call', module: draft.module, line: 1, call: journal => canLose(draft.module, old) && loseName(draft.module, old, journal) })
}

/** What its function or class is called, as far as its variable says so. */
export const nameOf = ({ names: [name] }: Item): string => name === DEFAULT ? 'default' : bareName(name!)

/** The same of one that is exported where it stands, which takes no name from there. */
const calledBy = (item: Item): string => isPlace(item.names[0]!) ? [item.self!.name].find(name => !isPlace(name)) ?? '' : nameOf(item)

/** An item that only the old text has. */
export function planGone(draft: Draft, spot: Spot): void {
  const { item } = spot
  const target = item.kind === 'statement' && !item.hoists ? givenTo(draft, spot) : undefined
  const note = target !== undefined && { note: `what it did to ${target} stays` }
  if (!staysExported(draft, item, 'after')) tell(draft, { action: 'removed', kind: kindOfItem(item), name: item.title, verdict: item.self ? 'stale' : 'live', ...note }, spot.placed, item.start)
  disposeOf(draft, spot, spot)
  for (const name of item.names) if (isPlace(name)) draft.renewed.add(name)
  if (item.self) tellItem(draft, item, 'removed')
  if (item.hoists) return planHoisted(draft, spot)
  if (item.adds !== undefined) return planEnumGone(draft, spot)
  const isTaken = item.names.some(isPlace) && draft.change.renamed.some(({ after }) => isSamePlace(draft.module, item.names[0]!, after.item.names[0]!))
  if (item.names.length === 0 || item.kind === 'statement' || isTaken) return
  // A static member of the class may take the place of what a namespace block has added to it.
  if (isBlockName(item.names[0]!)) draft.declare.unshift({ do: 'lose', module: draft.module, spot })
  else draft.retire.push({ do: 'lose', module: draft.module, spot })
}

/** `exports.look = look` where the function stands there itself in the other text: the export has the same function, which is told as renamed. */
const staysExported = ({ module, change }: Draft, { kind, names: [name] }: Item, side: 'before' | 'after'): boolean =>
  kind === 'variable' && name !== undefined && isPlace(name) && change.renamed.some(pair => isSamePlace(module, name, pair[side].item.names[0]!))
