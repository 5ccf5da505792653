import type { Placed, Site } from '../3-analyse/shapes.ts'
import type { Draft } from './draft.ts'
import { planSites } from './sites.ts'

/** Plans what a class, and its instances, get from its new text. */
export function planClass(draft: Draft, before: Site, after: Site, placed: Placed): void {
  planSites(draft, before.children, after.children, placed)
}
