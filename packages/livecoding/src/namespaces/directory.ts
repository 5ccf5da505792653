import { existsSync, realpathSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { look } from '../2-read/look.ts'
import { askBefore, askPlaced, proposalOf } from '../6-verify/gates/proposal.ts'
import { link } from '../6-verify/link.ts'
import { placeOf } from '../7-apply/failure.ts'
import { describe } from '../messages/thrown.ts'
import { attempt } from '../update/attempt.ts'
import { noCache } from '../cache/cache.ts'
import { forget } from '../7-apply/arrive.ts'
import type { Problem } from '../8-report/report.ts'
import { abandon, keyOf } from '../loader/abandon.ts'
import type { Loader } from '../loader/load.ts'
import { textGiven } from '../loader/others.ts'
import type { Resolver } from '../loader/resolve.ts'
import { fault } from '../messages/fault.ts'
import { problem } from '../messages/message.ts'
import { numberedNamespaces } from '../runtime/namespace.ts'
import type { LiveModule } from '../live-module.ts'
import type { Directory, World } from '../world.ts'
import { cycleProblems, enter } from './join.ts'
import { needed } from './order.ts'
import { createDirectory, namespacesAt, scan, type DirectoryOptions } from './members.ts'
import { spaceModels } from './space-models.ts'
import { spaceOf } from './space.ts'

/** What came of adding a directory: files that have a problem wait, and are tried again with the next save. */
export interface Added { files: string[], problems: Problem[] }

/** The directory, if it can be one. @throws Error LC3201, LC3204, LC3205 or LC3206 */
export function newDirectory(world: World, resolver: Resolver, folder: string, namespace: string, options: DirectoryOptions): Directory {
  if (!namespace.split('/').every(part => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(part))) throw fault('LC3204', { namespace })
  const path = folderAt(resolve(world.root, folder))
  if (world.directories.some(each => each.path === path && each.namespace === namespace)) throw fault('LC3206', { folder: short(world, path), namespace })
  refusePackage(world, resolver, namespace)
  return createDirectory(path, namespace, options)
}

function folderAt(path: string): string {
  try {
    const real = realpathSync(path)
    if (!statSync(real).isDirectory()) throw fault('LC3205', { folder: path, reason: 'it is a file' })
    return real
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw code === 'LC3205' ? error : fault('LC3205', { folder: path, reason: code === 'ENOENT' ? 'there is no such folder' : String((error as Error).message) })
  }
}

/** A real package of that name would be hidden from the whole program. */
function refusePackage(world: World, resolver: Resolver, namespace: string): void {
  for (const name of new Set([namespace.split('/')[0]!, namespace])) {
    if (world.spaces.has(name)) continue
    const found = resolver.resolve(name, join(world.root, 'main.js'), false)
    if ('url' in found) throw fault('LC3201', { namespace: name, package: found.url.replace('file://', '') })
  }
}

/** Gives the namespaces of a directory their names, and loads nothing: its files are loaded as they are imported. */
export async function offer(world: World, resolver: Resolver, directory: Directory, texts: ReadonlyMap<string, string>): Promise<void> {
  const { files } = list(directory)
  world.directories.push(directory)
  spaceOf(world, directory.namespace)
  const all = await readAll(world, files, [])
  for (const [path, text] of texts) if (all.has(path)) all.set(path, text)
  await enterAll(world, { resolver, cache: noCache }, all, [])
  for (const { module } of world.spaces.values()) {
    if (module.pending) module.current = module.pending
    delete module.pending
  }
}

/** Loads all files of a directory, each after what it needs; those that cannot be loaded are told and wait. */
export async function load(world: World, { resolver, cache }: Loader, directory: Directory, watch: (folder: string) => void): Promise<Added> {
  const { folders, files } = list(directory)
  folders.forEach(watch)
  world.directories.push(directory)
  spaceOf(world, directory.namespace)
  resolver.refresh()
  const problems: Problem[] = []
  const texts = await readAll(world, files, problems)
  let fresh: LiveModule[] = []
  try {
    fresh = await enterAll(world, { resolver, cache }, texts, problems)
    await loadAll(world, fresh, texts, problems)
    await askPlacedGates(world, fresh, texts, problems)
  } catch (error) {
    world.directories.splice(world.directories.indexOf(directory), 1)
    throw error
  } finally {
    for (const { module } of world.spaces.values()) delete module.pending
  }
  // To the update that follows the namespaces are what changed: who imports from them sees it.
  const isWhole = fresh.every(module => texts.has(module.path))
  const { problems: told } = await attempt(world, resolver, texts, new Set(isWhole ? fresh : []))
  numberedNamespaces(world)
  return { files, problems: [...problems, ...told] }
}

function list(directory: Directory): ReturnType<typeof scan> {
  try { return scan(directory) } catch (error) {
    throw fault('LC3205', { folder: directory.path, reason: (error as Error).message }, error)
  }
}

async function readAll(world: World, files: readonly string[], problems: Problem[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  for (const path of files) {
    const { text, error } = look(path)
    if (text !== undefined) texts.set(path, await textGiven(world, path, text))
    if (error) problems.push(problem('LC1002', { file: short(world, path), reason: error.message }, { file: short(world, path) }))
  }
  return texts
}

/** Sets aside what cannot be, and what needs it, until the rest is sound; `texts` keeps the sound ones. */
async function enterAll(world: World, { resolver, cache }: Loader, texts: Map<string, string>, problems: Problem[]): Promise<LiveModule[]> {
  for (;;) {
    const fresh: LiveModule[] = []
    const found: Problem[] = []
    for (const [path, text] of texts) {
      if (world.modules.has(path)) continue
      const entered = enter(world, path, text, cache)
      if ('url' in entered) fresh.push(entered)
      else found.push(entered)
    }
    if (found.length === 0) found.push(...await check(world, resolver, texts, fresh))
    const bad = new Set(found.map(({ file }) => resolve(world.root, file ?? '')))
    const aside = [...texts.keys()].filter(path => bad.has(path))
    problems.push(...found)
    if (aside.length === 0) return fresh
    forget(world, fresh)
    for (const path of aside) setAside(world, path, texts, found)
  }
}

function setAside(world: World, path: string, texts: Map<string, string>, problems: readonly Problem[]): void {
  world.waiting.set(path, { text: texts.get(path), problems })
  world.seen.set(path, texts.get(path))
  texts.delete(path)
}

/** Gives the namespaces the names of these files, and says what would not link. */
async function check(world: World, resolver: Resolver, texts: ReadonlyMap<string, string>, fresh: LiveModule[]): Promise<Problem[]> {
  const { models } = spaceModels(world, texts.keys(), module => module.dormant && !texts.has(module.path) ? undefined : module.current)
  for (const [module, model] of models) module.pending = model
  const linked = await link(world, resolver, texts, { changed: models, touched: new Set(), fresh })
  forget(world, linked.arrivals.filter(module => !fresh.includes(module)))
  if (linked.problems.length > 0) return linked.problems
  const cycles = cycleProblems(world, fresh)
  return cycles.length > 0 ? cycles : askBefore(world, proposalOf(world, new Map(), fresh))
}

/** A file that throws takes with it those that import it, and no others. */
async function loadAll(world: World, fresh: readonly LiveModule[], texts: Map<string, string>, problems: Problem[]): Promise<void> {
  const errors = new Map<unknown, LiveModule[]>()
  for (const module of fresh) {
    try { await world.wait(import(keyOf(world, module.url))) } catch (error) { errors.set(error, [...errors.get(error) ?? [], module]) }
  }
  for (const [error, modules] of errors) {
    const place = placeOf(world, error) ?? { file: short(world, modules[0]!.path), line: 1 }
    problems.push(problem('LC3208', { module: place.file!, error: describe(error) }, place))
    leaveOut(world, modules, texts, problems)
  }
}

function leaveOut(world: World, modules: readonly LiveModule[], texts: Map<string, string>, problems: readonly Problem[]): void {
  for (const module of modules) {
    abandon(world, module)
    setAside(world, module.path, texts, problems)
  }
}

/** A file that a gate refuses goes, and with it those that are loaded after it. */
async function askPlacedGates(world: World, fresh: readonly LiveModule[], texts: Map<string, string>, problems: Problem[]): Promise<void> {
  const loaded = fresh.filter(module => world.modules.get(module.path) === module)
  const said = await askPlaced(world, proposalOf(world, new Map(), loaded)) ?? []
  problems.push(...said)
  const refused = new Set(loaded.filter(({ path }) => said.some(({ file }) => resolve(world.root, file ?? '') === path)))
  for (let before = -1; before < refused.size;) {
    before = refused.size
    for (const module of loaded) if (needed(world, module).some(each => refused.has(each))) refused.add(module)
  }
  leaveOut(world, [...refused], texts, problems)
}

const short = (world: World, path: string): string => relative(world.root, path)


/** Takes the files of a directory out of its namespaces. @throws Error LC3209 where somebody imports a name of it */
export async function unload(world: World, resolver: Resolver, directory: Directory): Promise<void> {
  directory.leaving = true
  const inside = [...world.modules.values()].filter(module => !module.dormant && namespacesAt([directory], module.path).length > 0)
  const { status, problems } = await attempt(world, resolver, new Map(inside.map(module => [module.path, module.current.text])))
  if (status !== 'applied') {
    directory.leaving = false
    throw fault('LC3209', { folder: short(world, directory.path), reason: problems.map(({ message }) => message).join(' ') })
  }
  world.directories.splice(world.directories.indexOf(directory), 1)
  for (const path of world.waiting.keys()) if (namespacesAt([directory], path).length > 0 && !world.modules.has(path)) world.waiting.delete(path)
}

/** @throws Error LC3207 */
export function directoryAt(world: World, folder: string, namespace: string | undefined): Directory {
  const path = resolve(world.root, folder)
  const real = existsSync(path) ? realpathSync(path) : path
  const found = world.directories.find(each => each.path === real && (namespace === undefined || each.namespace === namespace))
  if (found) return found
  throw fault('LC3207', { folder, known: world.directories.map(each => short(world, each.path)).join(', ') || 'none' })
}
