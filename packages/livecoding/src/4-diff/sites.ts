import type { Param, Site } from '../3-analyse/site-shapes.ts'
import { pairLike, selfless, wordsIn, type Words } from './similar.ts'

export interface SitePair { before: Site, after: Site }
/** `apart`: of what went and came, callbacks that would be one, but are for another call and have other parameters. */
export interface SiteMatch { pairs: SitePair[], gone: Site[], come: Site[], apart?: SitePair[] }

/**
 * Which site of the new code is which of the old: the same variable or property, unless the code of either stands in both, the same name and what stands beside it
 * first, then the same code, then the same place, between the same neighbours if there are such; there, what takes the same variables from around first.
 * What is left alone on both sides in one context is taken for one edited closure; but of an array, whose elements have an order, one that went here and
 * one that came there are two.
 */
export function matchSites(before: readonly Site[], after: readonly Site[]): SiteMatch {
  if (before.length === 0 || after.length === 0) return { pairs: [], gone: [...before], come: [...after] }
  const gone = new Set(before)
  const come = new Set(after)
  const pairs: SitePair[] = []
  const take = (before: Site, after: Site): void => {
    pairs.push({ before, after })
    gone.delete(before)
    come.delete(after)
  }
  const by = (key: (site: Site) => string | undefined): void => {
    const waiting = new Map<string, Site[]>()
    for (const site of gone) {
      const k = key(site)
      if (k !== undefined) waiting.set(k, [...waiting.get(k) ?? [], site])
    }
    for (const site of come) {
      const k = key(site)
      const found = k === undefined ? undefined : waiting.get(k)?.shift()
      if (found) take(found, site)
    }
  }
  const many = severalOf(before, nameKey).union(severalOf(after, nameKey))
  const isOne = (site: Site): boolean => site.name !== '' && !many.has(nameKey(site))
  const makers = severalOf(before, makesKey).union(severalOf(after, makesKey))
  const chained = severalOf(before, chainKey).union(severalOf(after, chainKey))
  const unedited = new Set(before.map(codeKey)).intersection(new Set(after.map(codeKey)))
  by(site => makers.has(makesKey(site) ?? '') || unedited.has(codeKey(site)) ? undefined : makesKey(site))
  by(site => chained.has(chainKey(site) ?? '') || unedited.has(codeKey(site)) ? undefined : chainKey(site))
  by(site => site.beside ? `${groupOf(site)} ${site.name} ${site.context} ${site.beside} ${site.deep}` : undefined)
  by(site => site.beside ? `${groupOf(site)} ${site.name} ${site.context} ${site.beside}` : undefined)
  by(codeKey)
  by(site => isOne(site) ? `${groupOf(site)} ${site.name} ${site.context}` : undefined)
  by(site => `${groupOf(site)} ${site.deep}`)
  if (gone.values().some(isNamed) && come.values().some(isNamed)) {
    by(site => isNamed(site) ? `${groupOf(site)} ${selfless(site)}` : undefined)
    const gap = gaps(before, after, pairs)
    by(site => site.name ? `${groupOf(site)} ${site.name} ${site.context} ${gap.get(site)}` : undefined)
  }
  by(site => isOne(site) ? `${groupOf(site)} ${site.name}` : undefined)
  by(site => isNamed(site) ? undefined : `${groupOf(site)} ${site.context} ${site.own}`)
  if (gone.size > 1 || come.size > 1 || gone.values().some(isElement)) {
    const gap = gaps(before, after, pairs)
    by(site => isNamed(site) || site.captures.size === 0 ? undefined : `${groupOf(site)} ${site.context} ${gap.get(site)} ${takenBy(site)}`)
    by(site => isNamed(site) ? undefined : `${groupOf(site)} ${site.context} ${gap.get(site)}`)
  }
  by(site => isNamed(site) || isElement(site) ? undefined : `${groupOf(site)} ${site.context}`)
  by(site => isNamed(site) || isElement(site) || !site.beside ? undefined : `${groupOf(site)} ${site.beside}`)
  if (gone.size === 1 && come.size === 1 && ![...gone, ...come].every(isElement)) by(site => isNamed(site) ? undefined : groupOf(site))
  // A callback that gets a name, or loses it.
  if (gone.size > 0) pairLike([...come].filter(mayBeNamed), () => [...gone].filter(mayBeNamed), wordsOf, take, (from, to) => groupOf(from) === groupOf(to) && (from.name === '') !== (to.name === '') && !isForAnother({ before: from, after: to }))
  pairs.sort((a, b) => a.after.start - b.after.start)
  const { apart = [], same = [] } = Object.groupBy(pairs, pair => isForAnother(pair) ? 'apart' : 'same')
  if (apart.length === 0) return { pairs, gone: [...gone], come: [...come] }
  return { pairs: same, gone: [...gone, ...apart.map(pair => pair.before)], come: [...come, ...apart.map(pair => pair.after)], apart }
}

/** With another name, or as the entry under another key, it is not the same one unless it says the same. */
const isNamed = ({ name, context }: Site): boolean => name !== '' || context === 'entry'

const takenBy = ({ captures }: Site): string => Array.from(captures, ({ name }) => name).sort().join()

const nameKey = (site: Site): string => `${groupOf(site)} ${site.name} ${site.context}`

/** What is the same, and says the same, for the same call. */
const codeKey = (site: Site): string => `${nameKey(site)} ${site.deep}`

/** A function has the same variable or property with a wrapper and without one. */
function makesKey(site: Site): string | undefined {
  const name = site.makes ?? (/^(?:variable$|property:init)/.test(site.context) ? site.name : undefined)
  return name && `${groupOf(site)} ${name}`
}

/** Of several callbacks that make it, as in `const find = memo(key => …).on('miss', key => …)`, each is known by the method that takes it. */
function chainKey(site: Site): string | undefined {
  const made = makesKey(site)
  return made && `${made} ${calledFor(site)?.name}`
}

/** Names that several have: who is which is said by their order. */
function severalOf(sites: readonly Site[], keyOf: (site: Site) => string | undefined): Set<string> {
  const seen = new Set<string>()
  return new Set(sites.flatMap(site => keyOf(site) ?? []).filter(key => seen.has(key) || !seen.add(key)))
}

const mayBeNamed = (site: Site): boolean => groupOf(site) === 'code ' && site.context !== 'entry' && !isElement(site)

export const wordsOf = ({ chunk, start, end, name }: Site): Words => wordsIn(chunk.code.slice(start - chunk.base, end - chunk.base), name)

const isElement = ({ context }: Site): boolean => context === 'ArrayExpression.elements'

/** Sites of code that is the same around them: each is the one that stands in its place, whatever it is called and says now. */
export function matchPlaces(before: readonly Site[], after: readonly Site[]): SiteMatch | undefined {
  const isSame = before.length === after.length && before.every((site, at) => groupOf(site) === groupOf(after[at]!))
  return isSame ? { pairs: before.map((site, at) => ({ before: site, after: after[at]! })), gone: [], come: [] } : undefined
}

/**
 * `on('open', a => …)` became `on('open', wrap((a, b) => …))`, or the other way round: who holds the callback calls it with what the first call gives, and nobody puts
 * the wrapper around it. Other methods of one object give the same: `bus.once` what `bus.on` gives. So is a callback given the same that gets a name.
 */
export function isForAnother({ before, after }: SitePair): boolean {
  if (before.context === after.context || before.member || before.kind === 'class' || before.kind === 'loop') return false
  const [old, now] = [calledFor(before), calledFor(after)]
  if (old?.name === now?.name || (old && old.of !== '' && old.of === now?.of) || (!now && /^(?:variable|declaration|assignment|PropertyDefinition\.value)$/.test(after.context))) return false
  return before.params.length !== after.params.length || before.params.some((param, at) => saidOf(param) !== saidOf(after.params[at]!))
}

/** `get` of `app`, of `call:app.get.1`: whose callback it is. */
function calledFor({ context }: Site): { of: string, name: string } | undefined {
  const [, of, name] = /^call:(?:(.*)\.)?([^.]*)\.\d+$/s.exec(context) ?? []
  return name === undefined ? undefined : { of: of ?? '', name }
}

/** Patterns may take more or less of the same value. */
const saidOf = ({ form, name }: Param): string => form === 'pattern' ? form : form === 'rest' ? `...${name}` : name

/** Only sites of one group can be the same one. */
export function groupOf({ kind, context, member }: Site): string {
  if (kind === 'class') return 'class'
  if (kind === 'loop') return `loop ${context}`
  return member || kind === 'getter' || kind === 'setter' ? `${kind} ` : 'code '
}

/** Which pair each site stands behind. */
function gaps(before: readonly Site[], after: readonly Site[], pairs: readonly SitePair[]): Map<Site, number> {
  const found = new Map<Site, number>()
  for (const [sites, side] of [[before, 'before'], [after, 'after']] as const) {
    const index = new Map(pairs.map((pair, at) => [pair[side], at]))
    let gap = -1
    for (const site of sites) found.set(site, gap = index.get(site) ?? gap)
  }
  return found
}
