import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { peekName } from './binding.ts'

/** A module and the top-level name that a value has there, or had. */
export interface Where { module: LiveModule, name: string, lost: boolean }

/** Where a function or class of the program stands; the name that it has itself is looked at first. */
export function whereIs(world: World, value: object): Where | undefined {
  const modules = [...world.byId.values()].filter(module => module.runtime && !module.isSpace)
  const own = (value as { name?: unknown }).name
  for (const module of modules) if (typeof own === 'string' && module.current.bindings.has(own) && peekName(module, own) === value) return { module, name: own, lost: false }
  for (const module of modules) {
    for (const name of module.current.bindings.keys()) if (peekName(module, name) === value) return { module, name, lost: false }
    for (const [name, ghost] of module.ghosts) if (ghost.value === value) return { module, name, lost: true }
  }
  return undefined
}
