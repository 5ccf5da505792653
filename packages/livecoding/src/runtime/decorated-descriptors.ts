import type { DecoratedMember } from './decorated-member.ts'

// The descriptors of members: as the class itself says them, and as decorators see them.

export type Constructor = (new (...args: unknown[]) => object) & Record<PropertyKey, unknown>

/** Private members stand for a moment under such a key, with the right `super`; fields have their decorators evaluated in it. */
export const temporary = (id: string): string => `$lc ${id}`

export function asDescriptor({ kind }: DecoratedMember, [first, second]: unknown[]): PropertyDescriptor {
  switch (kind) {
    case 'accessor': return { get: first, set: second } as PropertyDescriptor
    case 'getter': return { get: first } as PropertyDescriptor
    case 'setter': return { set: first } as PropertyDescriptor
    default: return { value: first }
  }
}

/** The other half of a pair of accessors stays as it is. */
export function merged(now: PropertyDescriptor | undefined, made: PropertyDescriptor): PropertyDescriptor {
  return 'value' in made ? { ...now, value: made.value } : { ...now, ...(made.get && { get: made.get }), ...(made.set && { set: made.set }) }
}

/** The member as the class itself says it; what stood under a temporary key goes. */
export function takeOriginal(constructor: Constructor, member: DecoratedMember, legacy: boolean): PropertyDescriptor {
  const target = member.static ? constructor : constructor.prototype as object
  if (member.kind === 'field') {
    Reflect.deleteProperty(constructor.prototype as object, temporary(member.id))
    return {}
  }
  if (member.kind === 'accessor') {
    Reflect.deleteProperty(constructor.prototype as object, temporary(member.id))
    if (!member.private) return standing(target, member, legacy)
    const { get } = taken(target, temporary(`${member.id} getter`))
    const { set } = taken(target, temporary(`${member.id} setter`))
    return renamed({ get, set } as PropertyDescriptor, member.name)
  }
  if (member.private) return renamed(taken(target, temporary(member.id)), member.name)
  return standing(target, member, legacy)
}

function taken(target: object, key: string): PropertyDescriptor {
  const descriptor = Object.getOwnPropertyDescriptor(target, key)!
  Reflect.deleteProperty(target, key)
  return descriptor
}

/** What the class itself has under the name, as long as no decorator has changed it. */
export const standing = (target: object, member: DecoratedMember, legacy: boolean): PropertyDescriptor =>
  half(member, Object.getOwnPropertyDescriptor(target, member.name)!, legacy)

/** Decorators of the standard see one half of a pair of accessors. */
function half({ kind }: DecoratedMember, descriptor: PropertyDescriptor, legacy: boolean): PropertyDescriptor {
  if (legacy) return descriptor
  const { value, get, set } = descriptor
  return kind === 'method' ? { value } : kind === 'getter' ? { get } as PropertyDescriptor : kind === 'setter' ? { set } as PropertyDescriptor : { get, set } as PropertyDescriptor
}

/** A private method is called by its name, not by the key under which it stood. */
export function renamed({ value, get, set }: PropertyDescriptor, name: PropertyKey): PropertyDescriptor {
  const made: PropertyDescriptor = {}
  if (typeof value === 'function') made.value = Object.defineProperty(value, 'name', { value: String(name), configurable: true })
  if (get) made.get = Object.defineProperty(get, 'name', { value: `get ${String(name)}`, configurable: true })
  if (set) made.set = Object.defineProperty(set, 'name', { value: `set ${String(name)}`, configurable: true })
  return made
}
