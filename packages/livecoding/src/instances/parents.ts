import type { Constructor } from '../5-plan/class-unit.ts'
import type { Member } from '../3-analyse/shapes.ts'
import { peekName } from '../runtime/binding.ts'
import type { World } from '../world.ts'

/** The fields that a new parent, and its parents, give to instances: what a new instance of the parent has. */
export function fieldsOfParents(parent: Constructor | undefined): { key: string, install(object: object): void }[] {
  if (!parent) return []
  let model: object | undefined
  try { model = new parent() } catch { return [] }
  const made = model
  return Object.keys(made).map(key => ({
    key,
    install: object => { Object.defineProperty(object, key, Object.getOwnPropertyDescriptor(made, key)!) },
  }))
}

/** Private fields of a new parent, and of its parents, with the question whether an object has them: nothing but their own constructors could put them on an object that exists. */
export function privatesOfParents(world: World, parent: Constructor | undefined): { name: string, isOn(object: object): boolean }[] {
  const found: { name: string, isOn(object: object): boolean }[] = []
  for (let each: object | null = parent ?? null; each && each !== Function.prototype; each = Object.getPrototypeOf(each) as object | null) {
    const evaluate = world.scopes.get(each)
    for (const { key, kind, private: hidden, static: onClass } of evaluate ? membersOf(world, each) : []) {
      if (hidden && kind === 'field' && !onClass) found.push({ name: key, isOn: evaluate!(`$lco=>${key} in $lco`) as (object: object) => boolean })
    }
  }
  return found
}

function membersOf(world: World, constructor: object): Member[] {
  for (const module of world.modules.values()) {
    if (!module.runtime || module.kind === 'json') continue
    for (const { chunk } of module.current.placed) {
      for (const { self, names: [name] } of chunk.items) if (self?.kind === 'class' && peekName(module, name!) === constructor) return self.shape!.members
    }
  }
  return []
}
