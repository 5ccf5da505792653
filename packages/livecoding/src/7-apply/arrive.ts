import { createRequire } from 'node:module'
import { keyOf } from '../loader/abandon.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import type { Arrival } from './apply.ts'

const require = createRequire(import.meta.url)

/** How the modules that a save brings are loaded: at once, in the turn, unless they, or what they import, wait at the top level. */
export function arrivalsOf(world: World, modules: readonly LiveModule[]): Arrival[] {
  const waiting = modules.some(waits)
  return modules.map(module => ({
    module,
    load: () => {
      if (module.runtime || module.kind === 'json') return undefined
      if (waiting || (module.kind === 'esm' && world.broken.has(module.path))) return import(keyOf(world, module.url))
      return atOnce(module) ? undefined : import(keyOf(world, module.url))
    },
  }))
}

/** False: nothing of it runs yet, as something that it imports has a top-level `await`, be it over or not. */
function atOnce({ kind, path }: LiveModule): boolean {
  try {
    require(path)
    return true
  } catch (error) {
    if (kind === 'esm' && (error as NodeJS.ErrnoException | undefined)?.code === 'ERR_REQUIRE_ASYNC_MODULE') return false
    throw error
  }
}

/**
 * Modules that a save brings one behind the other, of which one waits at its top level: a fresh start goes on with those that do not need it, so Node is
 * asked for all at once.
 */
export function besideWaiting(world: World, modules: ReadonlySet<LiveModule>): Promise<unknown> | undefined {
  const coming = [...modules].filter(({ runtime, kind }) => !runtime && kind !== 'json')
  if (coming.length < 2 || !coming.some(waits)) return undefined
  const urls = new Map(coming.map(module => [module, keyOf(world, module.url)]))
  const text = [...urls.values()].map(url => `import ${JSON.stringify(url)}`).join('\n')
  return import(`data:text/javascript,${encodeURIComponent(text)}`).catch(async (error: unknown) => {
    // Others that still wait would go on behind what is put back.
    await Promise.allSettled(coming.filter(({ runtime, ended }) => runtime && !ended).map(module => import(urls.get(module)!)))
    throw error
  })
}

const waits = (module: LiveModule): boolean => module.current.placed.some(({ chunk }) => chunk.items.some(item => item.awaits))

/** After an update: modules that were expected and never loaded leave the world; half loaded ones are not used. */
export function forget(world: World, modules: readonly LiveModule[]): void {
  for (const module of modules) {
    if (!module.runtime && module.kind !== 'json' && world.modules.get(module.path) === module) world.modules.delete(module.path)
  }
}
