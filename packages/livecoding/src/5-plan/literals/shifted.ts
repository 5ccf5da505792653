import type { Entry, Literal } from '../../3-analyse/literal-shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import type { Chunk, Span } from '../../3-analyse/shapes.ts'
import type { SitesIn } from './literal.ts'

/**
 * A literal may have an array or a set in it, beside what its functions make, and more of these are others than one that was edited where it is: looking at that, and at
 * the text, costs less than parsing it. `were`: its functions before.
 */
export function mayShift({ code, base }: Chunk, { start, end }: Span, were: readonly Site[], functions: readonly Site[]): boolean {
  const haveTheirNames = were.length === functions.length && functions.every(({ name }, index) => name === were[index]!.name)
  if (haveTheirNames && functions.filter(({ deep }, index) => deep !== were[index]!.deep).length < 2) return false
  let at = start
  for (const site of functions) {
    if (code.slice(at - base, site.start - base).includes('[')) return true
    at = site.end
  }
  return code.slice(at - base, end - base).includes('[')
}

/** Elements of an array or a set in these literals stand where others stood, code included. */
export function isShifted(sites: [before: SitesIn, after: SitesIn], before: Literal, after: Literal): boolean {
  const codeOf = (entry: Entry, of: SitesIn): string => [entry.shell, ...of.of(entry).map(({ deep }) => deep)].join(' ')
  if (after.type === 'array' || after.type === 'set') {
    const [old, now] = [before.entries.map(entry => codeOf(entry, sites[0])), after.entries.map(entry => codeOf(entry, sites[1]))]
    const left = new Set(old.filter((code, index) => code !== now[index]))
    if (now.some((code, index) => code !== old[index] && left.has(code))) return true
    const [names, come] = [before.entries.map(entry => sites[0].at(entry)?.name), after.entries.map(entry => sites[1].at(entry)?.name)]
    if (come.some((name, index) => name && name !== names[index] && names.includes(name))) return true
  }
  return after.entries.some((entry, index) => {
    const { literal } = before.entries[index] ?? {}
    return literal !== undefined && entry.literal !== undefined && isShifted(sites, literal, entry.literal)
  })
}
