import { modelAt } from '../graph/modules.ts'
import { peekName } from '../runtime/binding.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { namespacesAt } from './members.ts'

/** A name that the source lost and the program may still hold. */
export interface Leak {
  name: string
  namespace: string
  file: string
  /** The version of the file that last had it. */
  version: number
  /** What it was: it comes back as the same object when the source has the name again. */
  value: unknown
}

/** Names that files of the namespaces lost, and that no other file has taken over; what moved to another namespace is not lost. */
export function leaksOf(world: World): Leak[] {
  const live = [...world.modules.values()].filter(module => module.runtime && !module.dormant && !module.isSpace)
  const isElsewhere = (value: unknown): boolean => typeof value === 'function' && live.some(module => [...module.current.bindings.keys()].some(name => peekName(module, name) === value))
  return allLeaks(world).filter(({ value }) => !isElsewhere(value))
}

function allLeaks(world: World): Leak[] {
  return [...world.modules.values()].flatMap(module => namespacesAt(world.directories, module.path).flatMap(namespace => {
    const space = world.spaces.get(namespace)?.module
    return lostBy(module).filter(({ name }) => !space || !modelAt(space, 'newest').exports.has(name)).map(lost => ({ ...lost, namespace, file: module.path }))
  }))
}

function lostBy(module: LiveModule): Pick<Leak, 'name' | 'version' | 'value'>[] {
  if (!module.runtime) return []
  const lost = [...module.ghosts].filter(([local]) => !module.current.bindings.has(local)).flatMap(([local, { model, version, value }]) => {
    const exported = [...model.exports].find(([, each]) => each.local === local)
    return exported && exported[0] !== 'default' ? [{ name: exported[0], version, value }] : []
  })
  if (!module.dormant) return lost
  const gone = [...module.current.exports].filter(([name, { local }]) => name !== 'default' && local !== undefined && module.current.bindings.has(local))
  return [...lost, ...gone.map(([name, { local }]) => ({ name, version: module.version, value: peekName(module, local!) }))]
}
