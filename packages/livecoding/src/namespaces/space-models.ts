import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Export, Model, Spaced } from '../3-analyse/shapes.ts'
import { modelAt, moduleOf } from '../graph/modules.ts'
import type { Problem } from '../8-report/report.ts'
import { emptyModel, urlOf } from '../loader/enter.ts'
import { problem } from '../messages/message.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { namespacesAt } from './members.ts'
import { parentOf, spaceOf, spaceUrl } from './space.ts'

/** What the namespaces are after a save. */
export interface SpaceModels {
  /** Of those that the save changes. */
  models: Map<LiveModule, Model>
  /** Names that two files give, since this save. */
  problems: Problem[]
}

/** What a module is after the save; undefined: it is no part of the program any more. */
type ModelOf = (module: LiveModule) => Model | undefined

/** Models of the namespaces that these files are in: each is the one before and what these files change in it. */
export function spaceModels(world: World, paths: Iterable<string>, modelOf: ModelOf): SpaceModels {
  const result: SpaceModels = { models: new Map(), problems: [] }
  for (const [name, files] of changedSpaces(world, paths)) {
    const { module } = spaceOf(world, name)
    const found = stepOf(world, module, files, modelOf, result.models)
    if (!found) continue
    result.models.set(module, found.model)
    result.problems.push(...found.conflicts.map(each => conflictProblem(world, module, each)))
  }
  return result
}

/** The namespaces of these files and those above them, inner ones first, each with the paths of the files. */
function changedSpaces(world: World, paths: Iterable<string>): [string, Set<string>][] {
  const spaces = new Map<string, Set<string>>()
  const add = (name: string, path: string): void => {
    const known = spaces.get(name)
    if (known) known.add(path)
    else spaces.set(name, new Set([path]))
    for (let above = parentOf(name); above !== '' && !spaces.has(above); above = parentOf(above)) spaces.set(above, new Set())
  }
  const entered = [...world.unjoined].map(module => module.path)
  for (const path of [...paths, ...entered]) for (const name of namespacesAt(world.directories, path)) add(name, path)
  for (const { name, module } of world.spaces.values()) {
    for (const url of module.current.space?.starred ?? []) add(name, fileURLToPath(url))
  }
  const depth = (name: string): number => name.split('/').length
  return [...spaces].sort(([a], [b]) => depth(b) - depth(a))
}

interface Conflict { name: string, first: LiveModule, second: LiveModule }

const nothing: Omit<Spaced, 'step'> = { files: new Map(), givers: new Map(), starred: new Set() }

/** Undefined: the namespace is what it was. */
function stepOf(world: World, space: LiveModule, paths: ReadonlySet<string>, modelOf: ModelOf, made: ReadonlyMap<LiveModule, Model>): { model: Model, conflicts: Conflict[] } | undefined {
  const before = space.current
  const old = before.space ?? nothing
  const changed = givenBy(world, space, paths, modelOf)
  for (const [url, names] of changed) if (sameNames(old.files.get(url), names)) changed.delete(url)
  const inner = new Set([...made.keys()].filter(({ path }) => parentOf(path) === space.path).map(({ path }) => path.slice(space.path.length + 1)))
  if (changed.size === 0 && inner.size === 0) return undefined
  const files = new Map(old.files)
  const starred = new Set(old.starred)
  for (const [url, names] of changed) {
    if (names) files.set(url, names)
    else files.delete(url)
    if (names && modelOf(moduleOf(world, url)!)!.stars.length > 0) starred.add(url)
    else starred.delete(url)
  }
  const touched = new Set([...changed].flatMap(([url, names]) => [...old.files.get(url) ?? [], ...names ?? []]))
  const givers = new Map(old.givers)
  const conflicts: Conflict[] = []
  for (const name of touched) {
    const giving = sorted(world, [...(givers.get(name) ?? []).filter(url => !changed.has(url)), ...[...changed].flatMap(([url, names]) => names?.has(name) ? url : [])])
    if (giving.length > 0) givers.set(name, giving)
    else givers.delete(name)
    const had = old.givers.get(name) ?? []
    const [first, ...others] = giving
    for (const second of others) if (!had.includes(first!) || !had.includes(second)) conflicts.push({ name, first: moduleOf(world, first)!, second: moduleOf(world, second)! })
  }
  const exports = new Map(before.exports)
  const step = { names: new Set<string>(), came: new Set<string>(), went: new Set<string>() }
  for (const name of touched.union(inner)) {
    const [had, has] = [before.exports.get(name), exportOf(world, space, name, givers, made)]
    if (had?.from === has?.from) continue
    step.names.add(name)
    if (has) exports.set(name, has)
    else exports.delete(name)
    if (had?.imported === '*') step.went.add(had.from!)
    if (has?.imported === '*') step.came.add(has.from!)
  }
  for (const [url, names] of changed) if (old.files.has(url) !== (names !== undefined)) (names ? step.came : step.went).add(url)
  const requests = [...before.requests.filter(({ specifier }) => !step.went.has(specifier)), ...[...step.came].map(specifier => ({ specifier, at: 0, end: 0, source: 0, bare: true }))]
  return { model: { ...emptyModel(space.path, ''), requests, exports, space: { files, givers, starred, step } }, conflicts }
}

/** The first file that gives the name; else the namespace below of this name, as long as it has something. */
function exportOf(world: World, space: LiveModule, name: string, givers: Spaced['givers'], made: ReadonlyMap<LiveModule, Model>): Export | undefined {
  const from = givers.get(name)?.[0]
  if (from !== undefined) return { name, from, imported: name, at: 0 }
  const below = world.spaces.get(`${space.path}/${name}`)
  return below && (made.get(below.module) ?? below.module.current).requests.length > 0 ? { name, from: spaceUrl(below.name), imported: '*', at: 0 } : undefined
}

/** By url, the names that these files give to the namespace; undefined: they are in it no more. */
function givenBy(world: World, space: LiveModule, paths: ReadonlySet<string>, modelOf: ModelOf): Map<string, Set<string> | undefined> {
  const directories = world.directories.filter(each => !each.leaving)
  return new Map([...paths].map(path => {
    const module = world.modules.get(path)
    const isIn = module !== undefined && module.kind !== 'json' && modelOf(module) !== undefined && namespacesAt(directories, path).includes(space.path)
    return [module?.url ?? urlOf(path), isIn ? namesOf(world, module, modelOf) : undefined]
  }))
}

/** The names that a file gives: what it exports, `default` left out, for the name of a file is no name of a namespace. */
function namesOf(world: World, module: LiveModule, modelOf: ModelOf, seen = new Set<LiveModule>()): Set<string> {
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

const sameNames = (a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.size === b.size && a.isSubsetOf(b))

const sorted = (world: World, urls: string[]): string[] =>
  urls.flatMap(url => moduleOf(world, url) ?? []).sort((a, b) => a.path < b.path ? -1 : 1).map(({ url }) => url)

function conflictProblem(world: World, space: LiveModule, { name, first, second }: Conflict): Problem {
  const short = (module: LiveModule): string => relative(world.root, module.path)
  const found = problem('LC3202', { namespace: space.path, name, first: short(first), second: short(second) })
  return { ...found, file: short(second), line: lineOf(second, name) }
}

function lineOf(module: LiveModule, name: string): number {
  const model = modelAt(module, 'newest')
  return model.placed.findLast(({ chunk }) => chunk.exports.some(each => each.name === name))?.line ?? 1
}
