import { reexports } from '../3-analyse/outline.ts'
import { isSameOutline } from '../3-analyse/edit/same-outline.ts'
import type { Model, Request } from '../3-analyse/shapes.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { asksBy } from './asked.ts'
import { modelAt, moduleOf } from './modules.ts'

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

/** Modules that came while all others were reached: what reaches them is one of these, or each other. */
export function areReached(world: World, modules: readonly LiveModule[]): boolean {
  const open = new Set(modules.filter(module => world.modules.get(module.path) === module && !module.dormant))
  for (let before = -1; before !== open.size;) {
    before = open.size
    for (const module of open) if (module.root || importersOf(world, module).some(each => !each.dormant && !open.has(each))) open.delete(module)
  }
  return open.size === 0
}

function keepsRequests(before: Model, after: Model): boolean {
  if (before.requests === after.requests) return true
  if (after.space) return after.space.step.went.size === 0
  return before.requests.every(({ specifier }) => asksBy(after, specifier))
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

/** What a model asks for that the module did not: of a namespace the save's files, of all others everything. */
export const newRequests = (module: Pick<LiveModule, 'current'>, model: Model): Request[] =>
  model.space && model !== module.current ? model.requests.filter(({ specifier }) => model.space!.step.came.has(specifier)) : model.requests

/** Notes whom a module imports, so that nobody has to look through all modules for its importers. */
export function noteRequests(world: World, module: LiveModule, model: Model): void {
  for (const { specifier } of newRequests(module, model)) {
    const url = module.resolved.get(specifier)?.replace(/[?#].*$/, '')
    if (url !== undefined) note(world, url, module, specifier)
  }
  if (world.spaces.size === 0 || module.isSpace) return
  const named = (specifier: string, name: string): void => {
    const space = moduleOf(world, module.resolved.get(specifier))
    if (space?.isSpace) note(world, nameKey(space, name), module, specifier)
  }
  for (const { specifier, imported } of model.imports.values()) named(specifier, imported)
  for (const { from, imported } of model.exports.values()) if (from !== undefined) named(from, imported!)
  for (const specifier of model.stars) named(specifier, '*')
}

function note(world: World, key: string, module: LiveModule, specifier: string): void {
  const known = world.importers.get(key)
  const specifiers = known?.get(module)
  if (specifiers) specifiers.add(specifier)
  else if (known) known.set(module, new Set([specifier]))
  else world.importers.set(key, new Map([[module, new Set([specifier])]]))
}

const nameKey = ({ url }: LiveModule, name: string): string => `${url} ${name}`

/** `among`: those for which it says no are not looked at, for one that imports all modules of a large program is slow to look at. */
export const importersOf = (world: World, module: LiveModule, among: (importer: LiveModule) => boolean = () => true): LiveModule[] =>
  noted(world, module.url).filter(each => each !== module && among(each) && asks(world, each, module))

const noted = (world: World, key: string): LiveModule[] => [...world.importers.get(key)?.keys() ?? []].filter(each => world.modules.get(each.path) === each)

/** A namespace may have many files, and so may a module that imports them all: only the specifiers that once led to this one are looked at. */
function asks(world: World, importer: LiveModule, module: LiveModule): boolean {
  if (!importer.isSpace) {
    const specifiers = [...world.importers.get(module.url)?.get(importer) ?? []]
    return specifiers.some(each => asksBy(modelAt(importer, 'newest'), each) && moduleOf(world, importer.resolved.get(each)) === module)
  }
  const { space, exports } = modelAt(importer, 'newest')
  return module.isSpace ? exports.get(module.path.slice(importer.path.length + 1))?.from === module.url : space?.files.has(module.url) === true
}

/** Modules that import one of these names, or all, from a namespace. */
export function importersOfNames(world: World, space: LiveModule, names: Iterable<string>): Set<LiveModule> {
  const wanted = new Set(names)
  return new Set([...wanted, '*'].flatMap(name => noted(world, nameKey(space, name))).filter(each => asksFor(each, space, wanted)))
}

/** The same, and of a namespace those that import a name which the module gives to it. */
export const readersOf = (world: World, module: LiveModule): LiveModule[] => importersOf(world, module).flatMap(importer => {
  if (!importer.isSpace) return importer
  return [...importersOfNames(world, importer, [...givenBy(importer, module), '*'])]
})

/** The names that a namespace has from a file. */
export const givenBy = ({ current: { space, exports } }: LiveModule, { url }: LiveModule): string[] =>
  [...space?.files.get(url) ?? []].filter(name => exports.get(name)?.from === url)

/** Names that a module exports in another way; undefined: any may be. */
type Names = ReadonlySet<string> | undefined

/** Modules that may say an imported name in another way, because what these modules export changes; `led`: because their imports lead elsewhere. */
export function touchedBy(world: World, models: ReadonlyMap<LiveModule, Model>, led: ReadonlySet<LiveModule> = new Set()): Set<LiveModule> {
  const touched = new Set(led)
  const spread = (module: LiveModule, names: Names): void => {
    if (names?.size === 0) return
    for (const importer of module.isSpace && names ? importersOfNames(world, module, names) : importersOf(world, module)) {
      if (touched.has(importer)) continue
      if (importer.isSpace) spread(importer, names)
      else {
        touched.add(importer)
        if (reexports(importer.current)) spread(importer, undefined)
      }
    }
  }
  for (const [module, model] of models) spread(module, changedExports(module.current, model))
  for (const module of led) if (reexports(module.current)) spread(module, undefined)
  return touched
}

/** A namespace has many files and many importers: those count that import one of the names. */
function asksFor(importer: LiveModule, { url }: LiveModule, names: ReadonlySet<string>): boolean {
  const leads = (specifier: string): boolean => importer.resolved.get(specifier) === url
  const { imports, exports, stars } = modelAt(importer, 'newest')
  const asked = (specifier: string, name: string): boolean => leads(specifier) && names.has(name)
  return stars.some(leads) || [...imports.values()].some(each => asked(each.specifier, each.imported)) ||
    [...exports.values()].some(each => each.from !== undefined && asked(each.from, each.imported!))
}

function changedExports(before: Model, after: Model): Names {
  if (after.space) return after.space.step.names
  if (before.format === 'commonjs' || before.stars.join() !== after.stars.join()) return undefined
  if (isSameOutline(before, after)) return new Set()
  return new Set([...before.exports.keys(), ...after.exports.keys()].filter(name => leadOf(before, name) !== leadOf(after, name)))
}

/** Where an exported name leads: to a binding, a name of another module, or an imported one, which its module may have declared before. */
function leadOf({ exports, imports }: Model, name: string): string {
  const each = exports.get(name)
  if (!each) return ''
  const through = imports.get(each.local ?? '')
  return `${each.local ?? ''} ${each.from ?? ''} ${each.imported ?? ''} ${through?.specifier ?? ''} ${through?.imported ?? ''}`
}
