import { overwrite, type Overwriting } from '../namespaces/overwrite.ts'
import type { Resolver } from '../loader/resolve.ts'
import { successorsIn, type Successors } from '../loader/successors.ts'
import { undecidedIn, type Undecided } from '../loader/undecided.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import type { Files } from './files.ts'

/** What the world says otherwise as soon as a save is tried: modules that are others than those which ran, and where imports lead. */
export interface Apart {
  overwriting: Overwriting
  undecided: Undecided
  successors: Successors
  /** Modules whose imports lead to what is another module now. */
  ledAnew: ReadonlySet<LiveModule>
  /** As it was before the save, for as long as `work` looks at it. */
  before<T>(work: () => T): T
  /** The save was not applied. */
  restore(): void
}

export function setApart(world: World, resolver: Resolver, files: Files): Apart {
  const overwriting = overwrite(world, files)
  const undecided = undecidedIn(world, files)
  const successors = successorsIn(world, resolver, files)
  return {
    overwriting, undecided, successors,
    ledAnew: undecided.importers.union(successors.importers),
    before: work => overwriting.before(() => undecided.before(() => successors.before(work))),
    restore() { for (const each of [overwriting, undecided, successors]) each.restore() },
  }
}
