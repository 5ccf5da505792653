import { analyse, type Analysis } from '../3-analyse/model.ts'
import { LaterModel } from '../3-analyse/later.ts'
import type { Format, Model, Outline } from '../3-analyse/shapes.ts'
import { renewedBy } from '../6-verify/renewed.ts'
import type { Cache } from '../cache/cache.ts'
import { outlineOf, sketchOf } from '../cache/sketch.ts'
import { instrument } from '../instrument/instrument.ts'
import { declareSlots } from '../instrument/slots.ts'
import { linkedNames } from '../namespaces/import-text.ts'
import { lateImports } from '../namespaces/order.ts'
import { numberedNamespaces, refreshNamespaces } from '../runtime/namespace.ts'
import type { LiveModule, World } from '../world.ts'
import { enter, newModule } from './enter.ts'
import { lateNames, linksOf, spacesOf } from './links.ts'
import { resolveAll } from './requests.ts'
import type { Resolver } from './resolve.ts'

/** What loading needs beside the world. */
export interface Loader { resolver: Resolver, cache: Cache }

/** Enters a module into the world before Node links it; gives the code that Node runs instead of the source. */
export function loadModule(world: World, { resolver, cache }: Loader, path: string, url: string, text: string, format: Format): string | undefined {
  const expected = world.modules.get(path)
  const known = expected && !expected.runtime && expected.current.text === text ? expected.current : undefined
  // Most modules are never edited: their statements are analysed again where one is.
  const kept = (outline: Outline, id?: number): LiveModule => newModule(world, path, url, format === 'module' ? 'esm' : 'cjs', new LaterModel(path, text, format, outline), id)
  // What a namespace offers is not settled before it is loaded.
  const cached = known || world.spaces.size > 0 ? undefined : cache.find(path, text, format)
  if (cached && !world.byId.has(cached.id) && cached.id >= world.firstId) {
    const module = kept(outlineOf(cached.sketch), cached.id)
    if (lateNames(world, resolver, module).size === 0 && JSON.stringify(spacesOf(world, resolver, module)) === JSON.stringify(cached.spaces)) return begin(world, module, cached)
  }
  const analysis: Analysis = known ? { model: known } : analyse(path, text, format)
  // Node tells of a bad first version itself.
  if ('errors' in analysis) return undefined
  const { model } = analysis
  const module = known ? expected! : kept(model)
  if (world.spaces.size > 0) {
    resolveAll(world, resolver, module, model)
    module.linked = linkedNames(world, module, model)
    module.late = lateImports(world, module, model)
  }
  const [late, spaces] = [lateNames(world, resolver, module), spacesOf(world, resolver, module)]
  const made = instrument(model, linksOf(world, module, model, late, spaces))
  if (!known && late.size === 0 && world.spaces.size === 0) cache.add(path, { id: module.id, format, source: text, ...made, sketch: sketchOf(model), spaces }, usesSettings(model))
  return begin(world, module, made, late.size > 0 || world.spaces.size > 0)
}

function begin(world: World, module: LiveModule, { code, slots }: { code: string, slots: number }, isLate = false): string {
  // What Node could not link, it may load once more.
  if (Object.keys(module.holders).length === 0) module.holders = declareSlots(module.id, slots)
  if (world.modules.get(module.path) !== module) enter(world, module)
  if (world.broken.has(module.path)) refreshNamespaces(world, renewedBy(world, [module]))
  // Late names are reached through namespace objects, which this module may be the first to ask for.
  if (isLate) numberedNamespaces(world, each => each.runtime !== undefined)
  world.lines.loaded(module, code)
  return code
}

/** tsconfig.json has a say in transformed syntax, in decorators and in the fields of classes. */
const usesSettings = ({ text, placed }: Model): boolean => text.includes('@') || /\bclass\b/.test(text) || placed.some(({ chunk }) => chunk.lowered)
