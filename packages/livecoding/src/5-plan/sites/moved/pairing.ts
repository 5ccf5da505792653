import type { Site } from '../../../3-analyse/site-shapes.ts'
import { follow, type How } from './follow.ts'
import type { Key } from './keys.ts'
import { withInner, type Standing } from './standing.ts'

/** Code that went and code that came, as far as nobody has said yet that one is the other. */
export interface Pairing {
  gone(): Standing[]
  come(): Standing[]
  still(all: readonly Standing[]): Standing[]
  /** Who holds the one goes on with the other's code, if it can: tells whether it does. */
  pair(old: Standing, now: Standing, how?: How): boolean
  /** Those that have a key in common. */
  groups(key: Key): [Standing[], Standing[]][]
  /** The first of each group of these. */
  first(key: Key, olds: readonly Standing[], news: readonly Standing[]): [Standing, Standing][]
  /** Groups of one and one, of these or of all that are left. */
  ones(key: Key, olds?: readonly Standing[], news?: readonly Standing[]): [Standing, Standing][]
}

export function pairing(allGone: readonly Standing[], allCome: readonly Standing[]): Pairing {
  const followed = new Set<Site>()
  const still = (all: readonly Standing[]): Standing[] => all.filter(({ site, draft }) => !followed.has(site) && !draft.was.has(site))
  const [gone, come] = [() => still(allGone), () => still(allCome)]
  return {
    gone, come, still,
    pair(old, now, how = {}) {
      const follows = follow(old, now, how)
      if (follows) for (const site of withInner([old.site])) followed.add(site)
      return follows
    },
    groups: key => inCommon(gone(), come(), key),
    first: (key, olds, news) => inCommon(olds, news, key).map(([[old], [now]]) => [old!, now!]),
    ones: (key, olds = gone(), news = come()) => inCommon(olds, news, key).flatMap(([[old, other], [now, another]]): [Standing, Standing][] => other || another ? [] : [[old!, now!]]),
  }
}

function inCommon(gone: readonly Standing[], come: readonly Standing[], key: Key): [Standing[], Standing[]][] {
  if (gone.length === 0 || come.length === 0) return []
  const news = Map.groupBy(come, key)
  return [...Map.groupBy(gone, key)].flatMap(([said, olds]): [Standing[], Standing[]][] => said !== undefined && news.has(said) ? [[olds, news.get(said)!]] : [])
}
