import type { Export, Model } from '../3-analyse/shapes.ts'
import type { LiveModule, World } from '../world.ts'
import { modelAt, moduleOf } from './targets.ts'

const requested = (world: World, module: LiveModule): LiveModule[] =>
  modelAt(module, 'newest').requests.flatMap(({ specifier }) => moduleOf(world, module.resolved.get(specifier)) ?? [])

/** What a save does to the graph of modules. */
export interface Graph { models: ReadonlyMap<LiveModule, Model>, deleted: ReadonlySet<string>, revived: ReadonlySet<LiveModule> }

/**
 * Modules that run and that nobody reaches after the save. Where no import goes there are none; only else the whole graph
 * is walked.
 */
export function lostBy(world: World, { models, deleted, revived }: Graph): Set<LiveModule> {
  const keeps = deleted.size === 0 && revived.size === 0 && [...models].every(([module, model]) => keepsRequests(module.current, model))
  if (world.allReached && keeps) return new Set()
  const live = reached(world, { deleted, revived })
  const lost = new Set([...world.modules.values()].filter(module => !module.dormant && !live.has(module)))
  if (keeps && lost.size === 0) world.allReached = true
  return lost
}

function keepsRequests(before: Model, after: Model): boolean {
  if (before.requests === after.requests) return true
  const asked = new Set(after.requests.map(({ specifier }) => specifier))
  return before.requests.every(({ specifier }) => asked.has(specifier))
}

/** Modules that the program's entry, and what was loaded by `import()` or `require`, reach by their imports. */
export function reached(world: World, { deleted, revived }: Pick<Graph, 'deleted' | 'revived'>): Set<LiveModule> {
  const seen = new Set<LiveModule>()
  const visit = (module: LiveModule): void => {
    if (seen.has(module)) return
    seen.add(module)
    for (const from of requested(world, module)) visit(from)
  }
  for (const module of world.modules.values()) if (module.root && !deleted.has(module.path) && (!module.dormant || revived.has(module))) visit(module)
  return seen
}

/** Notes whom a module imports, so that nobody has to look through all modules for its importers. */
export function noteRequests(world: World, module: LiveModule, { requests }: Model): void {
  for (const { specifier } of requests) {
    const url = module.resolved.get(specifier)?.replace(/[?#].*$/, '')
    if (url === undefined) continue
    const known = world.importers.get(url)
    if (known) known.add(module)
    else world.importers.set(url, new Set([module]))
  }
}

export function importersOf(world: World, module: LiveModule): LiveModule[] {
  const noted = world.importers.get(module.url)
  return noted ? [...noted].filter(each => each !== module && world.modules.get(each.path) === each && requested(world, each).includes(module)) : []
}

/** The same, and of a namespace those that import a name which the module gives to it. */
export const readersOf = (world: World, module: LiveModule): LiveModule[] => importersOf(world, module).flatMap(importer => {
  if (!importer.isSpace) return importer
  const given = new Set([...importer.current.exports.values()].filter(each => each.from === module.url).map(each => each.name))
  return importersOf(world, importer).filter(each => asksFor(each, importer, given.add('*')))
})

/** Names that a module exports in another way; undefined: any may be. */
type Names = ReadonlySet<string> | undefined

/** Modules that may say an imported name in another way, because what these modules export changes. */
export function touchedBy(world: World, models: ReadonlyMap<LiveModule, Model>): Set<LiveModule> {
  const touched = new Set<LiveModule>()
  const spread = (module: LiveModule, names: Names): void => {
    if (names?.size === 0) return
    for (const importer of importersOf(world, module)) {
      if (touched.has(importer)) continue
      if (importer.isSpace) spread(importer, names)
      else if (!module.isSpace || asksFor(importer, module, names)) {
        touched.add(importer)
        if (reexports(importer)) spread(importer, undefined)
      }
    }
  }
  for (const [module, model] of models) spread(module, changedExports(module.current, model))
  return touched
}

/** A namespace has many files and many importers: those count that import one of the names. */
function asksFor(importer: LiveModule, { url }: LiveModule, names: Names): boolean {
  const leads = (specifier: string): boolean => importer.resolved.get(specifier) === url
  const { imports, exports, stars } = modelAt(importer, 'newest')
  const asks = (specifier: string, name: string): boolean => leads(specifier) && (names === undefined || names.has(name))
  return stars.some(leads) || [...imports.values()].some(each => asks(each.specifier, each.imported)) || [...exports.values()].some(each => each.from !== undefined && asks(each.from, each.imported!))
}

const reexports = ({ current }: LiveModule): boolean => current.stars.length > 0 || [...current.exports.values()].some(each => each.from !== undefined || current.imports.has(each.local ?? ''))

function changedExports(before: Model, after: Model): Names {
  if (before.format === 'commonjs' || before.stars.join() !== after.stars.join()) return undefined
  const say = (each: Export | undefined): string => each ? `${each.local ?? ''} ${each.from ?? ''} ${each.imported ?? ''}` : ''
  return new Set([...before.exports.keys(), ...after.exports.keys()].filter(name => say(before.exports.get(name)) !== say(after.exports.get(name))))
}
