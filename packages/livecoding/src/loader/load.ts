import { analyseFirst, type Analysis } from '../3-analyse/model.ts'
import { spansOf, type Spans } from '../3-analyse/edit/later-chunk.ts'
import { LaterModel } from '../3-analyse/edit/later.ts'
import { languageOf } from '../3-analyse/parse.ts'
import { usesSettings } from '../3-analyse/settings.ts'
import type { Format, Outline } from '../3-analyse/shapes.ts'
import { renewedBy } from '../graph/renewed.ts'
import type { Cache } from '../cache/cache.ts'
import { outlineOf, sketchOf } from '../cache/sketch.ts'
import { instrument, type Instrumented } from '../instrument/instrument.ts'
import { declareSlots } from '../instrument/slots.ts'
import { linkedNames, namesOfSpaces } from '../namespaces/import-text.ts'
import { eagerOf, lateImports } from '../namespaces/order.ts'
import { passable } from '../inspector/debugged.ts'
import { numberedNamespaces, refreshNamespaces } from '../runtime/namespace.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { enter, isFree, newModule } from './enter.ts'
import { withNames } from '../3-analyse/lexed.ts'
import { isLate, lateNames, linksOf, spacesOf, type Late } from './links.ts'
import { resolveAll } from './requests.ts'
import type { Resolver } from './resolve.ts'
import { areTypes, typesOf, type Types } from './types.ts'

/** What loading needs beside the world. */
export interface Loader { resolver: Resolver, cache: Cache }

/** Enters a module into the world before Node links it; gives the code that Node runs instead of the source. */
export function loadModule(world: World, { resolver, cache }: Loader, path: string, url: string, text: string, format: Format): string | undefined {
  const expected = world.modules.get(path)
  const known = expected && !expected.runtime && expected.current.text === text ? expected : undefined
  // Most modules are never edited: their statements are analysed again where one is.
  const kept = (outline: Outline, spans: Spans | undefined, id?: number): LiveModule => known ?? newModule(world, path, url, format === 'module' ? 'esm' : 'cjs', new LaterModel(path, text, format, outline, spans), id)
  const cached = known?.moving ? undefined : cache.find(path, text, format)
  if (cached && (world.spaces.size === 0 || cached.sketch.eager) && (known ? known.id === cached.id : isFree(world, cached.id))) {
    const module = kept(outlineOf(cached.sketch), cached.spans, cached.id)
    const { late, spaces, names } = link(world, resolver, module)
    if (!isLate(late) && JSON.stringify(spaces) === JSON.stringify(cached.spaces) && names === cached.names) return begin(world, module, cached)
  }
  const analysis: Analysis = known && !(known.current instanceof LaterModel) ? { model: known.current } : analyseFirst(path, text, format)
  // Node tells of a bad first version itself.
  if ('errors' in analysis) return undefined
  const { model } = analysis
  // So it does of a TypeScript file with `import` or `export` that package.json makes a CommonJS module; it knows no JSX.
  if (format === 'commonjs' && languageOf(path) === 'ts' && model.imports.size + model.exports.size + model.stars.length > 0) return undefined
  if (world.spaces.size > 0) eagerOf(model)
  const spans = spansOf(model.placed)
  const module = kept(model, spans)
  const { late, spaces, names, types } = link(world, resolver, module)
  const instrumented = instrument(model, linksOf(world, module, model, { late, spaces, types }))
  const made = format === 'commonjs' ? { ...instrumented, code: withNames(path, text, instrumented.code) } : instrumented
  if (!isLate(late) && !module.moving) cache.add(path, { id: module.id, format, source: text, ...made, ...(spans && { spans }), sketch: sketchOf(model), spaces, names }, usesSettings(model))
  return begin(world, module, made, isLate(late))
}

/** How the imports of a module are to be written, as far as that is not said by its text. */
function link(world: World, resolver: Resolver, module: LiveModule): { late: Late, spaces: Record<string, boolean>, names: string, types: Types } {
  const types = typesOf(world, resolver, module)
  const said = areTypes(types) ? `types ${[...types.exports].join()} ${types.given.join()}` : ''
  if (world.spaces.size === 0) return { late: lateNames(world, resolver, module), spaces: spacesOf(world, resolver, module), names: said, types }
  const model = module.loaded
  resolveAll(world, resolver, module, model)
  module.linked = linkedNames(world, module, model)
  module.late = lateImports(world, module, model)
  return { late: lateNames(world, resolver, module), spaces: spacesOf(world, resolver, module), names: said + namesOfSpaces(world, module, model), types }
}

function begin(world: World, module: LiveModule, { code: instrumented, slots }: Instrumented, isLate = false): string {
  module.slots = slots
  // What Node could not link, it may load once more.
  if (!module.holders) world.undeclared.push({ id: module.id, count: slots.at(-1)!, holders: module.holders = {} })
  if (world.isEntered) declareSlots(world.undeclared)
  if (world.modules.get(module.path) !== module) enter(world, module)
  if (world.broken.has(module.path)) refreshNamespaces(world, renewedBy(world, [module]))
  // Late names are reached through namespace objects, which this module may be the first to ask for.
  if (isLate || world.spaces.size > 0) numberedNamespaces(world, each => each.runtime !== undefined || each.kind === 'json')
  const code = passable(world, instrumented, module.loaded.text)
  world.lines.loaded(module, code)
  return code
}
