import type { Chunk, Span } from '../3-analyse/shapes.ts'
import type { Site } from '../3-analyse/site-shapes.ts'
import type { Origin } from './script.ts'

/** The innermost site around an offset that passes the test. */
function siteAround({ placed: { chunk }, at }: Origin, test: (site: Site) => boolean): Site | undefined {
  let found: Site | undefined
  const search = (sites: readonly Site[]): void => {
    for (const site of sites) {
      if (at < site.start - chunk.base || at >= site.end - chunk.base) continue
      if (test(site)) found = site
      search(site.children)
    }
  }
  search(sitesOf(chunk))
  return found
}

/** The site that begins at an offset. */
export const siteAt = (origin: Origin): Site | undefined => siteAround(origin, site => site.start - origin.placed.chunk.base === origin.at)

/** Where that ends which begins at an offset: a site, a member of a class, an item or its initialiser. */
export function endAt(origin: Origin): number {
  const { items, base, code } = origin.placed.chunk
  const at = origin.at + base
  const members = siteAround(origin, site => site.kind === 'class')?.shape?.members ?? []
  const found: (Span | undefined)[] = [siteAt(origin), ...members, ...members.map(({ value }) => value), ...items, ...items.map(({ init }) => init)]
  return (found.find(span => span?.start === at)?.end ?? base + code.length) - base
}

const sitesOf = (chunk: Chunk): Site[] => chunk.items.flatMap(item => item.sites)

/**
 * Where V8 sees a constructor that is busy with what its guard stands for: at its parameter list while fields are
 * initialised, at its class where there is no constructor, at `super(…)` where there is a parent.
 */
export function constructorPlace(origin: Origin): Origin {
  const { base } = origin.placed.chunk
  const shape = siteAround(origin, site => site.kind === 'class')
  const own = shape?.shape?.members.find(member => member.kind === 'constructor')?.site
  if (!shape) return origin
  if (!own || !shape.shape?.heritage) return { ...origin, at: (own ? own.list.start : shape.start) - base }
  const entry = own.entry - base
  const call = origin.placed.chunk.code.slice(entry, own.end - base).search(/\bsuper\s*\(/)
  return { ...origin, at: entry + Math.max(0, call) }
}
