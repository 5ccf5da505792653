import { classesOf, nativeNow, type Constructor } from '../5-plan/classes/class-unit.ts'
import { write } from '../runtime/slot.ts'
import type { Holder, Install } from '../live-module.ts'
import type { World } from '../world.ts'
import type { Addition } from './migrate.ts'
import type { ClassHome } from './parents.ts'

/** Objects that lack private names of a class, and which. */
export type Lacking = ReadonlyMap<object, ReadonlySet<string>>

/** Which private names of a class an object lacks; what it means by them is what the class means by them when this is made. */
export function lackOf(world: World, parent: Constructor, { site }: ClassHome): (object: object) => ReadonlySet<string> {
  const names = site.shape!.members.filter(member => member.private && !member.static).map(member => member.key)
  if (names.length === 0) return () => new Set()
  const has = world.scopes.get(parent)!(`($lco=>[${names.map(name => `${name} in $lco`).join(',')}])`) as (object: object) => boolean[]
  return object => {
    const had = has(object)
    return new Set(names.filter((_, index) => !had[index]))
  }
}

/** An instance may have had the parent before: what it has stays as state. */
export function lackedNames(lacks: (object: object) => ReadonlySet<string>, instances: readonly object[]): Lacking {
  return new Map(instances.map((object): [object, ReadonlySet<string>] => [object, lacks(object)]).filter(([, names]) => names.size > 0))
}

/** Puts on the private names of the class's own code, and then those that later texts declared. */
export function putOn(world: World, parent: Constructor, home: ClassHome, lacking: Lacking): Addition[] {
  if (lacking.size === 0) return []
  const native = nativeNow(world, parent, home.native)
  const later = world.redeclared.get(parent)
  const own = native.branded ? native.privates.filter(name => !later?.has(name)) : []
  const add = (install: Install): Addition => ({ form: 'private', key: '#private', install })
  const layers = (world.installers.get(parent) ?? []).map(({ put, has }) => add(object => { if (lacking.has(object) && !has(object)) put(object) }))
  if (own.length === 0) return layers
  const put = throughConstructor(world, parent, home)
  return [add(object => { if (own.some(name => lacking.get(object)?.has(name))) put(object) }), ...layers]
}

/**
 * A derived class puts its private names on what its `super(…)` gives: for a moment that is the object itself. What
 * its constructor does besides is left out, as in `instrument/class.ts`; the public fields of its code are taken away.
 */
function throughConstructor(world: World, parent: Constructor, { record, native }: ClassHome): Install {
  const key = record.versions.find(({ kind, field }) => kind === 'class' && classesOf(world, field).includes(parent))!.field
  const { holder, field } = record.versions.find(({ construction }) => construction?.of === key)!
  return object => {
    const cells: Holder = holder.deref()!
    const made = (): object => ({ a: [object], r: undefined })
    const [code, above, before] = [cells[field], Object.getPrototypeOf(parent) as object, Object.getOwnPropertyDescriptors(object)]
    world.makers.get(parent)?.(undefined)
    write(cells, field, native.nested ? () => made : made)
    Object.setPrototypeOf(parent, given)
    try { Reflect.construct(parent, []) } finally {
      Object.setPrototypeOf(parent, above)
      write(cells, field, code)
      for (const name of Reflect.ownKeys(object)) if (!Object.hasOwn(before, name)) Reflect.deleteProperty(object, name)
      Object.defineProperties(object, before)
    }
  }
}

/** The parent that gives back what it is given. */
const given = function (object: object): object { return object }
