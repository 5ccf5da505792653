import type { Placed } from '../../3-analyse/shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import type { SiteMatch } from '../../4-diff/sites.ts'
import { problem } from '../../messages/message.ts'
import { warn, type Draft } from '../draft.ts'

/** The objects that a function has made keep a method in whose place new ones have an accessor, and the other way round. */
export function tellOtherForms(draft: Draft, { gone, come }: Pick<SiteMatch, 'gone' | 'come'>, placed: Placed): void {
  const told = new Set<string>()
  for (const site of come) {
    const place = placeOf(site)
    const was = place === undefined ? undefined : gone.find(each => placeOf(each) === place && isAccessor(each) !== isAccessor(site))
    if (!was || told.has(place!)) continue
    told.add(place!)
    warn(draft, problem('LC2103', { place: site.title, before: formOf(was), after: formOf(site) }), placed, site.head)
  }
}

/** Under which keys it is in its literal. */
const placeOf = ({ name, context }: Site): string | undefined => /^property:\w+/.test(context) ? `${name}${context.replace(/^property:\w+/, '')}` : undefined

const isAccessor = ({ kind }: Site): boolean => kind === 'getter' || kind === 'setter'

const formOf = (site: Site): string => isAccessor(site) ? 'an accessor' : site.kind === 'method' ? 'a method' : 'a function'
