import type { Item, Model, Placed } from '../../../3-analyse/shapes.ts'
import type { Site } from '../../../3-analyse/site-shapes.ts'
import type { Same } from '../../../4-diff/statements.ts'
import type { ClassDraft } from '../../classes/class-draft.ts'
import type { Draft } from '../../draft.ts'

/** Code in the place where a text has it. */
export interface Standing { site: Site, item: Item, placed: Placed, draft: Draft }

/** A class that the source lost goes on as it is, and so does a function of the top level. */
export function goneFrom(draft: Draft, moved: ReadonlySet<Item>): Standing[] {
  const { change: { before, after, gone, retired, same }, was } = draft
  if (retired) return []
  const [followed, lost] = [new Set(was.values()), new Set(gone.map(({ item }) => item))]
  return notIn(after, before, same).flatMap(placed => placed.chunk.items.flatMap(item => moved.has(item) || (item.kind === 'class' && lost.has(item)) ? [] : closuresIn(item.sites)
    .flatMap(site => followed.has(site) || site === item.self ? [] : { site, item, placed, draft })))
}

/** The same of what the new text has. */
export function comeTo(draft: Draft, moved: ReadonlySet<Item>): Standing[] {
  const { change: { before, after, retired, arrives, same }, was } = draft
  if (retired || arrives) return []
  return notIn(before, after, same).flatMap(placed => placed.chunk.items.flatMap(item => moved.has(item) ? [] : closuresIn(item.sites)
    .flatMap(site => was.has(site) || (site.usesPrivate && site.kind !== 'class' && !hostOf(draft, site)) ? [] : { site, item, placed, draft })))
}

/** Statements of the second text alone. */
export function notIn(other: Model, { placed }: Model, same: Same): Placed[] {
  const both = same.size > 0 ? same : new Set(other.placed.map(({ chunk }) => chunk))
  return placed.filter(({ chunk }) => !both.has(chunk))
}

/** Outer ones first; methods and fields are followed by their names. */
const closuresIn = (sites: readonly Site[]): Site[] => withInner(sites).filter(site => !site.member)

export const withInner = (sites: readonly Site[]): Site[] => sites.flatMap(site => site.children.length === 0 ? site : [site, ...withInner(site.children)])

export const hostOf = ({ hosts }: Draft, { within }: Site): ClassDraft | undefined => within && hosts.get(within)
