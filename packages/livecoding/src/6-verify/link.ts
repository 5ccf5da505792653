import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { analyse } from '../3-analyse/model.ts'
import type { Model } from '../3-analyse/shapes.ts'
import type { Problem } from '../8-report/report.ts'
import { enterModule, resolveAll } from '../loader/load.ts'
import type { Resolver } from '../loader/resolve.ts'
import { problem } from '../messages/message.ts'
import { numberOf } from '../5-plan/names.ts'
import type { LiveModule, World } from '../world.ts'
import { modelAt, moduleOf, targetOfExport, targetOfImport } from './targets.ts'
import { syntaxProblem } from './syntax.ts'

export interface Linked {
  problems: Problem[]
  /** Modules that the save brings, what they import first. */
  arrivals: LiveModule[]
}

/**
 * The link check of the whole graph (ECMA-262 16.2.1.6.4, InitializeEnvironment), before anything runs: every import
 * leads somewhere, and every imported name is exported. New files are read and entered, but not loaded.
 */
export async function link(world: World, resolver: Resolver, changed: readonly { module: LiveModule, model: Model }[], touched: ReadonlySet<LiveModule>): Promise<Linked> {
  const linked: Linked = { problems: [], arrivals: [] }
  for (const { module, model } of changed) await follow(world, resolver, module, model, linked)
  if (linked.problems.length > 0) return linked
  const checked = new Set([...changed.map(each => each.module), ...linked.arrivals, ...touched])
  for (const module of checked) linked.problems.push(...missingNames(world, module))
  return linked
}

/** Resolves what a module imports; reads new files, and loads packages so that their names are known. */
async function follow(world: World, resolver: Resolver, module: LiveModule, model: Model, linked: Linked): Promise<void> {
  for (const { specifier, at } of resolveAll(world, resolver, module, model)) {
    linked.problems.push({ ...problem('LC1101', { specifier, module: name(world, module) }), ...placeOf(world, module, model, at) })
  }
  for (const { specifier, at, attributes } of model.requests) {
    const url = module.resolved.get(specifier)
    if (url === undefined || moduleOf(world, url)) continue
    if (world.isManaged(url)) await arrive(world, resolver, url, linked)
    else if (isLate(module, model, specifier) && world.namespaces[numberOf(world, url)] === undefined) {
      try {
        world.namespaces[numberOf(world, url)] = await import(url, attributes ? { with: attributes } : {}) as object
      } catch (error) {
        linked.problems.push({ ...problem('LC1101', { specifier, module: name(world, module) }), message: `"${specifier}" cannot be loaded: ${String((error as Error).message)}`, ...placeOf(world, module, model, at) })
      }
    }
  }
}

/** A name comes from there that Node did not link to the module when it loaded it. */
const isLate = (module: LiveModule, model: Model, specifier: string): boolean =>
  [...model.imports.values()].some(each => each.specifier === specifier && module.loaded.imports.get(each.local)?.imported !== each.imported) ||
  !module.loaded.requests.some(request => request.specifier === specifier)

async function arrive(world: World, resolver: Resolver, url: string, linked: Linked): Promise<void> {
  const path = fileURLToPath(url)
  const json = path.endsWith('.json')
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
  const analysis = analyse(path, json ? '' : text, path.endsWith('.cjs') || path.endsWith('.cts') ? 'commonjs' : 'module')
  if ('errors' in analysis) {
    linked.problems.push(syntaxProblem(world, path, text, analysis.errors[0]!))
    return
  }
  const model = json ? { ...analysis.model, text } : analysis.model
  const module = enterModule(world, path, url, json ? 'json' : model.format === 'commonjs' ? 'cjs' : 'esm', model)
  await follow(world, resolver, module, module.current, linked)
  linked.arrivals.push(module)
}

function missingNames(world: World, module: LiveModule): Problem[] {
  const model = modelAt(module, 'newest')
  if (module.kind !== 'esm') return []
  const problems: Problem[] = []
  const wanted = [...model.imports.values(), ...[...model.exports.values()].filter(each => each.from !== undefined).map(each => ({ specifier: each.from!, imported: each.imported!, at: each.at }))]
  for (const each of wanted) {
    if (each.imported === '*' || !module.resolved.has(each.specifier) || exists(world, module, each)) continue
    const from = moduleOf(world, module.resolved.get(each.specifier))
    const had = from && targetOfExport(world, from, each.imported, 'loaded')
    const given = { module: from ? name(world, from) : each.specifier, name: each.imported }
    problems.push({ ...problem('LC1102', had ? { ...given, importer: name(world, module) } : given), ...placeOf(world, module, model, each.at) })
  }
  return problems
}

function exists(world: World, module: LiveModule, each: { specifier: string, imported: string }): boolean {
  const target = targetOfImport(world, module, each, 'newest')
  if (target?.kind !== 'foreign') return target !== undefined
  const from = moduleOf(world, target.url)
  if (from) return from.kind === 'cjs' || target.name === 'default' || target.name === 'module.exports'
  const namespace = isBuiltin(target.url) ? process.getBuiltinModule(target.url) : world.namespaces[world.numbers.get(target.url) ?? -1]
  return !namespace || target.name === 'default' || target.name === '*' || target.name in namespace
}

const name = (world: World, module: LiveModule): string => relative(world.root, module.path)

export function placeOf(world: World, module: LiveModule, model: Model, at: number): { file: string, line: number, column: number } {
  const before = model.text.slice(0, offsetOf(model, at))
  return { file: name(world, module), line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') }
}

/** Offsets of imports are those of the text in which their chunk was parsed; the chunk knows where it is now. */
function offsetOf(model: Model, at: number): number {
  for (const { chunk, start } of model.placed) {
    const known = [...chunk.requests.map(each => each.at), ...chunk.imports.map(each => each.at), ...chunk.exports.map(each => each.at)]
    if (known.includes(at)) return at - chunk.base + start
  }
  return 0
}
