import type { Eager, Item, Model } from '../3-analyse/shapes.ts'
import type { Site } from '../3-analyse/site-shapes.ts'
import { targetOfImport } from '../graph/targets.ts'
import { modelAt, moduleOf } from '../graph/modules.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { definerOf } from './space.ts'
import { literally } from '../3-analyse/word.ts'

/**
 * Imported names that a module reads while it is loaded, with the item that reads them: what stands outside functions,
 * the head and the static parts of classes, and what the module's own functions read where they are called.
 */
export function eagerReads(model: Model): Map<string, Item> {
  const eager = new Map<string, Item>()
  const through = new Set<string>()
  const items = new Map(model.placed.flatMap(({ chunk }) => chunk.items.flatMap(item => item.names.map((name): [string, Item] => [name, item]))))
  const visit = (item: Item, names: Iterable<string>, calls: boolean): void => {
    for (const name of names) {
      if (model.imports.has(name) && !eager.has(name)) eager.set(name, item)
      const own = calls && !through.has(name) ? items.get(name) : undefined
      if (!own) continue
      through.add(name)
      visit(item, own.free, true)
    }
  }
  for (const { chunk } of model.placed) {
    for (const item of chunk.items) {
      visit(item, item.reads, item.calls)
      for (const site of item.sites) for (const part of loadedParts(site)) visit(item, part.names, part.calls)
    }
  }
  return eager
}

/** What of a class runs where it stands. */
function loadedParts(site: Site): { names: Set<string>, calls: boolean }[] {
  if (site.kind !== 'class') return []
  const head = new Set(site.refs.filter(ref => !ref.local).map(ref => ref.name))
  const parts = [{ names: head, calls: true }]
  for (const member of site.shape?.members ?? []) {
    if (member.static && member.site && (member.kind === 'field' || member.kind === 'static-block')) parts.push({ names: member.site.free, calls: true })
  }
  return parts
}

/** The same as names; a cached module has them without its statements. */
export function eagerOf(model: Model): Eager {
  return model.eager ??= {
    names: [...eagerReads(model).keys()],
    members: Object.fromEntries([...model.imports.values()].flatMap(({ local, imported }) => imported === '*' ? [[local, [...membersRead(model, local)]]] : [])),
  }
}

export const eagerMembers = (model: Model, local: string): readonly string[] => eagerOf(model).members[local] ?? []

/** `services.Session` while the module is loaded, where `services` is `import * as`. */
function membersRead(model: Model, local: string): Set<string> {
  const names = new Set<string>()
  const pattern = new RegExp(`(?<![\\w$.#])${literally(local)}\\s*\\.\\s*([\\p{ID_Start}$_][\\p{ID_Continue}$]*)`, 'gu')
  for (const { chunk } of model.placed) {
    for (const item of chunk.items) {
      const spans = loadedSpans(item)
      for (const match of chunk.code.matchAll(pattern)) {
        const at = match.index + chunk.base
        if (spans.some(([start, end]) => start <= at && at < end)) names.add(match[1]!)
      }
    }
  }
  return names
}

/** Stretches of an item that run where it stands: all of it without its functions, but with the heads and static parts of classes. */
function loadedSpans(item: Item): [number, number][] {
  const spans: [number, number][] = []
  let at = item.start
  const leaveOut = (site: Site): void => {
    if (site.kind === 'class') {
      const parts = (site.shape?.members ?? []).filter(member => member.site && !(member.static && (member.kind === 'field' || member.kind === 'static-block')))
      for (const { site: inner } of parts) leaveOut(inner!)
      return
    }
    spans.push([at, site.start])
    at = Math.max(at, site.end)
  }
  for (const site of item.sites) leaveOut(site)
  spans.push([at, item.end])
  return spans
}

/** Modules that are loaded before this one, as their imports are written for Node. */
export function needed(world: World, module: LiveModule): LiveModule[] {
  const model = modelAt(module, 'newest')
  return model.requests.flatMap(({ specifier }) => {
    const from = moduleOf(world, module.resolved.get(specifier))
    if (!from?.isSpace) return from ?? []
    if (module.isSpace) return []
    return [...model.imports.values()].filter(each => each.specifier === specifier)
      .flatMap(each => (each.imported === '*' ? eagerMembers(model, each.local) : [each.imported]).flatMap(name => definerOf(world, from, name) ?? []))
  })
}

function needs(world: World, from: LiveModule, wanted: LiveModule): boolean {
  const seen = new Set<LiveModule>()
  const visit = (module: LiveModule): boolean => {
    if (module === wanted) return true
    if (seen.has(module) || module.runtime || module.isSpace) return false
    seen.add(module)
    return needed(world, module).some(visit)
  }
  return visit(from)
}

/**
 * Names of namespaces that a module uses only in its functions, and whose module needs this one: linked natively they
 * would decide the order of loading, and a parent class could come after its child.
 */
export function lateImports(world: World, module: LiveModule, model: Model): Set<string> {
  const late = new Set<string>()
  for (const { local, imported, specifier } of model.imports.values()) {
    const from = moduleOf(world, module.resolved.get(specifier))
    if (!from?.isSpace || imported === '*') continue
    const definer = definerOf(world, from, imported)
    if (definer?.isSpace) late.add(local)
    else if (definer && definer !== module && !definer.runtime && !eagerOf(model).names.includes(local) && needs(world, definer, module)) late.add(local)
  }
  return late
}

/** One step of a cycle: what reads what of whom. */
export interface Need { module: LiveModule, local: string, name: string, to: LiveModule }

/** Modules that cannot be loaded in any order, as each reads a class or a value of the next one while it is loaded. */
export function loadCycles(world: World, modules: readonly LiveModule[]): Need[][] {
  const open = new Set(modules)
  const path: Need[] = []
  const done = new Set<LiveModule>()
  const cycles: Need[][] = []
  const visit = (module: LiveModule): void => {
    if (done.has(module)) return
    const at = path.findIndex(step => step.module === module)
    if (at >= 0) {
      cycles.push(path.slice(at))
      return
    }
    for (const need of needsOf(world, module)) {
      if (!open.has(need.to)) continue
      path.push(need)
      visit(need.to)
      path.pop()
    }
    done.add(module)
  }
  for (const module of [...modules].sort((a, b) => a.path < b.path ? -1 : 1)) visit(module)
  return cycles
}

/** Functions are there before their module is loaded; all else is not. */
function needsOf(world: World, module: LiveModule): Need[] {
  const model = modelAt(module, 'newest')
  const found: Need[] = []
  const add = (local: string, name: string, imported: { specifier: string, imported: string }): void => {
    const target = targetOfImport(world, module, imported, 'newest')
    if (target?.kind !== 'binding' || target.module === module) return
    if (modelAt(target.module, 'newest').bindings.get(target.local)?.declares !== 'function') found.push({ module, local, name, to: target.module })
  }
  for (const local of eagerOf(model).names) {
    const each = model.imports.get(local)!
    if (each.imported !== '*') add(local, local, each)
    else for (const name of eagerMembers(model, local)) add(local, `${local}.${name}`, { specifier: each.specifier, imported: name })
  }
  return found
}
