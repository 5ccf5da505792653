import { isPlace, WHOLE } from '../../3-analyse/items/commonjs.ts'
import { reexports } from '../../3-analyse/outline.ts'
import { saysOne } from '../../3-analyse/says.ts'
import type { Item, Placed } from '../../3-analyse/shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import { importersOf } from '../../graph/graph.ts'
import { importedBy } from '../../graph/leads.ts'
import { targetOfImport } from '../../graph/targets.ts'
import { modelAt, moduleOf } from '../../graph/modules.ts'
import type { LiveModule } from '../../live-module.ts'
import type { World } from '../../world.ts'
import { useOf } from './called.ts'
import { commonExports } from './common-exports.ts'
import { mentionsOf, mostModules } from './mentions.ts'

/** A function, or a method, static method or constructor of a class. */
export interface Called { module: LiveModule, item: Item, site: Site }

/** What at the top level calls it. */
export interface Caller { module: LiveModule, item: Item, placed: Placed }

export const keyOf = ({ module: { id }, item: { names: [name] }, site: { member } }: Called): string => `${id} ${name!}${member ? ` ${member.kind} ${member.static} ${member.key}` : ''}`

/** By what is called. */
export type Callers = Map<string, Caller[] | undefined>

/** Where something is said: at the top level, in a function or a member of a class that does so itself, or in code that may be called any time. */
export interface Found { callers: Caller[], through: Called[] }

/** What calls it as it is evaluated, also through functions that nothing else calls; undefined where more may call it, or nothing does. */
export function callersOf(world: World, called: Called, known: Callers): Caller[] | undefined {
  const key = keyOf(called)
  if (known.has(key)) return known.get(key)
  // As it says itself, or a function that says it does: any time.
  known.set(key, undefined)
  const found = isOfInstances(called.site) ? mentionsOf(world, called) : usesOf(world, called)
  if (!found) return undefined
  const callers = [...found.callers]
  for (const each of found.through) {
    const more = callersOf(world, each, known)
    if (!more) return undefined
    callers.push(...more)
  }
  if (callers.length > 0) known.set(key, callers)
  return known.get(key)
}

const isOfInstances = ({ member }: Site): boolean => member?.kind === 'method' && !member.static

/** What is called by the name of the item. */
function usesOf(world: World, called: Called): Found | undefined {
  const found: Found = { callers: [], through: [] }
  if (called.site.member && !isPlainClass(called)) return undefined
  for (const user of usersOf(world, called.module, called.item.names[0]!)) {
    const more = user && usesIn(user, called)
    if (!more) return undefined
    found.callers.push(...more.callers)
    found.through.push(...more.through)
  }
  return called.site.member && found.callers.length + found.through.length > 0 && isGotFromInstances(world) ? undefined : found
}

/** Some code asks instances for their class, for more than its name. */
const isGotFromInstances = ({ modules }: World): boolean =>
  modules.size > mostModules || modules.values().some(module => !module.dormant && /\.\s*constructor\b(?!\s*\.\s*name\b)/.test(modelAt(module, 'newest').text))

/** Nobody is given the class as it is made. */
const isPlainClass = ({ item: { self }, site }: Called): boolean =>
  self!.shape!.decorators.each.length === 0 && site.member!.decorators.each.length === 0 && !self!.shape!.nested && !/\bnew\s+this\b/.test(self!.chunk.source)

/** What so many modules import is called again by one of them. */
const mostUsers = 20

/** A module that can say the function: its name there, or that of an object which has it under these `parts`; what exports it calls nothing. */
interface User { module: LiveModule, name: string, parts?: ReadonlySet<string>, gives?: (item: Item) => boolean }

/** Undefined where code may say the function that cannot be looked at. */
function* usersOf(world: World, module: LiveModule, name: string): Generator<User | undefined> {
  const common = module.kind === 'cjs' ? commonExports(module, name) : undefined
  if (module.kind === 'cjs' && !common) yield undefined
  if (!isPlace(name)) yield { module, name, ...common && { gives: item => item.names.some(isPlace) } }
  if (common ? common.size === 0 : ![...modelAt(module, 'newest').exports.values()].some(({ local }) => local === name)) return
  if ((world.roots.has(module.url) && module.url !== world.entry) || (world.importers.get(module.url)?.size ?? 0) > mostUsers) yield undefined
  for (const importer of importersOf(world, module)) {
    if (importer.dormant) continue
    if (importer.isSpace || importer.kind === 'json' || (importer.kind === 'esm' && reexports(modelAt(importer, 'newest')))) yield undefined
    else if (common) yield* usersOfCommon(importer, module, common)
    else if (importer.kind === 'cjs') yield undefined
    else yield* importsOf(world, importer, module, name)
  }
}

function* importsOf(world: World, importer: LiveModule, module: LiveModule, name: string): Generator<User | undefined> {
  for (const [local, specifier, imported] of importedBy(importer)) {
    if (moduleOf(world, importer.resolved.get(specifier)) !== module) continue
    const target = targetOfImport(world, importer, { specifier, imported }, 'newest')
    if (target?.kind === 'namespace') yield undefined
    if (target?.kind === 'binding' && target.local === name) yield { module: importer, name: local }
  }
}

/** Of a CommonJS module: by `import { create }`, `const { create } = require('./app')` or `const app = require('./app')`, and in no other way. */
function* usersOfCommon(importer: LiveModule, module: LiveModule, parts: ReadonlySet<string>): Generator<User | undefined> {
  const asked = importedBy(importer).filter(([, specifier]) => importer.resolved.get(specifier) === module.url)
  const specifiers = new Set(modelAt(importer, 'newest').requests.flatMap(({ specifier }) => importer.resolved.get(specifier) === module.url ? specifier : []))
  const { text } = modelAt(importer, 'newest')
  const times = [...specifiers].reduce((sum, specifier) => sum + text.split(specifier).length - 1, 0)
  if (specifiers.size !== 1 || times !== 1 || asked.length === 0 || (importer.kind === 'esm' && asked.some(([, , imported]) => imported === '*'))) yield undefined
  for (const [local, , imported] of asked) {
    const isWhole = imported === '*' || imported === 'default'
    if (isWhole && !parts.has(WHOLE)) yield { module: importer, name: local, parts }
    else if (isWhole || parts.has(imported)) yield { module: importer, name: local }
  }
}

/** The same in one module, which calls the function by this name. */
function usesIn({ module, name, parts, gives }: User, { site: called }: Called): Found | undefined {
  const found: Found = { callers: [], through: [] }
  for (const placed of modelAt(module, 'newest').placed) {
    if (!saysOne(placed.chunk.source, [name])) continue
    for (const item of placed.chunk.items) {
      if (gives?.(item)) continue
      const own = item.refs.filter(ref => !ref.local && ref.name === name).map(ref => useOf(ref, placed.chunk, called, parts))
      if (own.includes('other')) return undefined
      if (own.includes('call')) found.callers.push({ module, item, placed })
      for (const site of item.sites) {
        const through = throughIn({ module, name, ...parts && { parts } }, item, site, called)
        if (!through) return undefined
        found.through.push(...through)
      }
    }
  }
  return found
}

/** Functions of an item that call it themselves; undefined where a closure or a loop may call it any time. */
function throughIn({ module, name, parts: of }: User, item: Item, site: Site, called: Site): Called[] | undefined {
  if (!site.free.has(name)) return []
  if (site !== item.self) return undefined
  const parts = site.kind === 'class' ? site.children.filter(({ free }) => free.has(name)) : [site]
  if (site.kind === 'class' && (site.refs.some(ref => !ref.local && ref.name === name) || parts.some(({ member }) => member?.kind !== 'method' && member?.kind !== 'constructor'))) return undefined
  const through: Called[] = []
  for (const part of parts) {
    if (part.children.some(({ free }) => free.has(name))) return undefined
    const uses = part.refs.filter(ref => !ref.local && ref.name === name).map(ref => useOf(ref, item.self!.chunk, called, of))
    if (uses.includes('other')) return undefined
    if (uses.includes('call')) through.push({ module, item, site: part })
  }
  return through
}
