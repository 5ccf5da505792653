import { bareName, isBlockName } from '../3-analyse/scope/block.ts'
import type { Model } from '../3-analyse/shapes.ts'
import { leadsOf, type Leads } from '../graph/leads.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { sayName, sayOwn } from '../graph/names.ts'

/** How the names of modules are said, and where those lead that they import: what differs after a save makes code new that nobody edited. */
export interface Names { said: Map<LiveModule, Said>, leads: Leads }

/** Of the names that a model declares the model itself tells how they are said. */
interface Said { bindings: Model['bindings'], others: Map<string, string> }

export const namesOf = (world: World, modules: readonly LiveModule[]): Names =>
  ({ said: new Map(modules.map(module => [module, saidIn(world, module)])), leads: leadsOf(world, modules) })

function saidIn(world: World, module: LiveModule): Said {
  const { bindings, imports } = module.pending ?? module.current
  const { loaded } = module
  const others = new Map<string, string>()
  for (const names of [imports, bindings === loaded.bindings ? new Map() : loaded.bindings, loaded.imports]) {
    for (const name of names.keys()) if (!bindings.has(name) && !others.has(name)) others.set(name, both(use => sayName(world, module, name, use)))
  }
  return { bindings, others }
}

/** Names of a module that are said in another way. */
export function saidAnew(before: Names, after: Names, module: LiveModule): Set<string> {
  const [was, now] = [before.said.get(module), after.said.get(module)]
  const names = new Set<string>()
  const look = (name: string): unknown => how(module, was, name) !== how(module, now, name) && names.add(name)
  for (const [each, other] of [[now, was], [was, now]]) {
    if (each && each.bindings !== other?.bindings) for (const [name, { declares }] of each.bindings) if (other?.bindings.get(name)?.declares !== declares) look(name)
    each?.others.keys().forEach(look)
  }
  // What a namespace block has no more is said as a name of what is around it.
  return names.union(new Set(names.values().filter(isBlockName).map(bareName)))
}

/** A name of a namespace block is said alike when it is gone, but leads to the variable that was lost. */
function how(module: LiveModule, said: Said | undefined, name: string): string | undefined {
  const own = said?.bindings.get(name)
  return own ? both(use => sayOwn(module, name, own, use)) : isBlockName(name) ? undefined : said?.others.get(name)
}

/** How it is read and how it is written. */
const both = (say: (use: { write?: boolean }) => string | undefined): string => `${say({}) ?? ''} ${say({ write: true }) ?? ''}`
