import type { Placed } from '../3-analyse/shapes.ts'
import type { Site } from '../3-analyse/site-shapes.ts'
import { diff, type Change } from '../4-diff/diff.ts'
import { noClasses } from '../5-plan/draft.ts'
import { plan } from '../5-plan/plan.ts'
import { isRecorded, recordOf } from '../5-plan/records.ts'
import { namesOf } from '../5-plan/sayings.ts'
import { standOf } from '../5-plan/unit/stand.ts'
import { apply } from '../7-apply/apply.ts'
import type { Problem } from '../8-report/report.ts'
import { isDebugged } from './debugged.ts'
import type { LiveModule } from '../live-module.ts'
import { problem } from '../messages/message.ts'
import { describe } from '../messages/thrown.ts'
import type { World } from '../world.ts'

/**
 * V8 moves no script: a breakpoint at the new line of code that only moved would bind to what stood there before. So while an inspector
 * is open, such code is compiled anew where it stands now, by the way of an edit; nothing is evaluated, and nobody is told. A closure that
 * would not reach a variable keeps its code.
 */
export async function relocate(world: World): Promise<Problem[]> {
  if (!isDebugged(world)) return []
  try {
    const changes = [...world.modules.values()].flatMap(moved)
    if (changes.length === 0) return []
    const planned = { ...plan(world, changes, namesOf(world, changes.map(({ module }) => module)), []), happenings: [], classes: noClasses() }
    const versions = changes.map(({ module, module: { version, previous } }) => ({ module, as: { version, previous } }))
    const outcome = await apply(world, planned, { arrivals: [], json: [], dormant: new Map(), spaces: [], gates: () => undefined })
    for (const { module, as } of versions) Object.assign(module, as)
    if ('error' in outcome) throw outcome.error
    return []
  } catch (error) {
    return [problem('LC1406', { detail: describe(error) })]
  }
}

/** The module, if code of it stands elsewhere than its text. */
function moved(module: LiveModule): Change[] {
  if (!module.runtime || module.dormant || module.current === module.loaded) return []
  const again = new Set<object>()
  const loaded = new Map(module.loaded.placed.map(placed => [placed.chunk, placed.line]))
  for (const placed of module.current.placed) {
    const { chunk } = placed
    if (loaded.get(chunk) === placed.line && !isRecorded(module, chunk)) continue
    for (const { sites, free } of chunk.items) if (markMoved(module, sites, placed, again)) again.add(free).add(chunk)
  }
  return again.size === 0 ? [] : [{ ...diff(module, module.current), overwritten: true, again }]
}

/** Collects sites whose code stands elsewhere, and what is around them. */
function markMoved(module: LiveModule, sites: readonly Site[], placed: Placed, again: Set<object>): boolean {
  let some = false
  for (const site of sites) {
    const { stand } = recordOf(module, site)
    const isMoved = stand !== undefined && stand !== standOf(site, placed)
    if (isMoved && site.shape) again.add(site)
    const inside = markMoved(module, site.children, placed, again)
    if (isMoved || (inside && site.shape)) again.add(site.free)
    some ||= isMoved || inside
  }
  return some
}
