import { fileURLToPath } from 'node:url'
import type { World } from '../world.ts'
import type { Loader } from './load.ts'
import { createLoadHook } from './load-hook.ts'
import { asTheyRead, mayHaveHooks, putAround } from './others.ts'
import { createResolveHook } from './resolve-hook.ts'

/** What the hooks notice. */
export interface Noticed {
  /** Node has found the file that the program starts with. */
  entered(url: string): void
  /** A file of the program has been loaded. */
  loaded(path: string): void
  /** A file that is not followed is loaded. */
  passed(url: string): void
}

/** Puts the engine between Node and the program's files. Other hooks keep working: they are asked first, and what they make of a file is instrumented. */
export function installHooks(world: World, loader: Loader, noticed: Noticed): { deregister(): void } {
  world.isRewritten = mayHaveHooks()
  const hooks = { resolve: createResolveHook(world, loader.resolver, noticed), load: createLoadHook(world, loader, noticed) }
  return putAround(hooks, (url, context, nextLoad) => {
    const given = nextLoad(url, context)
    return world.isRewritten && url.startsWith('file:') && world.isManaged(url) ? asTheyRead(world, fileURLToPath(url), given) : given
  }, () => { world.isRewritten = true })
}
