import { isBelow } from '../lifecycle/instances.ts'
import type { World } from '../world.ts'
import { findByPrototypes } from './find.ts'
import { ownFields } from './own-fields.ts'

export type Class = abstract new (...args: never[]) => object

/** Living objects by their prototypes. */
export type Families = Map<object, object[]>

/** The living instances of a class, those of its subclasses included. */
export const instancesOf = (world: World, constructor: Class): object[] =>
  instancesAmong(world, familiesOf(world, [constructor]), constructor)

/** The living instances of classes, by one walk of the heap. */
export function familiesOf(world: World, classes: readonly Class[]): Families {
  const prototypes = new Set(classes.map(({ prototype }) => prototype as object))
  const isRoot = (prototype: object): boolean => {
    const above = Object.getPrototypeOf(prototype) as object | null
    return !above || !isBelow(above, prototypes)
  }
  return Map.groupBy(findByPrototypes([...prototypes].filter(isRoot)).filter(object => isInstance(world, object)), object => Object.getPrototypeOf(object) as object)
}

/** Those that have the prototype of a class in their chain now, but for what was not made by the class: it inherits the fields of an instance, and has none itself. */
export function instancesAmong(world: World, families: Families, { prototype }: Class): object[] {
  const hasFields = ownFields(world)
  const inherits = (from: object): boolean => {
    for (let link = from; link !== prototype && isInstance(world, link); link = Object.getPrototypeOf(link) as object) if (hasFields(link)) return true
    return false
  }
  return [...families].flatMap(([link, instances]) => !leadsTo(world, link, prototype as object) ? [] : inherits(link) ? instances.filter(hasFields) : instances)
}

/** Prototypes of subclasses, and the engine's own objects, have the prototype in their chain too. */
function isInstance(world: World, object: object): boolean {
  const own = Object.getOwnPropertyDescriptor(object, 'constructor')?.value as { prototype?: unknown } | undefined
  return !world.ownHomes.has(object) && !(typeof own === 'function' && own.prototype === object)
}

function leadsTo(world: World, from: object, prototype: object): boolean {
  for (let link: object | null = from; link; link = Object.getPrototypeOf(link) as object | null) {
    if (link === prototype) return true
    if (world.ownHomes.has(link)) return false
  }
  return false
}
