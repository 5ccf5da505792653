import { arrayMethods } from '../../3-analyse/array-methods.ts'
import type { Placed } from '../../3-analyse/shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import type { SiteMatch } from '../../4-diff/sites.ts'
import { sourcePlace } from '../../lines/place.ts'
import { problem } from '../../messages/message.ts'
import { firstWords } from '../../messages/things.ts'
import { slotOf } from '../../runtime/to-string.ts'
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
export function tellForAnother(draft: Draft, { apart = [] }: SiteMatch, placed: Placed): void {
  for (const { before, after } of apart.filter(pair => !isCalledAtOnce(pair.before))) {
    const slots = new Set(recordFor(draft, before).versions.map(({ field }) => field))
    draft.declare.push({
      do: 'call', module: draft.module, line: 1,
      call() {
        const count = draft.heap.functions().filter(held => slots.has(slotOf(held)!)).length
        if (count === 0) return
        const told = problem('LC2103', { site: after.title, from: placeIn(before), to: placeIn(after), count })
        draft.late.push({ ...told, file: draft.module.path, ...sourcePlace(after.head, placed) })
      },
    })
  }
}

const isCalledAtOnce = ({ context }: Site): boolean => new RegExp(`\\.(?:${arrayMethods})\\.0$`).test(context)

/** What people call where it stands. */
function placeIn({ context }: Site): string {
  const called = /^call:(.*)\.\d+$/s.exec(context)?.[1]
  return called === undefined ? 'a function of its own' : `a callback of ${firstWords(called)}`
}

/** Under which keys it is in its literal. */
const placeOf = ({ name, context }: Site): string | undefined => /^property:\w+/.test(context) ? `${name}${context.replace(/^property:\w+/, '')}` : undefined

const isAccessor = ({ kind }: Site): boolean => kind === 'getter' || kind === 'setter'

const formOf = (site: Site): string => isAccessor(site) ? 'an accessor' : site.kind === 'method' ? 'a method' : 'a function'
