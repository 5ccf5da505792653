import { importersOf } from '../graph/graph.ts'
import { moduleOf } from '../graph/modules.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { abandon } from './abandon.ts'

/**
 * After `import()` of a module failed. What could not be linked leaves the world with all that it would have brought: a save
 * may mend it. What threw gives the same error again, until a save brings another text of it.
 */
export function importFailed(world: World, root: LiveModule | undefined, error: unknown): void {
  if (!root) return
  if (isLinkError(error) && !root.runtime) return leave(world, root)
  const open = openIn(world, root)
  const threw = open.filter(module => !isWaiting(module))
  for (const module of threw) module.threw = true
  // Somebody threw: where nobody else has begun, it is the one that waited.
  const waiting = open.filter(isWaiting)
  if (waiting.length === 1 && threw.every(({ runtime }) => !runtime)) waiting[0]!.threw = true
}

const isLinkError = (error: unknown): boolean => error instanceof SyntaxError || (error as NodeJS.ErrnoException | undefined)?.code === 'ERR_MODULE_NOT_FOUND'

function leave(world: World, module: LiveModule): void {
  if (module.runtime || module.kind === 'json') return
  abandon(world, module)
  for (const url of module.resolved.values()) {
    const from = moduleOf(world, url)
    if (from) leave(world, from)
  }
}

/** This module and what it imports, as far as that has not ended. */
function openIn(world: World, module: LiveModule, found: LiveModule[] = []): LiveModule[] {
  if (module.threw || module.ended || module.kind === 'json' || module.isSpace || found.includes(module)) return found
  found.push(module)
  // What has begun at an `await` of its own has all that it imports.
  return isWaiting(module) ? found : importedBy(world, module).reduce((all, each) => openIn(world, each, all), found)
}

/** What it needs to begin; of a CommonJS module, what it has required so far. */
function importedBy(world: World, { kind, loaded, resolved }: LiveModule): LiveModule[] {
  const from = loaded.requests.filter(({ dynamic }) => dynamic === (kind === 'cjs' ? 'require' : undefined)).flatMap(({ specifier }) => moduleOf(world, resolved.get(specifier)) ?? [])
  return kind === 'cjs' ? from.filter(({ runtime }) => runtime) : from
}

/** It stands at an `await` of its own, and may go on. */
const isWaiting = ({ runtime, loaded }: LiveModule): boolean => runtime !== undefined && loaded.placed.some(({ chunk }) => chunk.items.some(({ awaits }) => awaits))

/** Of the modules of these files, those that threw as they were loaded, by `require` or by code that is not followed, are noted as such, with what they keep from beginning. */
export function noteThrown(world: World, paths: Iterable<string>): void {
  for (const path of paths) {
    const module = world.modules.get(path)
    const thrown = module && hasThrown(world, module) ? stoppedBy(world, module) : []
    // What the program starts with is loaded once.
    if (!thrown.some(({ url }) => url === world.entry)) for (const each of thrown) each.threw = true
  }
}

/** It has begun and come to no end, or what it imports has. */
function hasThrown(world: World, module: LiveModule, seen = new Set<LiveModule>()): boolean {
  if (module.ended || module.kind === 'json' || module.isSpace || seen.has(module)) return false
  seen.add(module)
  return module.threw ?? (module.runtime ? !isWaiting(module) : importedBy(world, module).some(each => hasThrown(world, each, seen)))
}

/** With all that imports it and never came to an end. */
function stoppedBy(world: World, module: LiveModule, found: LiveModule[] = []): LiveModule[] {
  if (found.includes(module) || !hasThrown(world, module)) return found
  return importersOf(world, module).reduce((all, each) => stoppedBy(world, each, all), [...found, module])
}

/** The texts of modules that threw are others now: they are loaded anew, with all that could not be loaded for them. */
export function abandonThrown(world: World, paths: Iterable<string>): void {
  for (const path of paths) {
    const module = world.modules.get(path)
    if (!module?.threw) continue
    const importers = importersOf(world, module)
    abandon(world, module)
    abandonThrown(world, importers.map(each => each.path))
  }
}
