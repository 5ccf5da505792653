import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { analyse } from '../3-analyse/model.ts'
import type { ImportBinding, Model, Request } from '../3-analyse/shapes.ts'
import type { Problem } from '../8-report/report.ts'
import { isNew, look } from '../2-read/look.ts'
import { jsonChange, jsonProblem, type JsonChange } from '../4-diff/json.ts'
import { foldersFor } from '../loader/candidates.ts'
import { formatOf } from '../loader/format.ts'
import { resolveAll } from '../loader/requests.ts'
import { emptyModel, enterModule, noteFile } from '../loader/enter.ts'
import { textGiven } from '../loader/others.ts'
import type { Resolver } from '../loader/resolve.ts'
import { problem } from '../messages/message.ts'
import { numberOf } from '../graph/names.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { asksBy } from '../graph/asked.ts'
import { lostBy, newRequests, noteRequests, reached } from '../graph/graph.ts'
import { isSamePhase } from '../graph/targets.ts'
import { moduleOf } from '../graph/modules.ts'
import { missingNames } from './missing-names.ts'
import { nameOf, placeOf } from './place.ts'
import { syntaxProblem } from './syntax.ts'

export interface Linked {
  problems: Problem[]
  /** Modules that the save brings, what they import first. */
  arrivals: LiveModule[]
  /** Modules that nobody imported any more, and that are imported again. */
  revived: Set<LiveModule>
  /** Of these, JSON files that are others than when they were imported last. */
  json: JsonChange[]
  /** Modules that run, and that nobody imports after the save. */
  lost: ReadonlySet<LiveModule>
  /** Namespaces that are others now that all is read. */
  joined: LiveModule[]
  /** Paths of files that the program did not have and that were looked at; whether they came with the save, in a folder that nobody followed. */
  wanted: Map<string, boolean>
}

/** What a save is checked against; `texts` go before the disk's. */
interface Linking { world: World, resolver: Resolver, texts: ReadonlyMap<string, string | undefined>, linked: Linked }

/** What is checked. */
export interface ToLink {
  /** Modules that have another model after the save, or whose imports lead elsewhere. */
  changed: ReadonlyMap<LiveModule, Model>
  /** Others that import from them. */
  touched: ReadonlySet<LiveModule>
  /** Modules that the save brings, and that are entered already. */
  fresh?: readonly LiveModule[]
  /** Says which namespaces are others once all is read. */
  join?(): LiveModule[]
}

/**
 * The link check of the whole graph (ECMA-262 16.2.1.6.4, InitializeEnvironment), before anything runs: every import
 * leads somewhere, and every imported name is exported. New files are read and entered, but not loaded.
 */
export async function link(world: World, resolver: Resolver, texts: Linking['texts'], { changed, touched, fresh = [], join }: ToLink): Promise<Linked> {
  const linked: Linked = { problems: [], arrivals: [], revived: new Set(), json: [], lost: new Set(), joined: [], wanted: new Map() }
  const linking = { world, resolver, texts, linked }
  const graph = {
    models: changed,
    deleted: new Set([...texts].flatMap(([path, text]) => text === undefined ? path : [])),
    revived: linked.revived,
  }
  // What nobody imports after the save may lack what it likes; what it would bring is not loaded.
  const liveNow = (): ((module: LiveModule) => boolean) => {
    const lost = lostBy(world, graph)
    const asleep = [...changed.keys()].some(module => module.dormant) ? reached(world, graph) : undefined
    return module => module.dormant && !linked.revived.has(module) ? asleep?.has(module) === true : !lost.has(module)
  }
  for (const module of fresh) {
    await follow(linking, module, module.current)
    linked.arrivals.push(module)
  }
  for (const [path, text] of texts) {
    const module = text === undefined ? undefined : world.modules.get(path)
    if (module?.dormant && module.root) await revive(linking, module)
  }
  // Files of namespaces that come may import what nobody else does.
  let left = [...changed]
  for (let now = left; now.length > 0;) {
    const isLive = liveNow()
    now = left.filter(([module]) => isLive(module) || module.isSpace)
    left = left.filter(each => !now.includes(each))
    for (const [module, model] of now) await follow(linking, module, model)
  }
  linked.joined = join?.() ?? []
  linked.lost = lostBy(world, graph)
  if (linked.problems.length > 0) return linked
  const checked = new Set([...changed.keys(), ...linked.arrivals, ...linked.revived, ...touched, ...linked.joined])
  const isLive = liveNow()
  for (const module of checked) if (isLive(module)) linked.problems.push(...missingNames(world, module, texts))
  return linked
}

/** Resolves what a module imports; reads new files, and loads packages so that their names are known. */
async function follow(linking: Linking, module: LiveModule, model: Model): Promise<void> {
  const { world, resolver, linked } = linking
  for (const { specifier, at } of resolveAll(world, resolver, module, model, path => linking.texts.has(path) || existsSync(path))) {
    // The file may come, in a folder of which the program has nothing so far.
    for (const folder of foldersFor(specifier, module.path)) world.follow(folder)
    linked.problems.push({ ...problem('LC1101', { specifier, module: nameOf(world, module) }), ...placeOf(world, module, model, at) })
  }
  noteRequests(world, module, model)
  for (const each of model.imports.values()) {
    const { phase, specifier, at } = each
    if (phase && !isSamePhase(each, module.loaded.imports.get(each.local))) linked.problems.push({ ...problem('LC1104', { phase, specifier }), ...placeOf(world, module, model, at) })
  }
  for (const { specifier, source, attributes, dynamic } of newRequests(module, model)) {
    const url = module.resolved.get(specifier)
    const known = moduleOf(world, url)
    const wrong = module.kind === 'esm' && dynamic !== 'require' && url !== undefined ? wrongAttributes(url, attributes) : undefined
    // What Node has loaded once is right, whatever other hooks made of it.
    const isLoaded = (): boolean => !!module.runtime && module.loaded.requests.some(each => each.specifier === specifier && each.attributes?.type === attributes?.type)
    if (wrong !== undefined && !isLoaded()) {
      linked.problems.push(notLoaded(linking, module, model, { specifier, source }, wrong))
      continue
    }
    if (known?.dormant) await revive(linking, known)
    if (url === undefined || known || dynamic) continue
    if (world.isManaged(url)) await arrive(linking, url)
    else if (module.kind === 'esm' && isLate(module, model, specifier) && world.namespaces[numberOf(world, url)] === undefined) {
      try {
        world.namespaces[numberOf(world, url)] = await import(url, attributes ? { with: attributes } : {}) as object
      } catch (error) {
        linked.problems.push(notLoaded(linking, module, model, { specifier, source }, (error as Error).message))
      }
    }
  }
}

function notLoaded({ world }: Linking, module: LiveModule, model: Model, { specifier, source }: Pick<Request, 'specifier' | 'source'>, reason: string): Problem {
  return { ...problem('LC1101', { specifier, module: nameOf(world, module) }), message: `"${specifier}" cannot be loaded: ${reason}`, ...placeOf(world, module, model, source) }
}

/** What Node finds wrong as it loads a module from there. */
function wrongAttributes(url: string, attributes: Request['attributes']): string | undefined {
  const isJson = url.startsWith('file:') && url.replace(/[?#].*$/, '').endsWith('.json')
  if (isJson === (attributes?.type === 'json')) return undefined
  return isJson ? 'it needs an import attribute of "type: json"' : 'it is no JSON, as its import attribute says'
}

/** A name comes from there that Node did not link to the module when it loaded it. */
function isLate({ loaded }: LiveModule, model: Model, specifier: string): boolean {
  const isOther = ({ local, imported }: ImportBinding): boolean => loaded.imports.get(local)?.imported !== imported || loaded.imports.get(local)?.type === true
  return [...model.imports.values()].some(each => each.specifier === specifier && isOther(each)) || !asksBy(loaded, specifier)
}

async function arrive(linking: Linking, url: string): Promise<void> {
  const { world, texts, linked } = linking
  const path = fileURLToPath(url)
  linked.wanted.set(path, !texts.has(path) && !world.seen.has(path) && isNew(path))
  world.follow(dirname(path))
  const file = texts.get(path) ?? look(path).text ?? ''
  const text = await textGiven(world, path, file)
  const format = formatOf(path, text)
  if (format === 'json') {
    const bad = jsonProblem(world, path, text)
    if (bad) linked.problems.push(bad)
    else linked.arrivals.push(enterModule(world, path, url, 'json', emptyModel(path, text)))
    return
  }
  const analysis = analyse(path, text, format)
  if ('errors' in analysis) {
    linked.problems.push(syntaxProblem(world, path, text, analysis.errors[0]!))
    return
  }
  const module = enterModule(world, path, url, format === 'commonjs' ? 'cjs' : 'esm', analysis.model)
  noteFile(world, module, file)
  await follow(linking, module, module.current)
  linked.arrivals.push(module)
}

/** A module that was retired is imported again: its file may have changed meanwhile. */
async function revive(linking: Linking, module: LiveModule): Promise<void> {
  const { world, texts, linked } = linking
  if (linked.revived.has(module)) return
  linked.revived.add(module)
  const text = texts.has(module.path) ? texts.get(module.path) : await textOnDisk(world, module.path)
  if (module.kind === 'json') {
    const found = text === undefined ? { change: undefined } : jsonChange(world, module, text)
    if ('problem' in found) linked.problems.push(found.problem)
    else if (found.change) {
      linked.json.push(found.change)
      if ('value' in found.change) module.pending = module.current
    }
    return
  }
  const analysis = text === undefined ? undefined : analyse(module.path, text, module.current.format, module.current)
  if (analysis && 'errors' in analysis) {
    linked.problems.push(syntaxProblem(world, module.path, text!, analysis.errors[0]!))
    return
  }
  module.pending = analysis?.model ?? module.current
  await follow(linking, module, module.pending)
}

async function textOnDisk(world: World, path: string): Promise<string | undefined> {
  const { text } = look(path)
  return text === undefined ? undefined : textGiven(world, path, text)
}
