import { isBuiltin } from 'node:module'
import type { Model } from '../3-analyse/shapes.ts'
import type { Problem } from '../8-report/report.ts'
import { commonNames } from '../graph/common-names.ts'
import { modelAt, moduleOf } from '../graph/modules.ts'
import { exportNames, targetOfImport } from '../graph/targets.ts'
import { loadedAs } from '../loader/loaded-as.ts'
import { leadsToType } from '../loader/types.ts'
import { listed } from '../messages/listed.ts'
import { problem } from '../messages/message.ts'
import { nearest } from '../messages/nearest.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { nameOf, placeOf } from './place.ts'
import { unusedAndMissing } from './unused.ts'
import { whyOf } from './why.ts'

/** A name that a module asks of another one. */
interface Wanted { specifier: string, imported: string, at: number }

/** What is said of names that are not there; those of which the same is said are one problem. */
interface Given { module: string, importer?: string, format?: string, why?: string, suggestion?: string }

/** One problem for all names that a module asks of another one, at the first. `texts`: those of the save. */
export function missingNames(world: World, module: LiveModule, texts: ReadonlyMap<string, string | undefined>): Problem[] {
  if (module.kind !== 'esm') return []
  const model = modelAt(module, 'newest')
  const missing = new Map<string, { at: number, names: Set<string>, given: Given }>()
  for (const each of wantedBy(world, module, model)) {
    if (each.imported === '*' || !module.resolved.has(each.specifier) || exists(world, module, each) || leadsToType(world, module, each)) continue
    const given = givenOf(world, module, each, texts)
    const key = JSON.stringify(given)
    const known = missing.get(key)
    if (known) known.names.add(each.imported)
    else missing.set(key, { at: each.at, names: new Set([each.imported]), given })
  }
  return [...missing.values()].map(({ at, names, given }) => {
    const [first = '', ...others] = names
    const what = others.length > 0 ? { names: listed([...names].map(each => `"${each}"`)) } : { name: first }
    return { ...problem('LC1102', { ...given, ...what }), ...placeOf(world, module, model, at) }
  })
}

/** What a module imports, and what it exports from others; of a namespace, the names that the save gives it. */
function wantedBy(world: World, module: LiveModule, model: Model): Wanted[] {
  const exports = model.space ? [...model.space.step.names].flatMap(each => model.exports.get(each) ?? []) : [...model.exports.values()]
  const handedOn = exports.flatMap(({ from, imported, at }) => from === undefined ? [] : { specifier: from, imported: imported!, at })
  return [...[...model.imports.values()].filter(each => !each.type), ...unusedAndMissing(world, module, model), ...handedOn]
}

function givenOf(world: World, module: LiveModule, wanted: Wanted, texts: ReadonlyMap<string, string | undefined>): Given {
  const { specifier, imported } = wanted
  const url = module.resolved.get(specifier)!
  const from = moduleOf(world, url)
  const had = from && (from.isSpace ? targetOfImport(world, module, wanted, 'loaded') !== undefined : exportNames(world, from, 'loaded').has(imported))
  const text = had && texts.get(from.path)
  const format = text ? loadedAs(world, from.path, text) : undefined
  const why = from && !texts.has(from.path) ? whyItWaits(world, from, imported) : undefined
  const suggestion = had || why !== undefined ? undefined : nearest(imported, from ? [...exportNames(world, from, 'newest')] : namesOutside(world, url))
  return {
    module: from ? nameOf(world, from) : specifier,
    ...had && { importer: nameOf(world, module) }, ...format !== undefined && { format }, ...why !== undefined && { why }, ...suggestion !== undefined && { suggestion },
  }
}

/** A save of the other file waits, and may bring the name. */
function whyItWaits(world: World, { path }: LiveModule, name: string): string | undefined {
  const waiting = world.waiting.get(path)
  return waiting?.text?.includes(name) ? whyOf(world, waiting.problems, path) : undefined
}

function exists(world: World, module: LiveModule, each: Pick<Wanted, 'specifier' | 'imported'>): boolean {
  const target = targetOfImport(world, module, each, 'newest')
  if (target?.kind !== 'foreign') return target !== undefined
  const from = moduleOf(world, target.url)
  if (from) return target.name === 'default' || target.name === '*' || target.name === 'module.exports' || (from.kind === 'cjs' && mayGive(world, from, target.name))
  const namespace = namespaceOutside(world, target.url)
  return !namespace || target.name === '*' || target.name in namespace || (target.name === 'default' && isBuiltin(target.url))
}

function mayGive(world: World, module: LiveModule, name: string): boolean {
  const { names, isWhole } = commonNames(world, module, 'newest')
  return names.has(name) || !isWhole
}

/** What a module gives that is not the program's own. */
const namespaceOutside = (world: World, url: string): object | undefined =>
  isBuiltin(url) ? process.getBuiltinModule(url) : world.namespaces[world.numbers.get(url) ?? -1]

const namesOutside = (world: World, url: string): string[] => Object.keys(namespaceOutside(world, url) ?? {})
