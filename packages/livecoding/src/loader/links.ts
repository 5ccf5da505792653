import { isBuiltin } from 'node:module'
import { lineEnds } from '../3-analyse/line-ends.ts'
import type { ImportBinding, Model, Placed } from '../3-analyse/shapes.ts'
import { numberOf, sayName } from '../graph/names.ts'
import { property } from '../3-analyse/property.ts'
import { isNativeBinding, isRenewed, sameTarget, targetOfImport } from '../graph/targets.ts'
import { modelAt, moduleOf } from '../graph/modules.ts'
import type { Links } from '../instrument/instrument.ts'
import { importOfSpace } from '../namespaces/import-text.ts'
import { namespaceOf } from '../runtime/namespace.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { isNamedAsWritten } from '../3-analyse/lexed.ts'
import { resolveAll } from './requests.ts'
import type { Resolver } from './resolve.ts'
import type { Types } from './types.ts'

/** What `import * as` and `export * as` ask for, and whether it is managed: only then the engine's namespace objects stand for Node's. */
export function spacesOf(world: World, resolver: Resolver, module: LiveModule): Record<string, boolean> {
  const { imports, exports } = module.loaded
  const specifiers = [...imports.values()].flatMap(({ imported, specifier, phase }) => imported === '*' && !phase ? specifier : [])
  for (const { imported, from } of exports.values()) if (imported === '*' && from !== undefined) specifiers.push(from)
  return Object.fromEntries(specifiers.filter(specifier => !isBuiltin(specifier)).map(specifier => {
    const known = module.resolved.get(specifier)
    const found = known === undefined ? resolver.resolve(specifier, module.path, module.kind === 'cjs') : { url: known }
    if ('url' in found) module.resolved.set(specifier, found.url)
    return [specifier, 'url' in found && world.isManaged(found.url)]
  }))
}

/** Names that Node cannot link, because an edit made them: imported ones as they are called inside, and exported ones. */
export interface Late { imports: ReadonlySet<string>, exports: ReadonlySet<string> }

export const isLate = ({ imports, exports }: Late): boolean => imports.size + exports.size > 0

export function lateNames(world: World, resolver: Resolver, module: LiveModule): Late {
  const [late, exported] = [new Set<string>(), new Set<string>()]
  if (!world.edited && world.spaces.size === 0) return { imports: late, exports: exported }
  resolveAll(world, resolver, module, module.loaded)
  noteUnnamed(world, module)
  for (const each of module.loaded.imports.values()) {
    const from = moduleOf(world, module.resolved.get(each.specifier))
    if (from && from !== module && !each.phase && (each.imported !== '*' || from.kind === 'json') && (module.late.has(each.local) || !linksNatively(world, module, each))) late.add(each.local)
  }
  // Also if what keeps Node from it now is taken back.
  module.late = module.late.union(late)
  for (const [name, { local, from: specifier, imported }] of module.loaded.exports) {
    const from = specifier !== undefined && imported !== '*' ? moduleOf(world, module.resolved.get(specifier)) : undefined
    if (from ? !from.isSpace && (isUnnamed(world, module, { specifier: specifier!, imported: imported! }) || !linksNatively(world, module, { specifier: specifier!, imported: imported! })) : specifier === undefined && late.has(local!) && !module.loaded.bindings.has(local!)) exported.add(name)
  }
  return { imports: late, exports: exported }
}

/** Imported names that Node does not find are said late: what new code calls them is known before the module is loaded. */
export function noteUnnamed(world: World, module: LiveModule): void {
  const unnamed = module.loaded.imports.values().filter(each => isUnnamed(world, module, each)).map(each => each.local)
  module.late = new Set([...module.late, ...unnamed])
}

/** How the imports of a module are written when it is loaded: natively where Node can link them, else through the engine. */
export function linksOf(world: World, module: LiveModule, model: Model, { late: { imports: late, exports: lateExports }, spaces: managed, types }: { late: Late, spaces: Record<string, boolean>, types: Types }): Links {
  const [notImported, notExported] = [late.union(types.imports), lateExports.union(types.exports)]
  const spaces = new Map<string, string>()
  const setup: string[] = []
  const say = (local: string, specifier: string, native?: string): void => { setup.push(`${local}=$lc.ns(${JSON.stringify(specifier)}${native ? `,${native}` : ''})`) }
  const isSpace = (specifier: string): boolean => moduleOf(world, module.resolved.get(specifier))?.isSpace === true
  for (const { local, imported, specifier, phase } of model.imports.values()) {
    if (imported !== '*' || phase) continue
    if (isSpace(specifier)) say(local, specifier)
    else if (managed[specifier]) {
      spaces.set(local, specifier)
      say(local, specifier, nativeSpace(local))
    }
  }
  for (const { name, from, imported } of model.exports.values()) {
    if (from === undefined || imported !== '*') continue
    if (isSpace(from)) say(exportedSpace(model, name), from)
    else if (managed[from]) say(exportedSpace(model, name), from, nativeSpace(exportedSpace(model, name)))
  }
  return {
    id: module.id,
    name: (name, write) => model.imports.get(name)?.type ? `${nativeSpace(name)}${property(model.imports.get(name)!.imported)}` : late.has(name) || (write && model.bindings.get(name)?.declares === 'const') ? sayLate(world, module, name, write) : undefined,
    importText: placed => textOfSpace(world, module, model, placed, late) ?? spaceText(placed, model, managed, isSpace) ?? exportText(placed, name => !notExported.has(name) && model.exports.has(name)) ?? importText(placed, model, notImported, spaces, model.path.endsWith('ts') || model.path.endsWith('tsx')),
    setup: (setup.length > 0 ? `const ${setup.join(',')};` : '') + types.given.map((name, index) => `var $lct${index};export{$lct${index} as ${said(name)}};`).join(''),
    moving: new Set(module.moving?.keys()),
    anew: module.anew ?? new Set(),
    ran: module.ran ?? new Set(),
  }
}

/** An import of a namespace, on the lines of its source. */
function textOfSpace(world: World, module: LiveModule, model: Model, { chunk }: Placed, late: ReadonlySet<string>): string | undefined {
  const [request] = chunk.requests
  if (!request || chunk.items.length > 0 || chunk.exports.some(each => each.imported === '*')) return undefined
  const text = importOfSpace(world, module, model, chunk, request, late)
  return text === undefined ? undefined : `;${text}${'\n'.repeat(lineEnds(chunk.source).length)}`
}

const nativeSpace = (local: string): string => `$lcs_${local}`
const exportedSpace = (model: Model, name: string): string => `$lcx${[...model.exports.keys()].indexOf(name)}`

/** `export * as ns from` exports the engine's namespace object, which follows, instead of Node's. */
function spaceText({ chunk }: Placed, model: Model, managed: Record<string, boolean>, isSpace: (specifier: string) => boolean): string | undefined {
  const [space] = chunk.exports
  if (chunk.exports.length !== 1 || space?.imported !== '*' || space.from === undefined || !(isSpace(space.from) || managed[space.from])) return undefined
  const local = exportedSpace(model, space.name)
  const native = isSpace(space.from) ? ';' : `import * as ${nativeSpace(local)} from ${JSON.stringify(space.from)};`
  return `${native}export{${local} as ${said(space.name)}};${'\n'.repeat(lineEnds(chunk.source).length)}`
}

/** An export list without types, and without what cannot be linked; who imports that is told of it by the engine. */
function exportText({ chunk }: Placed, isThere: (name: string) => boolean): string | undefined {
  if (chunk.items.length > 0 || chunk.exports.every(({ name }) => isThere(name))) return undefined
  const [request] = chunk.requests
  const from = request ? `${JSON.stringify(request.specifier)}${request.attributes ? ` with ${JSON.stringify(request.attributes)}` : ''}` : undefined
  const kept = chunk.exports.filter(({ name }) => isThere(name)).map(({ name, local, imported }) => `${said((from === undefined ? local : imported)!)} as ${said(name)}`)
  const text = kept.length > 0 ? `export {${kept.join(',')}}${from === undefined ? '' : ` from ${from}`}` : from === undefined ? '' : `import ${from}`
  return `${text};${'\n'.repeat(lineEnds(chunk.source).length)}`
}

const said = (name: string): string => /^[\w$]+$/.test(name) ? name : JSON.stringify(name)

/** What `import` gives of any CommonJS module. */
const wholes = new Set(['*', 'default', 'module.exports'])

type Imported = Pick<ImportBinding, 'specifier' | 'imported'>

/** The name leads to a CommonJS module that is loaded, and Node does not find it in its file. */
function isUnnamed(world: World, module: LiveModule, each: Imported): boolean {
  const target = targetOfImport(world, module, each, 'newest')
  if (target?.kind !== 'foreign' || wholes.has(target.name)) return false
  const from = moduleOf(world, target.url)
  return from?.kind === 'cjs' && from.runtime !== undefined && !isNamedAsWritten(from.path, from.current.text, target.name)
}

function linksNatively(world: World, module: LiveModule, each: Imported): boolean {
  const from = moduleOf(world, module.resolved.get(each.specifier))
  if (!from || from.kind !== 'esm') return !isRenewed(from)
  const then = targetOfImport(world, module, each, 'loaded')
  const now = targetOfImport(world, module, each, 'newest')
  // A name that nobody exports is Node's to complain of.
  if (!now) return true
  if (now.kind === 'foreign' && isRenewed(moduleOf(world, now.url))) return false
  return sameTarget(then, now) && (now.kind !== 'binding' || isNativeBinding(now.module, now.local))
}

function sayLate(world: World, module: LiveModule, name: string, write: boolean): string | undefined {
  if (module.current.bindings.has(name)) return sayName(world, module, name, { write })
  const target = targetOfImport(world, module, module.current.imports.get(name)!, 'newest')
  if (target?.kind === 'namespace') return `$lc.n[${numberOf(world, target.module.url)}]`
  if (module.late.has(name) && target?.kind === 'binding') namespaceOf(world, target.module)
  if (target?.kind === 'foreign') return `$lc.n[${numberOf(world, target.url)}]${property(target.name)}`
  if (target?.kind !== 'binding') return undefined
  const exported = [...modelAt(target.module, 'newest').exports].find(([, each]) => each.local === target.local)
  return exported && `$lc.n[${numberOf(world, target.module.url)}]${property(exported[0])}`
}

/** The import statement without what cannot be linked; undefined where it can stay as it is. */
function importText({ chunk }: Placed, model: Model, late: ReadonlySet<string>, spaces: ReadonlyMap<string, string>, typed: boolean): string | undefined {
  const request = chunk.requests[0]
  if (!request || chunk.items.length > 0 || chunk.requests.length !== 1) return undefined
  const here = chunk.imports
  const kept = here.filter(each => model.imports.get(each.local) === each && !late.has(each.local))
  const types = here.filter(each => model.imports.get(each.local)?.type)
  const isExport = chunk.exports.length > 0 || chunk.stars.length > 0
  if (isExport || (kept.length === here.length && !kept.some(each => spaces.has(each.local)))) return undefined
  const lines = '\n'.repeat(lineEnds(chunk.source).length)
  const attributes = request.attributes ? ` with ${JSON.stringify(request.attributes)}` : ''
  const source = JSON.stringify(request.specifier)
  // A package that gives only types may have nothing to load.
  if (kept.length === 0 && types.length === 0 && typed && !request.specifier.startsWith('.') && here.every(each => !late.has(each.local))) return `;${lines}`
  const plain = kept.filter(each => each.imported !== 'default' && each.imported !== '*').map(each => each.imported === each.local ? each.local : `${said(each.imported)} as ${each.local}`)
  const fallback = kept.find(each => each.imported === 'default')?.local
  const space = kept.find(each => each.imported === '*')?.local
  const star = space !== undefined && spaces.has(space) ? nativeSpace(space) : space
  const clause = [fallback, star && `* as ${star}`, plain.length > 0 && `{${plain.join(',')}}`].filter(Boolean).join(',')
  // What only says types may have no value there, which Node would not link.
  const spacesOfTypes = types.map(({ local }) => `import * as ${nativeSpace(local)} from ${source}${attributes};`).join('')
  return `import ${clause ? `${clause} from ` : ''}${source}${attributes};${spacesOfTypes}${lines}`
}
