import { diff, type Change } from '../4-diff/diff.ts'
import { plan } from '../5-plan/plan.ts'
import { namesOf } from '../5-plan/sayings.ts'
import { apply } from '../7-apply/apply.ts'
import type { World } from '../world.ts'
import type { Target } from './target.ts'

/**
 * Gives a site that nobody edited code of the engine's, the same as it has: from then on its slot says what it runs, and
 * something can stand in front of it.
 */
export async function wake(world: World, { module, item, site }: Target): Promise<void> {
  const again = new Set<object>([site.chunk, item.free, item.self!.free, site.free, site])
  const change: Change = { ...diff(module, module.current), overwritten: true, again }
  const planned = plan(world, [change], namesOf(world, [module]), [])
  planned.happenings = []
  const { version, previous } = module
  const outcome = await apply(world, planned, { arrivals: [], json: [], dormant: new Map(), spaces: [], gates: () => undefined })
  Object.assign(module, { version, previous })
  if ('error' in outcome) throw outcome.error
}
