import type { Constructor } from '../5-plan/classes/class-unit.ts'
import { chainOf } from '../5-plan/classes/heritage.ts'
import type { World } from '../world.ts'
import { homeOf } from './parents.ts'

/** Whether another class that the object is of has a field of that name, or assigns it: it has moved there with its value, or was there as well. */
export function fieldsElsewhere(world: World, constructor: Constructor): (object: object, key: PropertyKey) => boolean {
  const known = new Map<object, ReadonlySet<string>>()
  return (object, key) => {
    const prototype = Object.getPrototypeOf(object) as object
    const names = known.get(prototype) ?? namesIn(world, prototype, constructor)
    known.set(prototype, names)
    return names.has(String(key))
  }
}

function namesIn(world: World, prototype: object, constructor: Constructor): Set<string> {
  const own = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value as Constructor | undefined
  const chain = typeof own === 'function' ? [own, ...chainOf(own)] : []
  return new Set(chain.flatMap(each => {
    const shape = each === constructor ? undefined : homeOf(world, each)?.site.shape
    if (!shape) return []
    return [...shape.assigns.map(({ key }) => key), ...shape.members.flatMap(({ kind, static: onClass, computed, key }) => kind === 'field' && !onClass && !computed ? key : [])]
  }))
}
