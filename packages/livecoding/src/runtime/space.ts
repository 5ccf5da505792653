import { bareName, spaceOf } from '../3-analyse/scope/block.ts'
import { modelAt } from '../graph/modules.ts'
import type { LiveModule } from '../live-module.ts'
import { reorder } from './order.ts'

/** What namespace blocks export are properties of the namespace's object, beside the names that the module has for them. */
function objectOf(module: LiveModule, name: string): object | undefined {
  const space = spaceOf(name)
  return space === undefined ? undefined : module.runtime!.spaces.get(space)
}

/** The object gets what the name has: a variable is one inside and outside. */
export function giveMember(module: LiveModule, name: string): void {
  const object = objectOf(module, name)
  if (!object) return
  const { t } = module.runtime!
  const declares = modelAt(module, 'newest').bindings.get(name)?.declares
  const isVariable = declares === 'let' || declares === 'var'
  Reflect.defineProperty(object, bareName(name), isVariable
    ? { get: () => t[name], set: (value: unknown) => { t[name] = value }, enumerable: true, configurable: true }
    : { value: t[name], writable: true, enumerable: true, configurable: true })
}

export function takeMember(module: LiveModule, name: string): void {
  const object = objectOf(module, name)
  if (object) Reflect.deleteProperty(object, bareName(name))
}

/** What puts the member back as it is now, and where it stands: which kind the name is then, only the model that runs now knows. */
export function memberBack(module: LiveModule, name: string): () => void {
  const object = objectOf(module, name)
  const member = object && Object.getOwnPropertyDescriptor(object, bareName(name))
  if (!object || !member) return () => {}
  const order = Reflect.ownKeys(object)
  return () => {
    Reflect.defineProperty(object, bareName(name), member)
    if (Object.isExtensible(object)) reorder(object, order)
  }
}

/** What puts back all members of namespaces that go to another module, which gives its own to the same objects. */
export function membersBack({ runtime }: LiveModule, names: readonly string[]): (() => void)[] {
  return names.flatMap(name => {
    const object = runtime?.spaces.get(name)
    if (!object) return []
    const members = Object.getOwnPropertyDescriptors(object)
    return () => {
      for (const key of Reflect.ownKeys(object)) if (!Object.hasOwn(members, key)) Reflect.deleteProperty(object, key)
      Object.defineProperties(object, members)
    }
  })
}

/** The object of a namespace that comes from another module loses what its block gave there and gives here no more. */
export function shedMembers(source: LiveModule, space: string, gone: readonly string[], journal: (() => unknown)[]): void {
  const object = source.runtime?.spaces.get(space)
  if (!object) return
  // What the old module loses from here on is no member of the object any more.
  journal.push(() => source.runtime!.spaces.set(space, object))
  source.runtime!.spaces.delete(space)
  for (const name of gone) {
    const key = bareName(name)
    const member = spaceOf(name) === space ? Object.getOwnPropertyDescriptor(object, key) : undefined
    if (!member) continue
    journal.push(() => Reflect.defineProperty(object, key, member))
    Reflect.deleteProperty(object, key)
  }
}

/** The object of a namespace that is no class, function or enum: the one that it had before, without what it had. */
export function plainSpace({ runtime }: LiveModule, space: string, journal: (() => unknown)[]): object {
  const { spaces, plain } = runtime!
  const object = plain.get(space) ?? {}
  if (!plain.has(space)) journal.push(() => plain.delete(space))
  plain.set(space, object)
  if (spaces.get(space) === object) return object
  const members = Object.getOwnPropertyDescriptors(object)
  journal.push(() => Object.defineProperties(object, members))
  for (const key of Reflect.ownKeys(object)) Reflect.deleteProperty(object, key)
  return object
}

/** A name that no object shows is there as long as the module has it. */
export function hasMember(module: LiveModule, name: string): boolean {
  const object = objectOf(module, name)
  return !object || Object.hasOwn(object, bareName(name))
}
