import { pathToFileURL } from 'node:url'
import type { Model } from '../3-analyse/shapes.ts'
import { Owners } from '../effects/owners.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'

/** A module that Node, or an update, is about to load. */
export function enterModule(world: World, path: string, url: string, kind: LiveModule['kind'], model: Model, id?: number): LiveModule {
  const module = newModule(world, path, url, kind, model, id)
  enter(world, module)
  return module
}

/** It is not in the world yet. */
export function newModule(world: World, path: string, url: string, kind: LiveModule['kind'], model: Model, id = world.nextId): LiveModule {
  return {
    id, path, url, kind, current: model, loaded: model, records: new Map(), ghosts: new Map(), held: new WeakMap(), dormant: false, left: new Set(),
    root: world.roots.has(url), resolved: world.modules.get(path)?.resolved ?? new Map<string, string>(), version: 1, loadedVersion: 1, changed: new Map(), owners: new Owners(model), late: new Set(), linked: new Map(), isSpace: false,
  }
}

/** Code of an earlier start says the number of its module. One that was set aside before it had slots gives its number back. */
export function isFree(world: World, id: number): boolean {
  const other = world.byId.get(id)
  return id >= world.firstId && (!other || (!other.runtime && !other.holders && world.modules.get(other.path) !== other))
}

export function enter(world: World, module: LiveModule): void {
  world.byId.set(module.id, module)
  world.nextId = Math.max(world.nextId, module.id + 1)
  world.modules.set(module.path, module)
  world.unlinked.push(module)
  if (world.directories.length > 0) world.unjoined.add(module)
  world.seen.set(module.path, module.current.text)
}

/** The text of the file of a module, which is another one than that of its model where hooks of others made that. */
export function noteFile(world: World, module: LiveModule, file: string): void {
  if (file === module.current.text) return
  module.file = file
  world.seen.set(module.path, file)
}

/** The model of a file that is no code. */
export const emptyModel = (path: string, text: string): Model =>
  ({ path, text, format: 'module', placed: [], bindings: new Map(), imports: new Map(), requests: [], exports: new Map(), stars: [], rerun: false, passesOn: false })

export const urlOf = (path: string): string => pathToFileURL(path).href
