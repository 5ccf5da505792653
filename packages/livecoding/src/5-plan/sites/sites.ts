import type { Item, Placed } from '../../3-analyse/shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import { matchPlaces, matchSites } from '../../4-diff/sites.ts'
import { lineIn } from '../../3-analyse/line-in.ts'
import { problem } from '../../messages/message.ts'
import type { SiteRecord, Version } from '../../live-module.ts'
import type { Reach } from '../../runtime/module.ts'
import { saysTarget, saysThis } from '../../instrument/says.ts'
import { slotOf } from '../../runtime/to-string.ts'
import { adapted, callAs, fill, type Code } from '../../runtime/slot.ts'
import type { ClassDraft } from '../classes/class-draft.ts'
import { planClass } from '../classes/class.ts'
import { onlyOf, type Constructor } from '../classes/class-unit.ts'
import { bringGifts } from '../classes/fields/handed-on.ts'
import { kindOfSite, tell, touches, warn, type Draft } from '../draft.ts'
import type { Journal } from '../../journal.ts'
import { homeOf } from './home.ts'
import { parentOf } from '../literals/object.ts'
import { placedBefore, planLost, settle } from './lost.ts'
import { tellForAnother, tellOtherForms } from './other-form.ts'
import { functionsAround } from '../unit/outer.ts'
import { recordFor, takeBack } from '../records.ts'
import { aliasesOf, renamedIn, type Renamed } from '../unit/renamed.ts'
import { followSignature } from './signature.ts'
import { standOf } from '../unit/stand.ts'
import { makeSite, type Made, type Piece } from '../unit/unit.ts'

/** Whether edits are told, the class in whose scope code with `#names` is made, whether code is made anew though nothing differs, and whether the source had lost the function. */
export interface How { quiet?: boolean, host?: ClassDraft, renamed?: Renamed, again?: boolean, isBack?: boolean }

/**
 * Plans what holders of sites in an item or a site get: the new code, wherever it differs or says a name in another way. Tells
 * whether what old code makes is what new code would make: all could follow, and no object had to be of another kind. `isShifted`: elements of
 * a literal stand in other places, though the code around its functions is the same.
 */
export function planSites(draft: Draft, before: Item | Site, after: Item | Site, placed: Placed, how: How = {}, isShifted: () => boolean = () => false): boolean {
  if (before === after) return sitesIn(before).map(site => planSite(draft, site, site, placed, how)).every(follows => follows)
  const [old, now] = [sitesIn(before), sitesIn(after)]
  const places = shellOf(before) === shellOf(after) ? matchPlaces(old, now) : undefined
  const match = places && !(places.pairs.some(pair => pair.before.deep !== pair.after.deep) && isShifted()) ? places : matchSites(old, now)
  const follow = match.pairs.map(pair => planSite(draft, pair.before, pair.after, placed, how)).every(follows => follows)
  planLost(draft, before, after, match, placed, how)
  if ('sites' in after || (after.kind !== 'field' && after.kind !== 'class')) tellForAnother(draft, before, after, match, placed)
  if (!('sites' in after) && after.kind !== 'field' && after.kind !== 'class') tellOtherForms(draft, match, placed)
  return follow && (shellOf(before) !== shellOf(after) || match.gone.length === 0)
}

const shellOf = (parent: Item | Site): string => 'sites' in parent ? parent.shell : parent.own

/** Those of a class's members are planned with them: left are those in its heritage and in computed keys. */
function sitesIn(parent: Item | Site): readonly Site[] {
  if ('sites' in parent) return parent.sites
  return parent.kind === 'class' ? parent.children.filter(child => !child.member || child.owner !== parent) : parent.children
}

export function planSite(draft: Draft, was: Site, after: Site, placed: Placed, how: How = {}): boolean {
  const record = recordFor(draft, was)
  const before = how.isBack && was.kind === 'class' ? goneOnAs(draft, record) ?? was : was
  if (before !== after) draft.records.set(after, withBoth(draft.records.get(after), record))
  if (!draft.was.has(after)) draft.was.set(after, before)
  const renamed = before === after ? undefined : renamedIn(before, after, how.renamed)
  const aliases = renamed && aliasesOf(before, after, renamed)
  if (aliases) after.aliases = aliases
  if (after.kind === 'class') {
    planClass(draft, before, after, placed, renamed)
    return true
  }
  if (before !== after && after.gives) bringGifts(draft, before, after, placed)
  let follows = true
  if ((how.isBack && takeBack(draft, record)) || !saysSame(before, after) || touches(after.free, draft) || isReformatted(before, after) || unsettles(record, after) || how.again || how.host?.saysAnew(after)) {
    follows = after.kind === 'field' || patchVersions(draft, record, after, placed, how.host, before)
    if (before.own !== after.own && !how.quiet) {
      tell(draft, { action: 'patched', kind: kindOfSite(after), name: after.title, verdict: after.kind === 'field' || !follows ? 'new-only' : 'next-call' }, placed, after.start)
      if (after.kind !== 'field') tellKind(draft, record, before, after, placed)
    }
  }
  const inner = planSites(draft, before, after, placed, { ...how, ...(renamed && { renamed }) })
  return follows && inner && !changesKind(record, before, after)
}

/** Classes that the function made had gone on as those of another one, which goes: that says what they are now. */
const goneOnAs = (draft: Draft, record: SiteRecord): Site | undefined =>
  draft.change.gone.flatMap(({ item }) => item.sites.flatMap(withInner)).find(site => recordFor(draft, site) === record)

const withInner = (site: Site): Site[] => [site, ...site.children.flatMap(withInner)]

/** A site that goes on for another one, and for one that was lost before. */
const withBoth = (known: SiteRecord | undefined, record: SiteRecord): SiteRecord =>
  known ? { ...record, versions: [...new Set([...known.versions, ...record.versions])] } : record

/** New code somewhere writes a variable that no code wrote when this site's was made, and that it reads where it stands. */
const unsettles = ({ versions }: SiteRecord, { captures }: Site): boolean =>
  captures.values().some(({ key, written }) => written && versions.some(({ offered }) => offered.find(key)?.offered.endsWith('!')))

/** A name in the same words is that of a variable around now, and was the module's, or the other way round; or that of another variable around. */
const meansOther = (before: Site, after: Site): boolean =>
  (before.free !== after.free && before.free.symmetricDifference(after.free).size > 0) || (before.captures !== after.captures && saysAnother(before, after))

/** One that stands in another function, as seen from the site, or that hides another number of variables: a block put around both makes no other variable. */
function saysAnother(before: Site, after: Site): boolean {
  const were = new Map(Array.from(before.captures, local => [local.name, local]))
  return after.captures.values().some(local => {
    const was = were.get(local.name)
    return was !== undefined && was.key !== local.key && (was.hides !== local.hides || before.depth - functionsAround(was.key) !== after.depth - functionsAround(local.key))
  })
}

/** The same code on other lines: stack traces and breakpoints are to show them. */
export function isReformatted(before: Site, after: Site): boolean {
  if (before === after || before.chunk === after.chunk) return false
  return textOf(before) !== textOf(after) || lineOf(before) !== lineOf(after)
}

const textOf = ({ chunk, start, end }: Site): string => chunk.code.slice(start - chunk.base, end - chunk.base)
const lineOf = ({ chunk, start }: Site): number => lineIn(chunk, start)

/** Every version of a site that may be alive gets code that fits what its guard hands over; tells whether each could. Those that could not keep the code of `before`. */
export function patchVersions(draft: Draft, record: SiteRecord, site: Site, placed: Placed, host?: ClassDraft, before?: Site): boolean {
  record.versions = record.versions.filter(version => version.holder.deref() !== undefined)
  draft.stands.set(record, standOf(site, placed))
  const unit = unitFor(draft, site, host)
  const made = new Map<string, Made>()
  const unreachable = new Set<string>()
  const left: Version[] = []
  for (const version of [...record.versions, ...draft.remade.get(record) ?? []]) {
    if (version.forwarded || (host && site.usesPrivate && host.keeps(version))) continue
    // A loop in a function of another flavour goes on as a running call does.
    if (site.kind === 'loop' && version.flavour !== site.flavour) continue
    const home = before && homeOf(draft, version, before, site)
    const key = `${version.offered.signature} ${[...version.kept ?? []].join()} ${home !== undefined}`
    let piece = made.get(key)
    if (!piece) {
      made.set(key, piece = makeSite(draft.world, draft.module, unit.name, site, placed, version.offered, { kept: version.kept, givesHome: home !== undefined }))
      if (piece.missing.length === 0) unit.pieces.push(piece)
    }
    for (const name of piece.missing) unreachable.add(name)
    if (piece.missing.length > 0) {
      left.push(version)
      continue
    }
    patch(draft, piece.id, version, site, host, piece.usesHome && home ? parentOf(home) : undefined)
    if (piece.kept && piece.kept.size > 0) draft.declare.push({ do: 'call', module: draft.module, line: 1, call: keeping(version, piece.kept) })
  }
  if (before) followSignature(draft, before, site, record.versions.filter(version => !left.includes(version)))
  if (before && left.length > 0) settle(draft, before, left, placedBefore(draft, before), host)
  if (!before || !saysSame(before, site) || unsettles(record, site)) for (const variable of unreachable) tellLeft(draft, site, variable, placed)
  return unreachable.size === 0
}

/** Who is left behind by this code was left behind by that before, which was told. */
const saysSame = (before: Site, after: Site): boolean => before.deep === after.deep && !meansOther(before, after)

/** Closures in each other may go by one name: the outer one says it for all. */
function tellLeft(draft: Draft, site: Site, variable: string, placed: Placed): void {
  const name = site.name === '' ? `The ${site.kind === 'class' ? 'class' : 'closure'} in ${site.title}` : site.title
  const told = problem('LC2101', site.kind === 'loop' ? { loop: site.title, variable } : { name, variable })
  if (draft.left.some(({ site: { chunk, start, end }, message }) => message === told.message && chunk === site.chunk && start <= site.start && site.end <= end)) return
  draft.left.push({ site, message: told.message })
  warn(draft, told, placed, site.start)
}

const keeping = (version: Version, kept: ReadonlySet<string>) => (journal: Journal): void => {
  const before = version.kept
  journal.push(() => { version.kept = before })
  version.kept = kept
}

/** Where code of a site is evaluated: code that says `#names` in the scope of their class. */
export const unitFor = ({ unit, pieces }: Draft, { usesPrivate }: Site, host: ClassDraft | undefined): { name: string, pieces: Piece[] } => host && usesPrivate ? host.unit : { name: unit, pieces }

/** Plans that a version runs this code. */
export function patch(draft: Draft, piece: string, version: Version, site: Site, host: ClassDraft | undefined, home?: object): void {
  if (host && site.usesPrivate) draft.declare.push({ do: 'call', module: draft.module, line: 1, call: inClass(host, version, piece, site) })
  else draft.declare.push({ do: 'patch', module: draft.module, version, piece, site, home })
}

/** Fills a slot with code made in the scope of a class; where the class exists many times, the guard says for which one. */
export function inClass({ unit, classes }: ClassDraft, version: Version, piece: string, site: Site): (journal: Journal) => void {
  const of = version.offered.find('class')
  const many = function (this: unknown, ...given: unknown[]): unknown {
    const reach = (site.kind === 'loop' ? given.at(-1) : given[0]) as Reach
    return callAs(unit.values(reach(of!.index) as Constructor)[piece] as Code, this, given, new.target)
  }
  return journal => {
    const constructor = onlyOf(classes)
    if (of) fill(version, adapted(many, version, site), journal)
    else if (constructor) fill(version, adapted(unit.values(constructor)[piece], version, site), journal)
  }
}

/** The object of an async function or a generator gives promises or generators for ever. */
export const cannotBecome = (before: Site, after: Site): boolean => before.flavour !== 'plain' && after.flavour !== before.flavour

/**
 * Its object cannot do what the new code asks for: who reads it from its place gets another one. An arrow function never has a `this` or `new.target` of its own,
 * and a function is no class.
 */
export const needsAnother = (before: Site, after: Site): boolean => before.kind === 'class' || after.kind === 'class' ? before.kind !== after.kind
  : cannotBecome(before, after) || (before.kind === 'arrow' && (saysThis(after) || saysTarget(after)))

/** The same where an edit may have made an arrow function that is held. */
export const needsAnotherNow = (draft: Draft, before: Site, after: Site): boolean =>
  needsAnother(before, after) || (asksForThis(before, after) && hasArrow(recordFor(draft, before)))

/** It has a `this` or `new.target` of its own from now on: one that an edit made of an arrow function never gets it. */
export const asksForThis = (before: Site, after: Site): boolean => ownsThis(after) && !ownsThis(before)

const ownsThis = (site: Site): boolean => site.kind !== 'class' && (saysThis(site) || saysTarget(site))

/** Code of this site made an arrow function that may be held. */
const hasArrow = ({ versions }: SiteRecord): boolean => arrowIn(versions) !== undefined

const arrowIn = (versions: readonly Version[]): Version | undefined => versions.find(({ kind, holder }) => kind === 'arrow' && holder.deref() !== undefined)

/** A held function runs the code of this site, and its object is of that kind. */
export const followsAs = (site: Site, record: SiteRecord | undefined, held: (...args: never[]) => unknown): boolean => {
  const slot = slotOf(held)
  return slot !== undefined && record?.versions.some(({ field, flavour }) => field === slot && (flavour === 'plain' || flavour === site.flavour)) === true
}

/** The version whose objects give promises or generators for ever, if there is one: what an edit made async is a plain function. */
const stuckIn = ({ versions }: SiteRecord, before: Site, after: Site): Version | undefined =>
  cannotBecome(before, after) ? versions.find(({ flavour }) => flavour !== 'plain' && flavour !== after.flavour) : undefined

export const isStuck = (record: SiteRecord, before: Site, after: Site): boolean => stuckIn(record, before, after) !== undefined

/** The version whose objects cannot be what the new code makes. */
const lastingIn = (record: SiteRecord, before: Site, after: Site): Version | undefined => before.kind === 'loop' ? undefined : stuckIn(record, before, after) ??
  (!before.constructible && after.constructible ? record.versions.find(({ kind, flavour }) => kind !== 'function' || flavour !== 'plain') : undefined) ?? (asksForThis(before, after) ? arrowIn(record.versions) : undefined)

const changesKind = (record: SiteRecord, before: Site, after: Site): boolean => lastingIn(record, before, after) !== undefined

/** A held arrow function cannot be constructed, a held async function gives promises: their objects cannot change. */
export function tellKind(draft: Draft, record: SiteRecord, before: Site, after: Site, placed: Placed): void {
  const lasting = lastingIn(record, before, after)
  if (!lasting) return
  const kinds = { before: describe(lasting), after: describe(after).replace(/^a method$/, 'a plain method') }
  const isNamed = after.name !== '' || after.context === 'PropertyDefinition.value'
  warn(draft, problem('LC2102', isNamed ? { name: after.title, ...kinds } : { place: after.title, ...kinds }), placed, after.start)
}

function describe({ kind, flavour }: Pick<Site, 'kind' | 'flavour'>): string {
  const flavours = { plain: kind === 'arrow' ? 'an ' : 'a ', async: 'an async ', generator: 'a generator ', asyncGenerator: 'an async generator ' }
  return `${flavours[flavour]}${kind === 'arrow' ? 'arrow function' : kind === 'method' ? 'method' : 'function'}`
}
