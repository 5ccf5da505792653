import { newContents, type File } from './chunks.ts'
import { differenceOf } from './difference.ts'
import { isDecorated } from '../walk/decorated.ts'
import { deepOf } from '../walk/frame.ts'
import { oneSite, type OneSite } from './one-site.ts'
import { Shifted, type Edit } from './shifted.ts'
import type { Chunk, Item } from '../shapes.ts'
import type { Lexical, Site, SiteKind } from '../site-shapes.ts'

/** The function that an edit is inside of, and what that is part of: a class, or else the value of the item. */
interface Inside { item: Item, owner: Site | undefined, site: Site }

/**
 * A statement in which an edit changes one method of a class, or one function in a literal, between its braces: that alone is parsed, and all else is what it was.
 * No variables of functions are around it; what else it says of more than itself, it said before. Undefined: more than that may be another.
 */
export function editedInside(file: File, was: Chunk, source: string): Chunk | undefined {
  if (was.lowered) return undefined
  const { head, tail } = differenceOf(was.source, source)
  const edit: Edit = { from: head, to: was.source.length - tail, by: source.length - was.source.length }
  const found = insideOf(was, edit)
  if (!found) return undefined
  const { item, owner, site } = found
  const span = { start: (site.member?.start ?? site.head) - was.base, end: (site.member?.end ?? site.end) - was.base }
  const before = oneSite(file, was.code, { was: site, span, owner: owner && selfless(owner), chunk: emptyOf(was.source) })
  if (!before) return undefined

  const [shifted, chunk] = [new Shifted(was.base, edit), emptyOf(source)]
  shifted.put(was, chunk)
  const { items, marks, imports, requests, exports, stars, free, trailer, helpers, wrap } = was
  Object.assign(chunk, shifted.of({ items, imports, requests, exports, stars, free, trailer, helpers, wrap }))
  const now: Inside = { item: shifted.of(item), owner: owner && shifted.of(owner), site: shifted.of(site) }
  const shape = now.owner?.shape
  if (shape) now.owner!.shape = selfless(now.owner!).shape!
  const after = oneSite(file, source, { was: now.site, span: { start: span.start, end: span.end + edit.by }, owner: now.owner, chunk })
  if (!after || !isSame(before, after, shifted) || [item.free, after.site.free].some(names => names.has('eval'))) return undefined
  if (shape) now.owner!.shape = shape
  replace(now, after.site, chunk)
  chunk.marks = [...shifted.of(marks.filter(({ at }) => at < site.start)), ...chunk.marks, ...shifted.of(marks.filter(({ at }) => at >= site.end))]
  return chunk
}

const emptyOf = (source: string): Chunk => ({ source, code: source, base: 0, lowered: false, ...newContents() })

/** A class of which nobody has said yet where it is `this` by another name. */
function selfless(owner: Site): Site {
  const { selves: _, ...shape } = owner.shape!
  return { ...owner, shape }
}

const kinds: ReadonlySet<SiteKind> = new Set(['function', 'arrow', 'method', 'getter', 'setter'])

function insideOf({ items, base }: Chunk, { from, to }: Edit): Inside | undefined {
  const isAround = ({ block, body }: Site): boolean => from >= body.start - base + (block ? 1 : 0) && to <= body.end - base - (block ? 1 : 0)
  for (const item of items) {
    const owner = item.self?.kind === 'class' ? item.self : undefined
    if (owner ? isDecorated(owner.shape!) || (owner.shape!.expression && owner.shape!.hasName) : item.kind !== 'variable' || item.calls || item.makes) continue
    const site = (owner?.children ?? item.sites).find(isAround)
    if (site) return kinds.has(site.kind) && site.captures.size === 0 && (!owner || site.member) ? { item, owner, site } : undefined
  }
  return undefined
}

/** All else goes by what is told. */
function isSame(before: OneSite, after: OneSite, shifted: Shifted): boolean {
  const [was, now] = [before.told, after.told]
  return after.site.captures.size === 0 && was.usesPrivate === now.usesPrivate && was.used.symmetricDifference(now.used).size === 0 &&
    shifted.of(was.selves).symmetricDifference(now.selves).size === 0 && JSON.stringify(shifted.of(was.steps)) === JSON.stringify(now.steps)
}

/** Puts the function in the place of what it was, and tells those around what they say and are now. */
function replace({ item, owner, site }: Inside, now: Site, chunk: Chunk): void {
  now.beside = site.beside
  if (now.kind === 'arrow') haveLexical(now, now.lexical, site.lexical)
  if (owner) {
    Object.assign(now, { owner, member: site.member })
    Object.assign(site.member!, { site: now, own: now.own })
  }
  const sites = owner?.children ?? item.sites
  sites[sites.indexOf(site)] = now
  if (owner) owner.deep = deepOf(owner.own, owner.children)
  item.deep = deepOf(item.shell, item.sites)
  const gone = site.free.difference(now.free)
  if (owner) owner.free = say(owner.free, now, gone, name => owner.refs.some(each => each.name === name && !each.local) || owner.children.some(({ free }) => free.has(name)))
  item.free = say(item.free, now, gone, name => item.reads.has(name) || item.sites.some(({ free }) => free.has(name)))
  chunk.free = say(chunk.free, now, gone, name => chunk.items.some(({ free }) => free.has(name)) || chunk.exports.some(({ local }) => local === name))
}

function say(was: ReadonlySet<string>, { free }: Site, gone: ReadonlySet<string>, isSaid: (name: string) => boolean): Set<string> {
  const now = was.union(free)
  for (const name of gone) if (!isSaid(name)) now.delete(name)
  return now
}

/** What arrow functions have from around is one value for all of them. */
function haveLexical(site: Site, was: Lexical, now: Lexical): void {
  if (site.lexical !== was) return
  site.lexical = now
  for (const each of site.children) haveLexical(each, was, now)
}
