import { isBlockName } from '../3-analyse/scope/block.ts'
import { isPlace } from '../3-analyse/items/commonjs.ts'
import type { Export, ImportBinding, Model } from '../3-analyse/shapes.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { commonNames, namesWhole } from './common-names.ts'
import { modelAt, moduleOf, urlAt, type Time } from './modules.ts'

/** Where an exported name leads: a binding of a managed module, its namespace, or something the engine does not manage. */
export type Target =
  | { kind: 'binding', module: LiveModule, local: string }
  | { kind: 'namespace', module: LiveModule }
  | { kind: 'foreign', url: string, name: string }

/** Follows re-exports (ECMA-262 16.2.1.7.2.2, ResolveExport); undefined: no such name, or two `export *` give different ones. */
export function targetOfExport(world: World, module: LiveModule, name: string, time: Time, seen = new Set<string>()): Target | undefined {
  const key = `${module.id} ${name}`
  if (seen.has(key)) return undefined
  seen.add(key)
  if (module.kind !== 'esm') return { kind: 'foreign', url: module.url, name }
  const model = modelAt(module, time)
  const each = model.exports.get(name)
  if (each) return targetOf(world, module, model, each, time, seen)
  if (name === 'default') return undefined
  let target: Target | undefined
  let perhaps: Target | undefined
  for (const specifier of model.stars) {
    const found = throughStar(world, urlAt(module, specifier, time), name, time, seen)
    if (found === 'perhaps') perhaps ??= { kind: 'foreign', url: urlAt(module, specifier, time)!, name }
    else if (found && target && !sameTarget(found, target)) return undefined
    else target ??= found
  }
  return target ?? perhaps
}

/** `perhaps`: a CommonJS module may have it from one that is not known. */
function throughStar(world: World, url: string | undefined, name: string, time: Time, seen: Set<string>): Target | 'perhaps' | undefined {
  const from = moduleOf(world, url)
  if (from?.kind === 'json') return undefined
  if (from?.kind === 'cjs') {
    const { names, isWhole } = commonNames(world, from, time)
    return names.has(name) || (namesWhole && name === 'module.exports') ? { kind: 'foreign', url: from.url, name } : isWhole ? undefined : 'perhaps'
  }
  if (from) return targetOfExport(world, from, name, time, seen)
  return url !== undefined && foreignHas(world, url, name) ? { kind: 'foreign', url, name } : undefined
}

function targetOf(world: World, module: LiveModule, model: Model, each: Export, time: Time, seen: Set<string>): Target | undefined {
  if (each.from !== undefined) return targetOfImport(world, module, { specifier: each.from, imported: each.imported! }, time, seen)
  const imported = model.imports.get(each.local!)
  if (imported && !model.bindings.has(each.local!)) return targetOfImport(world, module, imported, time, seen)
  return { kind: 'binding', module, local: each.local! }
}

export function targetOfImport(world: World, module: LiveModule, { specifier, imported }: Pick<ImportBinding, 'specifier' | 'imported'>, time: Time, seen = new Set<string>()): Target | undefined {
  const url = urlAt(module, specifier, time)
  const from = moduleOf(world, url)
  if (!from) return url === undefined ? undefined : { kind: 'foreign', url, name: imported }
  if (from.isSpace && imported !== '*' && time === 'loaded') return targetWhenLinked(world, module.linked.get(linkKey(specifier, imported)), imported, seen)
  return imported === '*' ? { kind: 'namespace', module: from } : targetOfExport(world, from, imported, time, seen)
}

/** A namespace may have had the name from another file when Node linked the importer. */
function targetWhenLinked(world: World, definer: LiveModule | undefined, name: string, seen: Set<string>): Target | undefined {
  return definer?.isSpace ? { kind: 'namespace', module: definer } : definer && targetOfExport(world, definer, name, 'loaded', seen)
}

export const linkKey = (specifier: string, imported: string): string => `${specifier} ${imported}`

function foreignHas(world: World, url: string, name: string): boolean {
  const number = world.numbers.get(url)
  return number !== undefined && world.namespaces[number] !== undefined && name in world.namespaces[number]
}

export function sameTarget(a: Target | undefined, b: Target | undefined): boolean {
  if (!a || !b || a.kind !== b.kind) return false
  if (a.kind === 'foreign') return b.kind === 'foreign' && a.url === b.url && a.name === b.name
  if (a.kind === 'namespace') return b.kind === 'namespace' && a.module === b.module
  return b.kind === 'binding' && a.module === b.module && a.local === b.local
}

/** All names that a module exports, `export *` included, sorted as namespace objects are. */
export function exportNames(world: World, module: LiveModule, time: Time, seen = new Set<LiveModule>()): Set<string> {
  const names = new Set<string>()
  if (seen.has(module)) return names
  seen.add(module)
  if (module.kind !== 'esm') return namesOutside(world, module, time)
  const model = modelAt(module, time)
  for (const name of model.exports.keys()) names.add(name)
  for (const specifier of model.stars) {
    const url = urlAt(module, specifier, time)
    const from = moduleOf(world, url)
    const found = from ? exportNames(world, from, time, seen) : Object.keys(world.namespaces[world.numbers.get(url ?? '') ?? -1] ?? {})
    for (const name of found) if (name !== 'default') names.add(name)
  }
  return names
}

/** What `import` can name of a module that is no ES module. */
function namesOutside(world: World, module: LiveModule, time: Time): Set<string> {
  if (module.kind === 'json') return new Set(['default'])
  return new Set(['default', ...namesWhole ? ['module.exports'] : [], ...commonNames(world, module, time).names])
}

/** The native binding that code of this module has for an import still leads where the source says. */
export function isNativeImport(world: World, module: LiveModule, local: string): boolean {
  const now = modelAt(module, 'newest').imports.get(local)
  const then = module.loaded.imports.get(local)
  if (now?.phase || then?.phase) return isSamePhase(now, then)
  if (!now || !then || then.type || module.loaded.bindings.has(local) || module.late.has(local)) return false
  if (now.specifier === then.specifier && now.imported === then.imported && now.imported === '*') return !isRenewedJson(world, module, now)
  const target = targetOfImport(world, module, now, 'newest')
  if (!sameTarget(target, targetOfImport(world, module, then, 'loaded'))) return false
  if (target!.kind === 'foreign') return !isRenewed(moduleOf(world, target!.url))
  return target!.kind !== 'binding' || isNativeBinding(target!.module, target!.local)
}

/** `import * as`: for a CommonJS module it gives an object that follows. */
function isRenewedJson(world: World, module: LiveModule, { specifier }: ImportBinding): boolean {
  const from = moduleOf(world, module.resolved.get(specifier))
  return from?.kind === 'json' && isRenewed(from)
}

/** An import with a phase is the one that Node linked. */
export const isSamePhase = (now: ImportBinding | undefined, then: ImportBinding | undefined): boolean =>
  now?.phase === then?.phase && now?.specifier === then?.specifier && now?.imported === then?.imported

/** Node gives importers of a CommonJS or JSON module the values that it exported first. */
export const isRenewed = (module: LiveModule | undefined): boolean =>
  module !== undefined && module.kind !== 'esm' && (module.replaced === true || module.pending !== undefined)

/** The name is declared by the code that Node loaded. */
export const isNativeBinding = (module: LiveModule, name: string): boolean => module.loaded.bindings.has(name) && !isPlace(name) && !isBlockName(name)
