import { namesOf, type Names } from '../5-plan/sayings.ts'
import { importersOf, touchedBy } from '../graph/graph.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import type { Saved } from './analysed.ts'
import type { Apart } from './apart.ts'

/** Who may say something in another way after the save. */
export interface Reading {
  /** Modules that import from those which the save changes. */
  readers: ReadonlySet<LiveModule>
  /** How these, and those which the save changes, said their names before. */
  before: Names
}

/** `settled`: modules that were loaded with the names that the save brings. */
export function readingOf(world: World, { models, replaced }: Saved, { overwriting, ledAnew, before }: Apart, settled: ReadonlySet<LiveModule>): Reading {
  const importers = new Set(replaced.flatMap(module => importersOf(world, module)))
  const readers = touchedBy(world, models, ledAnew).union(importers).difference(settled).union(overwriting.readers).union(ledAnew)
  return { readers, before: before(() => namesOf(world, [...models.keys(), ...readers])) }
}
