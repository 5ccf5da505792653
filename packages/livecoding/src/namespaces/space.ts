import { modelAt, moduleOf } from '../graph/modules.ts'
import { emptyModel, enterModule } from '../loader/enter.ts'
import type { Resolver } from '../loader/resolve.ts'
import { nearest } from '../messages/nearest.ts'
import type { LiveModule } from '../live-module.ts'
import type { Space, World } from '../world.ts'

export const scheme = 'livecoding:'
export const spaceUrl = (name: string): string => scheme + name

/** The namespace of this name, made where it is not known; those above it too. */
export function spaceOf(world: World, name: string): Space {
  const known = world.spaces.get(name)
  if (known) return known
  const module = enterModule(world, name, spaceUrl(name), 'esm', emptyModel(name, ''))
  world.seen.delete(name)
  module.root = module.isSpace = true
  const space = { name, module }
  world.spaces.set(name, space)
  const above = parentOf(name)
  if (above) spaceOf(world, above)
  return space
}

export const parentOf = (name: string): string => name.split('/').slice(0, -1).join('/')

/** Which module gives a name of a namespace. */
export const definerOf = (world: World, space: LiveModule, name: string): LiveModule | undefined =>
  moduleOf(world, modelAt(space, 'newest').exports.get(name)?.from)

/** Whether an import of this name leads to a namespace: it has files, or a directory was added under it. */
export function isOffered(world: World, name: string): boolean {
  const space = world.spaces.get(name)
  return space !== undefined && (modelAt(space.module, 'newest').requests.length > 0 || world.directories.some(directory => directory.namespace === name))
}

/** What there is in place of a namespace that there is not. */
export function otherNamespaces(world: World, name: string): { known?: string, suggestion?: string } {
  const known = [...world.spaces.keys()].filter(each => isOffered(world, each))
  const suggestion = nearest(name, known)
  return suggestion !== undefined ? { suggestion } : known.length > 0 ? { known: known.join(', ') } : {}
}

/** A resolver that knows the namespaces. */
export const withSpaces = (world: World, resolver: Resolver): Resolver => ({
  ...resolver,
  resolve: (specifier, parent, commonjs) => isOffered(world, specifier) ? { url: spaceUrl(specifier) } : resolver.resolve(specifier, parent, commonjs),
})
