import type { Item, Model, Placed } from '../../3-analyse/shapes.ts'
import type { Local } from '../../3-analyse/reference-shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import { wordOf } from '../../3-analyse/word.ts'
import { groupOf, isForAnother, wordsOf } from '../../4-diff/sites.ts'
import { pairLike } from '../../4-diff/similar.ts'
import type { Same } from '../../4-diff/statements.ts'
import type { ClassDraft } from '../classes/class.ts'
import { liveClasses } from '../classes/class-unit.ts'
import { isAbove } from '../classes/fields/inherited-setup.ts'
import type { SiteRecord } from '../../live-module.ts'
import type { Draft } from '../draft.ts'
import { part, recordFor, recordOf } from '../records.ts'
import { planBecameMethods, takesCaptured } from './became-methods.ts'
import { placeOf } from '../unit/renamed-locals.ts'
import type { Renamed } from '../unit/renamed.ts'
import { exportedAgain, exportedFrom, exportOf, tellRenamed } from './moved-exports.ts'
import { needsAnother, planSite } from './sites.ts'

export interface Standing { site: Site, item: Item, placed: Placed, draft: Draft }

/**
 * `isNamed`: both have one name. `isBack`: the function that comes is one that the source had before, and who has that goes with it. `isPulledUp`: from
 * a class to one above, and what another save puts back there has its own again.
 */
interface How { isNamed?: boolean, isBack?: boolean, isPulledUp?: boolean }

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
  const come = drafts.flatMap(draft => comeTo(draft, moved))
  const literals = new Map(drafts.map(draft => [draft, takenBy(draft)]))
  const followed = new Set<Site>()
  const pair = (old: Standing, now: Standing, how: How = {}): void => { if (follow(old, now, how)) for (const site of withInner([old.site])) followed.add(site) }
  const still = (all: readonly Standing[]): Standing[] => all.filter(({ site, draft }) => !followed.has(site) && !draft.was.has(site))
  for (const [olds, news] of inCommon(gone, come, codeOf)) if (olds.length === news.length) olds.forEach((old, index) => { pair(old, news[index]!) })
  for (const [[old, other], [now, another]] of inCommon(still(gone), still(come), useOf)) if (!other && !another && !needsAnother(old!.site, now!.site)) pair(old!, now!)
  // Several classes may have said what the one above them says now.
  for (const key of [codeOf, useIn]) for (const [olds, [now, another]] of inCommon(still(gone), still(come), key)) {
    if (!another && olds.every(old => !needsAnother(old.site, now!.site) && isOfParent(old, now!))) olds.forEach((old, index) => { pair(old, now!, { isPulledUp: true, isBack: index > 0 }) })
  }
  for (const [[old], [now]] of inCommon(still([...exported, ...gone]), [...still(come), ...drafts.flatMap(exportedAgain)], exportOf)) {
    if (needsAnother(old!.site, now!.site)) continue
    pair(old!, now!, { isBack: true })
    if (followed.has(old!.site)) tellRenamed(old!, now!)
  }
  for (const [[old, other], [now, another]] of inCommon(still(gone).filter(isEntry), still(come).filter(each => !isEntry(each)), entryOf(literals))) if (!other && !another && !needsAnother(old!.site, now!.site)) pair(old!, now!, { isNamed: true })
  for (const [[old, other], [now, another]] of inCommon(still(gone), still(come), classOf)) if (!other && !another) pair(old!, now!, { isNamed: true })
  pairLike(still(come).filter(isNamed), () => still(gone).filter(isNamed), ({ site }) => wordsOf(site), (old, now) => { pair(old, now, { isNamed: true, isPulledUp: isOfParent(old, now) }) }, mayBe)
  for (const draft of drafts) planBecameMethods(draft, still(gone).flatMap(each => each.draft === draft ? each.site : []))
}

/** A function or class with a name; in a class also one that may get a name, or lose it. */
const isNamed = ({ site }: Standing): boolean => site.kind !== 'loop' && (nameOf(site) !== '' || site.within !== undefined)

const classOf = ({ site: { kind, name }, draft: { module } }: Standing): string | undefined => kind === 'class' && name !== '' ? `${module.id} ${name}` : undefined

const isEntry = ({ item: { kind } }: Standing): boolean => kind === 'variable'

/** `open` of `const doors = { open() {} }`, and the function `open` of `const doors = { open }`. */
const entryOf = (literals: ReadonlyMap<Draft, ReadonlyMap<string, string>>) => (standing: Standing): string | undefined => {
  const { site, item: { names: [name], self }, draft } = standing
  if (isEntry(standing)) return site.context === 'property:init' ? `${draft.module.id} ${name} ${site.name}` : undefined
  const literal = site === self && site.kind !== 'class' ? literals.get(draft)?.get(name!) : undefined
  return literal === undefined ? undefined : `${draft.module.id} ${literal} ${name}`
}

/** What literals take by its name alone, with the variable that has the literal. */
const takenBy = ({ change: { before, after, same } }: Draft): Map<string, string> =>
  new Map(notIn(before, after, same).flatMap(({ chunk }) => chunk.items.flatMap(({ kind, names: [variable], refs }): [string, string][] => kind !== 'variable' ? []
    : refs.flatMap(({ form, write, local, name }): [string, string][] => form === 'shorthand' && !write && !local ? [[name, variable!]] : []))))

/** Under one name, where one of them has no other; and who holds it gives it all that it takes, which nothing around it had given to the old one. */
function mayBe(old: Standing, now: Standing): boolean {
  const [name, other] = [nameOf(old.site), nameOf(now.site)]
  const isCalledSo = name === other && name !== '' || ((name === '' || other === '') && classAround(old) === classAround(now)) || (old.site.context === now.site.context && isOfParent(old, now))
  const isCalledAlike = old.site.params.length <= now.site.params.length && !takesCaptured(old.site, now.site)
  return isCalledSo && isCalledAlike && groupOf(old.site) === groupOf(now.site) && old.site.flavour === now.site.flavour && !needsAnother(old.site, now.site)
}

/** `onOpen` of `const onOpen = …`, `this.onOpen = …` and a field `#onOpen`. */
const nameOf = ({ name, context, title }: Site): string => name === '' && context !== 'PropertyDefinition.value' ? '' : title.slice(title.lastIndexOf('.') + 1).replace('#', '')

function inCommon(gone: readonly Standing[], come: readonly Standing[], key: (standing: Standing) => string | undefined): [Standing[], Standing[]][] {
  const news = Map.groupBy(come, key)
  return [...Map.groupBy(gone, key)].flatMap(([said, olds]): [Standing[], Standing[]][] => said !== undefined && news.has(said) ? [[olds, news.get(said)!]] : [])
}

const codeOf = ({ site }: Standing): string => `${groupOf(site)} ${site.kind} ${site.flavour} ${site.deep}`

/** For what the class has a callback: `this.on('open', …)`. */
const useOf = (standing: Standing): string | undefined => {
  const use = useIn(standing)
  return use && `${classAround(standing)} ${use}`
}

function useIn({ site }: Standing): string | undefined {
  if (!site.within || site.beside === '' || site.kind === 'loop' || site.kind === 'class') return undefined
  return `${groupOf(site)} ${site.context} ${site.name} ${site.beside}`
}

const classAround = ({ site: { within }, draft: { module, hosts } }: Standing): string | undefined => within && `${module.id} ${(hosts.get(within)?.before ?? within).title}`

/** A class that the source lost goes on as it is, and so does a function of the top level. */
function goneFrom(draft: Draft, moved: ReadonlySet<Item>): Standing[] {
  const { change: { before, after, gone, retired, same }, was } = draft
  if (retired) return []
  const [followed, lost] = [new Set(was.values()), new Set(gone.map(({ item }) => item))]
  return notIn(after, before, same).flatMap(placed => placed.chunk.items.flatMap(item => moved.has(item) || (item.kind === 'class' && lost.has(item)) ? [] : closuresIn(item.sites)
    .flatMap(site => followed.has(site) || site === item.self ? [] : { site, item, placed, draft })))
}

function comeTo(draft: Draft, moved: ReadonlySet<Item>): Standing[] {
  const { change: { before, after, retired, arrives, same }, was } = draft
  if (retired || arrives) return []
  return notIn(before, after, same).flatMap(placed => placed.chunk.items.flatMap(item => moved.has(item) ? [] : closuresIn(item.sites)
    .flatMap(site => was.has(site) || (site.usesPrivate && site.kind !== 'class' && !hostOf(draft, site)) ? [] : { site, item, placed, draft })))
}

/** Statements of the second text alone. */
function notIn(other: Model, { placed }: Model, same: Same): Placed[] {
  const both = same.size > 0 ? same : new Set(other.placed.map(({ chunk }) => chunk))
  return placed.filter(({ chunk }) => !both.has(chunk))
}

/** Outer ones first; methods and fields are followed by their names. */
const closuresIn = (sites: readonly Site[]): Site[] => withInner(sites).filter(site => !site.member)

const withInner = (sites: readonly Site[]): Site[] => sites.flatMap(site => [site, ...withInner(site.children)])

const hostOf = ({ hosts }: Draft, { within }: Site): ClassDraft | undefined => within && hosts.get(within)

/** Tells whether it does; what `isNamed` may say names of the module that were variables around it. */
function follow(old: Standing, now: Standing, { isNamed = false, isBack = false, isPulledUp = false }: How): boolean {
  const [{ site: before, draft: source }, { site: after, placed, draft }] = [old, now]
  const renamed = sameNames(before, after, isNamed)
  if ((draft.was.has(after) && !isBack) || !renamed || !isRelated(old, now) || isForAnother({ before, after })) return false
  const here = source === draft ? draft : { ...draft, changedNames: draft.changedNames.union(after.free) }
  const inner = new Set(withInner([before]))
  const parted = isLost(old) ? [...inner].filter(({ kind, within }) => kind !== 'class' && !within) : []
  if (source !== draft) for (const site of inner) draft.borrowed.set(site, recordOf(source.module, site))
  for (const site of parted) draft.borrowed.set(site, copyOf(recordOf(source.module, site)))
  // As long as it was lost there, it was to go on with its old code.
  source.declare = source.declare.filter(step => step.do !== 'patch' || !inner.has(step.site))
  const host = hostOf(draft, after)
  planSite(here, before, after, placed, { quiet: true, renamed, ...host && { host } })
  for (const [site, was] of draft.was) if (parted.includes(was)) part(source, recordOf(source.module, was), draft.records.get(site)!)
  if (!isPulledUp) for (const [parent, lost] of source.lost) source.lost.set(parent, lost.filter(({ site }) => site !== before))
  return true
}

/** A function of the top level may come back, and what it makes then has its own code. */
const isLost = ({ item, draft: { change } }: Standing): boolean => item.self !== undefined && change.gone.some(each => each.item === item)

const copyOf = (record: SiteRecord): SiteRecord => ({ ...record, versions: [...record.versions] })

/** A name says the same variable, wherever that is declared now; undefined where one is the module's. */
function sameNames(before: Site, after: Site, isNamed: boolean): Renamed | undefined {
  const old = new Map(Array.from(before.captures, local => [local.name, local]))
  const now = Array.from(after.captures)
  if (!isNamed && (now.some(({ name }) => before.free.has(name)) || old.keys().some(name => after.free.has(name)))) return undefined
  const around = now.flatMap((local): [number, number][] => old.has(local.name) ? [[placeOf(local), placeOf(old.get(local.name)!)]] : [])
  return new Map([...around, ...sameInside(localsIn(before), localsIn(after))])
}

/** What the code declares itself may stand in another number of functions and blocks. */
const sameInside = (old: readonly Local[], now: readonly Local[]): [number, number][] =>
  old.length === now.length && old.every(({ name }, index) => name === now[index]!.name) ? now.map((local, index) => [placeOf(local), placeOf(old[index]!)]) : []

/** In the order of the code. */
function localsIn(site: Site): Local[] {
  const all = new Set(withInner([site]).flatMap(({ captures, loop, layer }) => [...captures, ...loop?.heads ?? [], ...layer?.locals ?? []]))
  return [...all].filter(({ at }) => at >= site.start && at < site.end).toSorted((one, other) => placeOf(one) - placeOf(other) || one.name.localeCompare(other.name))
}

/** What a class said, one above it says now. */
function isOfParent({ site: { within: old }, draft: source }: Standing, { site: { within: now }, draft }: Standing): boolean {
  if (!old || !now || old.title === now.title || hostedBy(source, old)?.after === now) return false
  if (saysParent(hostedBy(source, old)?.after ?? old, now)) return true
  const host = draft.hosts.get(now)
  const above = host ? [...liveClasses(draft.world, recordFor(draft, host.before)).keys()] : []
  return liveClasses(source.world, recordFor(source, old)).keys().some(one => above.some(other => isAbove(other, one)))
}

/** Another class may say the same to objects of its own, unless one is the parent of the other. */
function isRelated({ site: { within: old }, draft: source }: Standing, { site: { within: now }, draft }: Standing): boolean {
  if (!old || !now || old.title === now.title || hostedBy(source, old)?.after === now) return true
  if (saysParent(hostedBy(source, old)?.after ?? old, now) || saysParent(now, old)) return true
  const host = draft.hosts.get(now)
  if (!host) return false
  const theirs = [...liveClasses(draft.world, recordFor(draft, host.before)).keys()]
  return liveClasses(source.world, recordFor(source, old)).keys().some(one => theirs.some(other => isAbove(one, other) || isAbove(other, one)))
}

const hostedBy = ({ hosts }: Draft, before: Site): ClassDraft | undefined => hosts.values().find(host => host.before === before)

const saysParent = ({ chunk, shape }: Site, parent: Site): boolean =>
  shape!.heritage !== undefined && parent.name !== '' && new RegExp(wordOf(parent.name)).test(chunk.code.slice(shape!.heritage.start - chunk.base, shape!.heritage.end - chunk.base))
