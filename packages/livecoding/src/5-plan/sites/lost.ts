import type { Member } from '../../3-analyse/class-shapes.ts'
import type { Item, Model, Placed } from '../../3-analyse/shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import { keyOf } from '../../3-analyse/member-key.ts'
import { groupOf, type SiteMatch } from '../../4-diff/sites.ts'
import type { Emitted } from '../../instrument/emit.ts'
import type { Ghost, Lost, SiteRecord, Version } from '../../live-module.ts'
import type { ClassDraft } from '../classes/class-draft.ts'
import type { Draft } from '../draft.ts'
import { newVersion, recordFor, type Added } from '../records.ts'
import { patch, planSite, unitFor, type How } from './sites.ts'
import { makeSite } from '../unit/unit.ts'

/**
 * Sites in a function, a literal or a statement that the source lost. Their closures may be held and keep their last code, and
 * when the source has them again, by an edit or by `undo`, they follow it again.
 */
export function planLost(draft: Draft, before: Item | Site, after: Item | Site, { pairs, gone, come }: SiteMatch, placed: Placed, how: How): void {
  const lost = (draft.world.lost.get(before) ?? []).filter(isAlive)
  if (lost.length === 0 && gone.length === 0) return
  const back = new Map<Lost, Site>()
  const find = (sites: readonly Site[], isSame: (lost: Site, site: Site) => boolean): void => {
    for (const site of sites) {
      const found = lost.findLast(each => !back.has(each) && isSame(each.site, site))
      if (found) back.set(found, site)
    }
  }
  // What goes on for an edited closure may be a lost one, word for word.
  find([...come, ...pairs.filter(pair => pair.before.deep !== pair.after.deep).map(pair => pair.after)], isSameCode)
  const found = new Set(back.values())
  find(come.filter(site => !found.has(site)), isSameName)
  for (const [{ site, records }, now] of back) {
    for (const [each, record] of records) draft.borrowed.set(each, record)
    planSite(draft, site, now, placed, { quiet: true, again: true, ...how.host && { host: how.host } })
  }
  const all = [...draft.lost.get(after) ?? [], ...lost.filter(each => !back.has(each)), ...gone.map(site => lose(draft, site, how.host))]
  if (all.length > 0) draft.lost.set(after, all)
}

/** A method that the class lost, and has again under its key: those who hold it follow. */
export function takeLost({ draft, after }: ClassDraft, member: Member): Site | undefined {
  const lost = draft.lost.get(after) ?? []
  const found = lost.find(({ site }) => site.member && keyOf(site.member) === keyOf(member))
  if (!found) return undefined
  draft.lost.set(after, lost.filter(each => each !== found))
  for (const [each, record] of found.records) draft.borrowed.set(each, record)
  return found.site
}

/** What moves to another file has lost there what it had lost here. */
export function keepLost(draft: Draft, before: Item | Site, after: Item | Site): void {
  const lost = (draft.world.lost.get(before) ?? []).filter(isAlive)
  if (lost.length > 0) draft.lost.set(after, lost)
}

const isSameCode = (a: Site, b: Site): boolean => groupOf(a) === groupOf(b) && a.name === b.name && a.deep === b.deep
/** The entry of a `Map` has its key beside it. */
const isSameName = (a: Site, b: Site): boolean =>
  (a.name !== '' || (a.context === 'entry' && a.beside === b.beside)) && groupOf(a) === groupOf(b) && a.name === b.name && a.context === b.context

const isAlive = ({ records }: Lost): boolean => records.values().some(({ versions }) => versions.some(({ holder }) => holder.deref() !== undefined))

export function lose(draft: Draft, site: Site, host: ClassDraft | undefined): Lost {
  const placed = placedBefore(draft, site)
  const records = new Map<Site, SiteRecord>()
  const keep = (each: Site): void => {
    const record = recordFor(draft, each)
    records.set(each, record)
    settle(draft, each, record.versions, placed, host)
    each.children.forEach(keep)
  }
  keep(site)
  return { site, records }
}

/**
 * Old code that goes on, in versions of it that read a settled variable where it stands (`3-analyse/scope/settled.ts`), is made anew to read
 * through its guard: an edit may be the first to write the variable. Closures that it makes from now on are sites of the old text.
 */
export function settle(draft: Draft, site: Site, versions: readonly Version[], placed: Placed, host: ClassDraft | undefined): void {
  const unit = unitFor(draft, site, host)
  for (const version of versions) {
    if (version.holder.deref() === undefined || !site.captures.values().some(({ key }) => version.offered.find(key)?.offered.endsWith('!'))) continue
    const piece = makeSite(draft.world, draft.module, unit.name, site, placed, version.offered, { old: true })
    // It runs even older code, which was made anew when this code did not fit.
    if (piece.missing.length > 0) continue
    const inside = new Map(piece.emitted.map((each): [Emitted, Added] => [each, { record: recordFor(draft, each.site), version: newVersion(each, dead) }]))
    for (const { record, version: made } of inside.values()) draft.remade.set(record, [...draft.remade.get(record) ?? [], made])
    unit.pieces.push({ ...piece, inside })
    patch(draft, piece.id, version, site, host)
  }
}

/** Until the unit is evaluated. */
const dead = { deref: () => undefined }

const modelsOf = ({ model, earlier }: Ghost): Model[] => [model, ...earlier ? modelsOf(earlier) : []]

/** Where a site stood before the save. */
export function placedBefore({ change, module }: Draft, { chunk }: Site): Placed {
  const models = [change.before, ...change.moved.map(({ source }) => source.current), ...module.ghosts.values().flatMap(modelsOf)]
  for (const { placed } of models) {
    const found = placed.find(each => each.chunk === chunk)
    if (found) return found
  }
  return { chunk, start: 0, line: 1, column: 0, keep: false }
}
