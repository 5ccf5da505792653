import { arrayMethods } from '../../3-analyse/array-methods.ts'
import type { Item, Placed } from '../../3-analyse/shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import { isKept } from '../../4-diff/items.ts'
import type { SiteMatch } from '../../4-diff/sites.ts'
import type { SiteRecord } from '../../live-module.ts'
import { problem } from '../../messages/message.ts'
import { firstWords } from '../../messages/things.ts'
import { recordFor } from '../records.ts'
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

/** Callbacks that are for another call now, with other parameters: those that are held go on as they are. */
export function tellForAnother(draft: Draft, before: Item | Site, after: Item | Site, { apart = [] }: SiteMatch, placed: Placed): void {
  if (apart.length === 0 || ('sites' in before && 'sites' in after && !isKept({ item: after, placed }) && endsByItself(draft, before))) return
  for (const pair of apart) {
    if (isCalledAtOnce(pair.before) || isMethod(pair.before) || isMethod(pair.after) || !isAlive(recordFor(draft, pair.before))) continue
    const told = problem('LC2103', { site: 'sites' in after ? after.title : pair.after.title, from: placeIn(pair.before), to: placeIn(pair.after) })
    draft.left.push({ site: pair.after, message: told.message })
    warn(draft, told, placed, pair.after.head)
  }
}

/** Whether timers and listeners that an item made end with it, and nobody calls their callbacks any more. */
export function endsByItself({ module, world: { recorder } }: Draft, item: Item): boolean {
  const owner = module.owners.get(item)
  return owner !== undefined && (recorder.count(owner) > 0 || recorder.hasListened(owner))
}

const isAlive = ({ versions }: SiteRecord): boolean => versions.some(({ holder }) => holder.deref() !== undefined)

const callsAtOnce = new RegExp(`\\.(?:${arrayMethods})\\.0$`)

const isCalledAtOnce = ({ context }: Site): boolean => callsAtOnce.test(context)

/** What people call where it stands. */
function placeIn({ context }: Site): string {
  const called = /^call:(.*)\.\d+$/s.exec(context)?.[1]
  return called === undefined ? 'a function of its own' : `a callback of ${firstWords(called)}`
}

/** Under which keys it is in its literal. */
const placeOf = ({ name, context }: Site): string | undefined => /^property:\w+/.test(context) ? `${name}${context.replace(/^property:\w+/, '')}` : undefined

/** What an object has under a name is no callback with a wrapper. */
const isMethod = ({ kind }: Site): boolean => kind === 'method'

const isAccessor = ({ kind }: Site): boolean => kind === 'getter' || kind === 'setter'

const formOf = (site: Site): string => isAccessor(site) ? 'an accessor' : site.kind === 'method' ? 'a method' : 'a function'
