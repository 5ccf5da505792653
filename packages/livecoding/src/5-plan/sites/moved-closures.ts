import type { Item, Placed } from '../../3-analyse/shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import { groupOf } from '../../4-diff/sites.ts'
import type { Draft } from '../draft.ts'
import { recordOf } from '../records.ts'
import { placeOf } from '../unit/renamed-locals.ts'
import type { Renamed } from '../unit/renamed.ts'
import { planSite } from './sites.ts'

interface Standing { site: Site, placed: Placed, draft: Draft }

/**
 * Closures and loops whose code stands in another function now, word for word: in a method that the save takes out of a constructor, in a
 * block that it puts around, in the field of a parent. Those that exist follow it there.
 */
export function planMovedClosures(drafts: readonly Draft[]): void {
  const moved = new Set<Item>(drafts.flatMap(({ change }) => change.moved.flatMap(({ from, to }) => [from.item, to.item])))
  const gone = drafts.flatMap(draft => goneFrom(draft, moved))
  if (gone.length === 0) return
  const come = Map.groupBy(drafts.flatMap(draft => comeTo(draft, moved)), codeOf)
  for (const [code, olds] of Map.groupBy(gone, codeOf)) {
    const news = come.get(code) ?? []
    if (olds.length === news.length) olds.forEach((old, index) => follow(old, news[index]!))
  }
}

const codeOf = ({ site }: Standing): string => `${groupOf(site)} ${site.flavour} ${site.deep}`

function goneFrom(draft: Draft, moved: ReadonlySet<Item>): Standing[] {
  const { change: { before, after, gone, retired }, was } = draft
  if (retired) return []
  const stay = new Set(after.placed.map(({ chunk }) => chunk))
  const followed = new Set(was.values())
  const lost = new Set(gone.map(({ item }) => item))
  return before.placed.filter(({ chunk }) => !stay.has(chunk)).flatMap(placed => placed.chunk.items.flatMap(item => moved.has(item) || (item.kind === 'class' && lost.has(item)) ? [] : closuresIn(item.sites)
    .flatMap(site => followed.has(site) ? [] : { site, placed, draft })))
}

function comeTo(draft: Draft, moved: ReadonlySet<Item>): Standing[] {
  const { change: { before, after, retired, arrives }, was } = draft
  if (retired || arrives) return []
  const known = new Set(before.placed.map(({ chunk }) => chunk))
  return after.placed.filter(({ chunk }) => !known.has(chunk)).flatMap(placed => placed.chunk.items.flatMap(item => moved.has(item) ? [] : closuresIn(item.sites)
    .flatMap(site => was.has(site) || (site.usesPrivate && !hostOf(draft, site)) ? [] : { site, placed, draft })))
}

/** Outer ones first; methods and fields are followed by their names, classes by theirs. */
const closuresIn = (sites: readonly Site[]): Site[] =>
  sites.flatMap(site => [...site.member || site.kind === 'class' || (site.depth < 2 && site.kind !== 'loop') ? [] : [site], ...closuresIn(site.children)])

const hostOf = ({ hosts }: Draft, { within }: Site): ReturnType<Draft['hosts']['get']> => within && hosts.get(within)

function follow({ site: before, draft: source }: Standing, { site: after, placed, draft }: Standing): void {
  const renamed = sameNames(before, after)
  if (draft.was.has(after) || !renamed) return
  const here = source === draft ? draft : { ...draft, changedNames: draft.changedNames.union(after.free) }
  if (source !== draft) borrow(draft, source, before)
  const host = hostOf(draft, after)
  planSite(here, before, after, placed, { quiet: true, renamed, ...host && { host } })
  for (const [parent, lost] of source.lost) source.lost.set(parent, lost.filter(({ site }) => site !== before))
}

function borrow(draft: Draft, source: Draft, site: Site): void {
  draft.borrowed.set(site, recordOf(source.module, site))
  for (const child of site.children) borrow(draft, source, child)
}

/** The same words say the same variables, wherever these are declared now; undefined where one is the module's. */
function sameNames(before: Site, after: Site): Renamed | undefined {
  const old = new Map(Array.from(before.captures, local => [local.name, local]))
  const now = Array.from(after.captures)
  if (old.size !== now.length || !now.every(({ name }) => old.has(name))) return undefined
  return new Map(now.map(local => [placeOf(local), placeOf(old.get(local.name)!)]))
}
