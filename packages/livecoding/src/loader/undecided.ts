import { createRequire } from 'node:module'
import { importersOf } from '../graph/graph.ts'
import type { Files } from '../update/files.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { formatOf } from './format.ts'

const require = createRequire(import.meta.url)

/**
 * Files that were empty when they were loaded, and whose format nothing but their syntax tells: Node took them for CommonJS.
 * Those that a save makes ES modules leave the world, and come with it once more.
 */
export interface Undecided {
  modules: readonly LiveModule[]
  /** Whose imports bring the new ones. */
  importers: ReadonlySet<LiveModule>
  /** As it was before the save, for as long as `work` looks at it. */
  before<T>(work: () => T): T
  /** The save was not applied. */
  restore(): void
}

export function undecidedIn(world: World, files: Files): Undecided {
  const modules = [...files].flatMap(([path, text]) => {
    const module = world.modules.get(path)
    const isEmpty = module?.kind === 'cjs' && module.ended === true && module.current.placed.every(({ chunk }) => chunk.items.length === 0)
    return isEmpty && text !== undefined && formatOf(path, text) === 'module' && importersOf(world, module).length > 0 ? module : []
  })
  const importers = new Set(modules.flatMap(module => importersOf(world, module)))
  const leave = (): void => { for (const { path } of modules) world.modules.delete(path) }
  const restore = (): void => { for (const module of modules) world.modules.set(module.path, module) }
  for (const { path, url } of modules) {
    // Node knows the url, and what it was; who holds the namespace object sees the new one in it.
    world.broken.set(path, (world.broken.get(path) ?? 0) + 1)
    world.natives.delete(url)
    world.required.delete(url)
    Reflect.deleteProperty(require.cache, path)
  }
  leave()
  return {
    modules, importers, restore,
    before(work) {
      restore()
      try { return work() } finally { leave() }
    },
  }
}
