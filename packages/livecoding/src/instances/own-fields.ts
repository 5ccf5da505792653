import type { Constructor } from '../5-plan/classes/class-unit.ts'
import { sayIn } from '../5-plan/classes/enclosed.ts'
import { chainOf } from '../5-plan/classes/heritage.ts'
import type { World } from '../world.ts'
import { homeOf } from './parents.ts'

type Test = (object: object) => boolean

/** Whether an object has itself something that constructors of its classes give, a field or a private name. */
export function ownFields(world: World): Test {
  const known = new Map<Constructor, Test[]>()
  return object => {
    const constructor = (object as { constructor: unknown }).constructor
    if (typeof constructor !== 'function') return false
    const nearest = constructor as Constructor
    const tests = known.get(nearest) ?? [nearest, ...chainOf(nearest)].flatMap(each => testsFor(world, each))
    known.set(nearest, tests)
    return tests.some(test => test(object))
  }
}

function testsFor(world: World, constructor: Constructor): Test[] {
  const shape = homeOf(world, constructor)?.site.shape
  if (!shape) return []
  const own = shape.members.filter(member => !member.static && !member.computed)
  const names = new Set(own.filter(member => member.private).map(({ key }) => key))
  const keys = new Set([...own.flatMap(({ kind, private: hidden, key }) => kind === 'field' && !hidden ? key : []), ...shape.assigns.flatMap(({ inConstructor, key }) => inConstructor ? key : [])])
  return [
    object => keys.values().some(key => Object.hasOwn(object, key)),
    ...[...names].flatMap(name => sayIn<Test>(world, constructor, `$lco=>${name} in $lco`) ?? []),
  ]
}
