import type { Chunk, Model, Request } from '../3-analyse/shapes.ts'
import { linkKey } from '../graph/targets.ts'
import { modelAt, moduleOf } from '../graph/modules.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { isInDirectory } from './members.ts'
import { eagerMembers } from './order.ts'
import { definerOf } from './space.ts'

const quoted = (name: string): string => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : JSON.stringify(name)

/**
 * What an import or export of a namespace becomes for Node, on one line: names come from the files that define them.
 *
 *   import { Session, log as say } from 'applib/objects'
 *   import{Session}from"file:///…/session.ts";import{log as say}from"file:///…/log.ts";
 *
 * `late` names and namespace objects are reached through the engine. A name that no file defines is left to Node, which
 * says so. Undefined: the request is not one of a namespace.
 */
export function importOfSpace(world: World, module: LiveModule, model: Model, chunk: Chunk, request: Request, late: ReadonlySet<string>): string | undefined {
  const space = moduleOf(world, module.resolved.get(request.specifier))
  if (!space?.isSpace) return undefined
  const link = (name: string): string => definerOf(world, space, name)?.url ?? space.url
  if (chunk.stars.length > 0) {
    const own = [...modelAt(space, 'newest').exports.keys()].filter(name => !model.exports.has(name) && !definerOf(world, space, name)?.isSpace)
    return grouped('export', own.map(name => ({ url: link(name), clause: quoted(name) })))
  }
  if (chunk.exports.length > 0) return grouped('export', chunk.exports.map(({ name, imported }) => ({ url: link(imported!), clause: `${quoted(imported!)} as ${quoted(name)}` })))
  if (chunk.imports.length === 0) return isInDirectory(world, module.path) ? '' : wholeOf(space)
  const kept = chunk.imports.filter(each => model.imports.get(each.local) === each && !late.has(each.local))
  const named = kept.filter(each => each.imported !== '*').map(each => ({ url: link(each.imported), clause: `${quoted(each.imported)} as ${each.local}` }))
  const read = kept.filter(each => each.imported === '*').flatMap(each => eagerMembers(model, each.local)).flatMap(name => definerOf(world, space, name) ?? [])
  return read.filter(each => !each.isSpace).map(({ url }) => `import ${JSON.stringify(url)};`).join('') + grouped('import', named)
}

/** `import 'applib/objects'`: its files. */
const wholeOf = (space: LiveModule): string =>
  [...modelAt(space, 'newest').space?.files.keys() ?? []].sort().map(url => `import ${JSON.stringify(url)};`).join('')

function grouped(word: 'import' | 'export', parts: { url: string, clause: string }[]): string {
  const groups = new Map<string, string[]>()
  for (const { url, clause } of parts) groups.set(url, [...groups.get(url) ?? [], clause])
  return [...groups].map(([url, clauses]) => `${word}{${clauses.join(',')}}from${JSON.stringify(url)};`).join('')
}

/** Where the names of namespaces are found that a module imports or exports, as Node links them now. */
export function linkedNames(world: World, module: LiveModule, model: Model): Map<string, LiveModule> {
  const linked = new Map<string, LiveModule>()
  const note = (specifier: string, imported: string): void => {
    const space = moduleOf(world, module.resolved.get(specifier))
    const definer = space?.isSpace ? definerOf(world, space, imported) : undefined
    if (definer) linked.set(linkKey(specifier, imported), definer)
  }
  for (const { specifier, imported } of model.imports.values()) note(specifier, imported)
  for (const { from, imported } of model.exports.values()) if (from !== undefined) note(from, imported!)
  return linked
}

/** All that the text of imports from namespaces follows from: where a start finds the names. Empty: the module has none. */
export function namesOfSpaces(world: World, module: LiveModule, model: Model): string {
  const found: unknown[] = []
  for (const { specifier, bare } of model.requests) {
    const space = moduleOf(world, module.resolved.get(specifier))
    if (!space?.isSpace) continue
    const link = (name: string): [string, string | undefined] => [name, definerOf(world, space, name)?.url]
    const imports = [...model.imports.values()].filter(each => each.specifier === specifier)
    found.push([
      specifier, imports.map(each => each.imported === '*' ? eagerMembers(model, each.local).map(link) : link(each.imported)),
      [...model.exports.values()].filter(each => each.from === specifier).map(each => link(each.imported!)),
      model.stars.includes(specifier) && [...modelAt(space, 'newest').exports.keys()].map(link),
      bare && (isInDirectory(world, module.path) || [...modelAt(space, 'newest').space?.files.keys() ?? []].sort()),
    ])
  }
  return found.length > 0 ? JSON.stringify(found) : ''
}
