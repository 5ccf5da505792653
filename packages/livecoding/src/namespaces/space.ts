import { relative } from 'node:path'
import type { Export, Model } from '../3-analyse/shapes.ts'
import { modelAt, moduleOf } from '../6-verify/targets.ts'
import type { Problem } from '../8-report/report.ts'
import { emptyModel, enterModule } from '../loader/load.ts'
import type { Resolver } from '../loader/resolve.ts'
import { problem } from '../messages/message.ts'
import type { LiveModule, Space, World } from '../world.ts'
import { namespacesAt } from './members.ts'

export const scheme = 'livecoding:'
export const spaceUrl = (name: string): string => scheme + name

/** The namespace of this name, made where it is not known; those above it too. */
export function spaceOf(world: World, name: string): Space {
  const known = world.spaces.get(name)
  if (known) return known
  const module = enterModule(world, name, spaceUrl(name), 'esm', emptyModel(name, ''))
  world.seen.delete(name)
  module.root = module.isSpace = true
  const space = { name, module }
  world.spaces.set(name, space)
  const above = parentOf(name)
  if (above) spaceOf(world, above)
  return space
}

const parentOf = (name: string): string => name.split('/').slice(0, -1).join('/')

/** What the namespaces are after a save. */
export interface SpaceModels {
  models: Map<LiveModule, Model>
  /** Names that two files give, since this save. */
  problems: Problem[]
}

/**
 * Models of the namespaces that these files are in. `modelOf` says what a module is after the save; undefined: it is no
 * part of the program any more.
 */
export function spaceModels(world: World, paths: Iterable<string>, modelOf: (module: LiveModule) => Model | undefined): SpaceModels {
  const directories = world.directories.filter(each => !each.leaving)
  const wanted = new Set<string>()
  for (const path of paths) {
    for (const name of namespacesAt(world.directories, path)) {
      for (let above = name; above !== ''; above = parentOf(above)) wanted.add(above)
    }
  }
  const files = new Map([...wanted].map(name => [name, [] as LiveModule[]]))
  for (const module of [...world.modules.values()].sort((a, b) => a.path < b.path ? -1 : 1)) {
    if (module.isSpace || module.kind === 'json' || modelOf(module) === undefined) continue
    for (const name of namespacesAt(directories, module.path)) files.get(name)?.push(module)
  }
  const result: SpaceModels = { models: new Map(), problems: [] }
  for (const [name, modules] of files) {
    const { module } = spaceOf(world, name)
    const made = spaceModel(world, name, modules, modelOf, files)
    result.models.set(module, made.model)
    result.problems.push(...made.conflicts.filter(each => !isOld(world, module, each)).map(({ name, first, second }) => conflict(world, module, name, first, second)))
  }
  return result
}

interface Conflict { name: string, first: LiveModule, second: LiveModule }

function spaceModel(world: World, space: string, modules: readonly LiveModule[], modelOf: (module: LiveModule) => Model | undefined, all: ReadonlyMap<string, LiveModule[]>): { model: Model, conflicts: Conflict[] } {
  const model = emptyModel(space, '')
  const definers = new Map<string, LiveModule>()
  const conflicts: Conflict[] = []
  for (const module of modules) {
    model.requests.push({ specifier: module.url, at: 0, end: 0, bare: true })
    for (const name of namesOf(world, module, modelOf)) {
      const first = definers.get(name)
      if (first) conflicts.push({ name, first, second: module })
      else definers.set(name, module)
    }
  }
  for (const [name, module] of definers) model.exports.set(name, { name, from: module.url, imported: name, at: 0 })
  for (const name of new Set([...world.spaces.keys(), ...all.keys()])) {
    const last = name.slice(space.length + 1)
    if (parentOf(name) !== space || model.exports.has(last) || !hasFiles(world, name, all)) continue
    model.requests.push({ specifier: spaceUrl(name), at: 0, end: 0, bare: true })
    model.exports.set(last, { name: last, from: spaceUrl(name), imported: '*', at: 0 })
  }
  return { model, conflicts }
}

/** A namespace is there as long as it, or one below it, has files. */
function hasFiles(world: World, name: string, all: ReadonlyMap<string, LiveModule[]>): boolean {
  const here = all.get(name)
  if (here ? here.length > 0 : (world.spaces.get(name)?.module.current.requests.length ?? 0) > 0) return true
  return [...new Set([...world.spaces.keys(), ...all.keys()])].some(each => parentOf(each) === name && hasFiles(world, each, all))
}

/** The names that a file gives: what it exports, `default` left out, for the name of a file is no name of a namespace. */
function namesOf(world: World, module: LiveModule, modelOf: (module: LiveModule) => Model | undefined, seen = new Set<LiveModule>()): Set<string> {
  const names = new Set<string>()
  const model = modelOf(module)
  if (!model || seen.has(module)) return names
  seen.add(module)
  for (const name of model.exports.keys()) if (name !== 'default') names.add(name)
  for (const specifier of model.stars) {
    const from = moduleOf(world, module.resolved.get(specifier))
    if (from) for (const name of namesOf(world, from, modelOf, seen)) names.add(name)
  }
  return names
}

/** Which module gives a name of a namespace. */
export const definerOf = (world: World, space: LiveModule, name: string): LiveModule | undefined =>
  moduleOf(world, modelAt(space, 'newest').exports.get(name)?.from)

/** The conflict was there before the save, and was told then. */
function isOld(world: World, space: LiveModule, { name, first, second }: Conflict): boolean {
  const had = (module: LiveModule): boolean => space.current.requests.some(({ specifier }) => specifier === module.url) && namesOf(world, module, each => each.current).has(name)
  return had(first) && had(second)
}

function conflict(world: World, space: LiveModule, name: string, first: LiveModule, second: LiveModule): Problem {
  const short = (module: LiveModule): string => relative(world.root, module.path)
  const found = problem('LC3202', { namespace: space.path, name, first: short(first), second: short(second) })
  return { ...found, file: short(second), ...placeOfName(second, name) }
}

function placeOfName(module: LiveModule, name: string): { line: number } {
  const model = modelAt(module, 'newest')
  const each: Export | undefined = model.exports.get(name)
  const placed = model.placed.find(({ chunk }) => each && chunk.exports.includes(each))
  return { line: placed?.line ?? 1 }
}

/** Whether an import of this name leads to a namespace: it has files, or a directory was added under it. */
export function isOffered(world: World, name: string): boolean {
  const space = world.spaces.get(name)
  return space !== undefined && (modelAt(space.module, 'newest').requests.length > 0 || world.directories.some(directory => directory.namespace === name))
}

/** A resolver that knows the namespaces. */
export const withSpaces = (world: World, resolver: Resolver): Resolver => ({
  ...resolver,
  resolve: (specifier, parent, commonjs) => isOffered(world, specifier) ? { url: spaceUrl(specifier) } : resolver.resolve(specifier, parent, commonjs),
})
