import { isInDirectory } from '../namespaces/members.ts'
import type { World } from '../world.ts'

/** Whether the program has something to do with a saved file. */
export const concerns = (world: World, path: string, text: string | undefined): boolean =>
  world.modules.has(path) || world.waiting.has(path) || isFollowed(world, path, text)

/** A file of a namespace, or one that a gate wants. */
export const isFollowed = (world: World, path: string, text: string | undefined): boolean =>
  text !== undefined && (isInDirectory(world, path) || world.gates.some(gate => gate.follows?.(world, path)))
