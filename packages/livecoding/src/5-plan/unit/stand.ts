import type { Placed } from '../../3-analyse/shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import { whereIs } from '../../3-analyse/where.ts'

/** Where code of a site stands that is made at this place: its line; of a class, the lines of what makes its instances. */
export const standOf = (site: Site, placed: Placed): string =>
  (site.shape ? makersOf(site) : [site]).map(({ start }) => whereIs(start, placed).line).join()

const makersOf = ({ shape }: Site): Site[] =>
  shape!.members.flatMap(({ kind, site, static: onClass }) => site && !onClass && (kind === 'constructor' || kind === 'field') ? site : [])
