import { reexports } from '../3-analyse/outline.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { givenBy, importersOf, importersOfNames } from './graph.ts'

/** Modules whose exported names may lead elsewhere, each with those names; undefined: any of them. */
export type Renewed = ReadonlyMap<LiveModule, ReadonlySet<string> | undefined>

/** What an update of these modules and namespaces does to what others see of them, through every re-export. */
export function renewedBy(world: World, modules: Iterable<LiveModule>, spaces: Iterable<LiveModule> = []): Renewed {
  const renewed = new Map<LiveModule, Set<string> | undefined>()
  const add = (module: LiveModule): void => {
    if (renewed.has(module)) return
    renewed.set(module, undefined)
    for (const importer of importersOf(world, module, each => each.isSpace || reexports(each.current))) {
      if (importer.isSpace) addNames(importer, givenBy(importer, module))
      else add(importer)
    }
  }
  const addNames = (space: LiveModule, names: Iterable<string>): void => {
    const known = renewed.get(space) ?? new Set()
    const fresh = [...names].filter(name => !known.has(name))
    for (const name of fresh) known.add(name)
    renewed.set(space, known)
    if (fresh.length > 0) for (const importer of importersOfNames(world, space, fresh)) if (reexports(importer.current)) add(importer)
  }
  for (const space of spaces) addNames(space, space.current.space?.step.names ?? [])
  for (const module of modules) add(module)
  return renewed
}
