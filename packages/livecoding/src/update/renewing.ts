import { diff, type Change } from '../4-diff/diff.ts'
import { namesOf, saidAnew, type Names } from '../5-plan/sayings.ts'
import { touchedBy } from '../graph/graph.ts'
import { isRenewed } from '../graph/targets.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'

/**
 * Node gives importers of a CommonJS module what it exported first. One that is computed anew without an edit of its own is pending as it is, so that
 * all code which says a name of it asks for the new value from now on:
 *
 *   sizes.cjs   exports.hall = 4                                    edited
 *   all.cjs     module.exports = { ...require('./sizes.cjs') }      computed anew
 *   main.ts     import all from './all.cjs'                         says $lc.n[7].default
 *
 * Gives the modules that are pending now; notes in `before` how their importers said their names, and adds these to the changes.
 */
export function renewing(world: World, computing: Iterable<LiveModule>, changes: Change[], before: Names): LiveModule[] {
  const modules = [...computing].filter(module => module.kind === 'cjs' && !isRenewed(module))
  if (modules.length === 0) return []
  const readers = [...touchedBy(world, new Map(modules.map(module => [module, module.current])))].filter(({ runtime, dormant }) => runtime && !dormant)
  const was = namesOf(world, readers.filter(reader => !before.said.has(reader)))
  for (const [reader, said] of was.said) before.said.set(reader, said)
  for (const module of modules) module.pending = module.current
  const now = namesOf(world, readers)
  for (const reader of readers) {
    if (saidAnew(before, now, reader).size === 0) continue
    const known = changes.find(({ module }) => module === reader)
    if (known) known.follows = false
    else changes.push(diff(reader, reader.current))
  }
  return modules
}
