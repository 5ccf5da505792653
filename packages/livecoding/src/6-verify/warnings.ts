import type { Change } from '../4-diff/diff.ts'
import type { Problem } from '../8-report/report.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { undeclared, type Unless } from './undeclared.ts'
import { unsetAttributes } from './unset.ts'

/** What may go wrong later in code that a save brings; it stops nothing. */
export function warnings(world: World, changes: readonly Change[], arrivals: readonly LiveModule[], unless: Unless): Problem[] {
  const come = arrivals.filter(({ kind }) => kind !== 'json').map(module => ({ module, after: module.current }))
  return [...[...changes.filter(({ retired }) => !retired), ...come].flatMap(each => undeclared(world, each, unless)), ...unsetAttributes(world, changes, arrivals)]
}
