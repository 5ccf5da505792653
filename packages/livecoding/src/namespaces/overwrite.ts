import { diff, type Change } from '../4-diff/diff.ts'
import type { Files } from '../update/files.ts'
import { readersOf } from '../graph/graph.ts'
import type { Problem } from '../8-report/report.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { enter } from './join.ts'
import { namespacesAt } from './members.ts'

/**
 * Files of directories in the mode `overwrite`: a save loads a new module beside the one that runs, and their names lead to
 * the new one. Who holds an old function, class or instance keeps it as it is; a child of an old class stays its child.
 */
export interface Overwriting {
  fresh: LiveModule[]
  problems: Problem[]
  /** Modules that import one of the names: what they say from now on is the new one. */
  readers: ReadonlySet<LiveModule>
  /** The old modules: what their statements began ends. */
  changes: Change[]
  /** As it was before the save, for as long as `work` looks at it. */
  before<T>(work: () => T): T
  /** The save was not applied. */
  restore(): void
}

const isOverwritten = (world: World, path: string): boolean => world.directories.some(directory => directory.options.mode === 'overwrite' && namespacesAt([directory], path).length > 0)

export function overwrite(world: World, files: Files): Overwriting {
  const found: Overwriting = { fresh: [], problems: [], readers: new Set(), changes: [], before: work => work(), restore: () => {} }
  const pairs: { old: LiveModule, made: LiveModule, space: object | undefined }[] = []
  for (const [path, text] of files) {
    const old = world.modules.get(path)
    if (!old?.runtime || old.dormant || text === undefined || old.current.text === text || !isOverwritten(world, path)) continue
    const made = enter(world, path, text)
    if (!('url' in made)) {
      found.problems.push(made)
      continue
    }
    made.version = made.loadedVersion = old.version + 1
    made.root = old.root
    world.broken.set(path, (world.broken.get(path) ?? 0) + 1)
    pairs.push({ old, made, space: world.namespaces[world.numbers.get(old.url) ?? -1] })
  }
  if (pairs.length === 0) return found
  const use = (which: 'old' | 'made'): void => { for (const pair of pairs) world.modules.set(pair.old.path, pair[which]) }
  const mine = new Set(pairs.map(({ old }) => old))
  return {
    ...found,
    fresh: pairs.map(({ made }) => made),
    readers: new Set(pairs.flatMap(({ made }) => readersOf(world, made)).filter(reader => !mine.has(reader) && reader.runtime && !reader.dormant)),
    changes: pairs.map(({ old }) => ({ ...diff(old, old.current, true), retired: true })),
    before(work) {
      use('old')
      try { return work() } finally { use('made') }
    },
    restore() {
      use('old')
      for (const { old, space } of pairs) if (space) world.namespaces[world.numbers.get(old.url)!] = space
    },
  }
}
