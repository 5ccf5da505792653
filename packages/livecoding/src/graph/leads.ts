import { specifierIn } from '../3-analyse/walk/required.ts'
import type { Model, Placed } from '../3-analyse/shapes.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { exportNames, sameTarget, targetOfExport, targetOfImport, type Target } from './targets.ts'
import { modelAt } from './modules.ts'

/**
 * Where the names lead that modules import, and those that the namespaces have which they import:
 *
 *   import { size } from './sizes.ts'      names of the module      size       the binding "size" of sizes.ts
 *   import * as sizes from './sizes.ts'    members of sizes.ts      sizes.size
 */
export interface Leads {
  names: Map<LiveModule, Map<string, Target>>
  members: Map<LiveModule, Map<string, Target>>
}

/** What a CommonJS module reads of others inside expressions. */
export const requiredBy = (module: LiveModule): { name: string, part?: string | undefined, spread?: true | undefined, specifier: string }[] =>
  modelAt(module, 'newest').placed.flatMap(({ chunk }) => chunk.items.flatMap(({ required = [] }) =>
    required.map(ref => ({ name: ref.name, part: ref.part, spread: ref.spread, specifier: specifierIn(ref) }))))

export function leadsOf(world: World, modules: Iterable<LiveModule>): Leads {
  const leads: Leads = { names: new Map(), members: new Map() }
  for (const module of modules) {
    const names = new Map<string, Target>()
    leads.names.set(module, names)
    for (const [local, specifier, imported] of importedBy(module)) note(world, leads, names, local, targetOfImport(world, module, { specifier, imported }, 'newest'))
  }
  return leads
}

function note(world: World, leads: Leads, names: Map<string, Target>, name: string, target: Target | undefined): void {
  if (!target) return
  names.set(name, target)
  if (target.kind !== 'namespace' || target.module.kind !== 'esm' || leads.members.has(target.module)) return
  const members = new Map<string, Target>()
  leads.members.set(target.module, members)
  for (const each of exportNames(world, target.module, 'newest')) note(world, leads, members, each, targetOfExport(world, target.module, each, 'newest'))
}

/** The statements that may have a variable which stands for what another module exports: all others need not be analysed. */
function asking({ format, text, placed, requests }: Model): Placed[] {
  if (format === 'commonjs') return text.includes('require') ? placed.filter(({ chunk }) => chunk.source.includes('require')) : []
  const specifiers = requests.flatMap(({ specifier, dynamic }) => dynamic ? specifier : [])
  return specifiers.length === 0 ? [] : placed.filter(({ chunk: { source } }) => isVariable.test(source) && (source.includes('\\') || specifiers.some(each => source.includes(each))))
}

const isVariable = /^(?:(?:export\s+)?(?:const|let|var)|export\s+default)\b/

/** Local name, specifier and exported name of all that a module imports or requires. */
export function importedBy(module: LiveModule): [string, string, string][] {
  const model = modelAt(module, 'newest')
  const required = asking(model).flatMap(({ chunk }) => chunk.items)
  return [
    ...[...model.imports].map(([local, { specifier, imported }]): [string, string, string] => [local, specifier, imported]),
    ...required.flatMap(({ requires }) => requires ? [...requires.keys].map(([local, key]): [string, string, string] => [local, requires.specifier, key]) : []),
  ]
}

/**
 * Names of a module that lead to something else than before; `sizes.hall` and `sizes.*` where a member of a namespace does, comes or goes.
 * `isBack`: what a member that comes leads to is what it led to when it went.
 */
export function ledElsewhere(before: Leads, after: Leads, module: LiveModule, isSame: (from: Target, to: Target) => boolean = sameTarget, isBack: (to: Target) => boolean = () => false): Set<string> {
  const found = new Set<string>()
  const membersOf = (space: LiveModule, seen: Set<LiveModule>): string[] => {
    if (seen.has(space)) return []
    seen.add(space)
    const [had, has] = [before.members.get(space), after.members.get(space)]
    const others = changed(had, has).filter(([, from, to]) => isOther(from, to, seen)).map(([name]) => name)
    if (!had || !has) return others
    // What read a name that is gone goes on with it; what read all names, as `{ ...movement }`, has one less.
    return [...others, ...[...has].flatMap(([name, to]) => had.has(name) || isBack(to) ? [] : name), ...had.keys().some(name => !has.has(name)) ? ['*'] : []]
  }
  const isOther = (from: Target, to: Target, seen: Set<LiveModule>): boolean =>
    !isSame(from, to) || (to.kind === 'namespace' && membersOf(to.module, seen).length > 0)
  for (const [name, from, to] of changed(before.names.get(module), after.names.get(module))) {
    if (!isSame(from, to)) found.add(name)
    else if (to.kind === 'namespace') for (const member of membersOf(to.module, new Set())) found.add(`${name}.${member}`).add(`${name}.*`)
  }
  return found
}

/** What was there before and is there now, with where it led and leads; a namespace is looked into. */
const changed = (before: ReadonlyMap<string, Target> | undefined, after: ReadonlyMap<string, Target> | undefined): [string, Target, Target][] =>
  [...after ?? []].flatMap(([name, to]): [string, Target, Target][] => {
    const from = before?.get(name)
    return from && (to.kind === 'namespace' || !sameTarget(from, to)) ? [[name, from, to]] : []
  })
