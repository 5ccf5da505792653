import { assignedBy } from '../3-analyse/items/at-once.ts'
import { isPlace } from '../3-analyse/items/commonjs.ts'
import { isRerun, type Change } from '../4-diff/diff.ts'
import type { Item } from '../3-analyse/shapes.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { readersOf } from '../graph/graph.ts'
import { modelAt } from '../graph/modules.ts'

/** Modules that compute something from a name of the changed modules, which may get another value; `others` may give a name one without an edit of their items. */
export function computing(world: World, changes: readonly Change[], others: readonly LiveModule[]): Set<LiveModule> {
  const found = new Set<LiveModule>()
  const seen = new Set<LiveModule>()
  const spread = (module: LiveModule): void => {
    for (const importer of readersOf(world, module)) {
      if (seen.has(importer) || importer.dormant || !importer.runtime) continue
      seen.add(importer)
      if (!modelAt(importer, 'newest').passesOn) continue
      found.add(importer)
      spread(importer)
    }
  }
  for (const change of changes) if (renews(change)) spread(change.module)
  for (const module of others) spread(module)
  return found
}

/** The change may give a name another value. */
const renews = (change: Change): boolean => {
  const { pairs, come, gone, retired } = change
  if (retired) return false
  return isRerun(change) || come.some(({ item }) => item.kind === 'variable' || isAssigning(item)) ||
    [...come, ...gone].some(({ item }) => item.names.some(isPlace)) ||
    pairs.some(({ before, after }) => before.item !== after.item && isRenewed(before.item, after.item))
}

const isRenewed = (was: Item, now: Item): boolean =>
  was.kind !== now.kind || (now.kind !== 'function' && (now.kind !== 'statement' || isAssigning(now)) && was.shell !== now.shell) || valuesOf(was) !== valuesOf(now)

const isAssigning = (item: Item): boolean => item.kind === 'statement' && assignedBy(item).length > 0

/** The decorators of a class, which may give another one, and its static fields, as one text. */
const valuesOf = ({ self }: Item): string => (self?.shape?.decorators.own ?? '') +
  (self?.shape?.members ?? []).filter(member => member.static && member.kind === 'field').map(member => `${member.key} ${member.own}`).join()
