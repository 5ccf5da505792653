import type { World } from '../world.ts'
import { findByPrototype } from './find.ts'

type Class = abstract new (...args: never[]) => object

/** The living instances of a class, those of its subclasses included. */
export function instancesOf(world: World, constructor: Class): object[] {
  const prototype = constructor.prototype as object
  return findByPrototype(prototype).filter(object => isInstance(world, object, prototype))
}

/** Prototypes of subclasses, and the engine's own objects, have the prototype in their chain too. */
function isInstance(world: World, object: object, prototype: object): boolean {
  if (object === prototype || world.ownHomes.has(object)) return false
  const own = Object.getOwnPropertyDescriptor(object, 'constructor')?.value as { prototype?: unknown } | undefined
  if (typeof own === 'function' && own.prototype === object) return false
  for (let link = Object.getPrototypeOf(object) as object | null; link && link !== prototype; link = Object.getPrototypeOf(link) as object | null) if (world.ownHomes.has(link)) return false
  return true
}
