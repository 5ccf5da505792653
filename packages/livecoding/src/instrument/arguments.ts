import type { Chunk } from '../3-analyse/shapes.ts'
import type { Site } from '../3-analyse/site-shapes.ts'
import { isBefore14 } from './v8.ts'
import type { TextEdit } from './edits.ts'
import { endsWithComma, guardedName, hasDirectives } from './parameters.ts'
import { saysSpecial } from './says.ts'

/**
 * What a function was called with, as its guard says it. Before V8 14 the `arguments` object of each guard takes the place of the program's own
 * among the objects whose allocation V8 tries to avoid; a rest does so less often. Later versions do better with `arguments`.
 *
 *     function hit(n) {…}             ...arguments
 *     function hit(n,...$lcr) {…}     n,...$lcr
 */
export function argumentsOf(site: Site, chunk: Chunk, edits: TextEdit[]): string {
  if (!isBefore14 || !canTakeRest(site)) return '...arguments'
  const { params, list } = site
  const end = list.end - 1
  edits.push({ at: end, end, text: `${params.length > 0 && !endsWithComma(site, chunk) ? ',' : ''}...$lcr` })
  return [...params.map((param, index) => guardedName(site, param, index)), '...$lcr'].join(',')
}

/** The list is a plain one, and no closure captures its names: V8 would give them a scope of their own. */
const canTakeRest = (site: Site): boolean => site.kind !== 'getter' && site.kind !== 'setter' && site.ownScope !== true && takesMore(site) &&
  site.params.every(({ form, start, name }) => form === 'name' && name !== 'arguments' && !site.children.some(({ captures }) => [...captures].some(({ at }) => at === start)))

/** Parameters more, with a default value or a rest, change nothing else of it. */
export const takesMore = (site: Site): boolean =>
  !hasDirectives(site) && !site.free.has('eval') && (site.kind === 'arrow' || !saysSpecial(site, 'arguments')) && !hasTwice(site)

/** Only a plain list of code that is not strict may have a name twice. */
const hasTwice = ({ params }: Site): boolean => params.every(({ form }) => form === 'name') && new Set(params.map(({ name }) => name)).size < params.length
