import type { Mark } from './reflect-metadata.ts'

export type Decorator = (...args: unknown[]) => unknown
type Callback = (this: unknown, ...args: unknown[]) => unknown
export type MemberKind = 'method' | 'getter' | 'setter' | 'field' | 'accessor'

/** Tells and reads a private member, from inside its class: `[o => #x in o, o => o.#x, (o, v) => { o.#x = v }]`. */
export type PrivateAccess = [has: (object: object) => boolean, get: (object: object) => unknown, set: (object: object, value: unknown) => void]

/** One decorated member: what the class itself says, and what its decorators made of it. */
export interface DecoratedMember {
  id: string
  kind: MemberKind
  static: boolean
  private: boolean
  name: PropertyKey
  decorators: Decorator[] | (() => Decorator[])
  access?: PrivateAccess
  /** As it was before any decorator; for an accessor both halves. */
  original: PropertyDescriptor
  /** What decorators made of it; for a private member, which no property holds. */
  current: PropertyDescriptor
  /** What makes the value of a field, outermost first. */
  inits: Callback[]
  /** What `addInitializer` was given. */
  extras: Callback[]
  /** Keys of the metadata that came with it. */
  keys: PropertyKey[]
  /** The same in reflect-metadata. */
  marks: Mark[]
  /** Private, and Node's code has it without decorators: its guards lead to what they made. */
  inSlot?: boolean
}

/** A member that an edit decorates anew; what is private is reached from inside the class. */
export interface Redecoration {
  id: string
  decorators: Decorator[]
  name: () => PropertyKey
  access?: PrivateAccess
  /** The name of a private method is declared anew, with guards that lead to what its decorators make. */
  isDeclaredAnew: boolean
  /** The newest code of a private member whose guards lead to what its decorators made. */
  originals: () => unknown[]
  put: (made: unknown[]) => void
}

/** From the kind and side in front of the key: `static getter title`. */
export function newMember(id: string, decorators: DecoratedMember['decorators'], name: PropertyKey): DecoratedMember {
  const [, side, word, hidden] = /^(static )?(\w+) (#\$lcas?p?c?_)?/.exec(id)!
  const kind = hidden !== undefined ? 'accessor' : word === 'declared' ? 'field' : word as MemberKind
  const isPrivate = typeof name === 'string' && name.startsWith('#') && / #/.test(id)
  return {
    id, kind, static: side !== undefined, private: isPrivate,
    name, decorators, original: {}, current: {}, inits: [], extras: [], keys: [], marks: [],
  }
}

const part = { method: 'value', getter: 'get', setter: 'set' } as const

/** Applies the decorators of the standard (proposal 2023-11, `ApplyDecoratorsToElementDefinition`), innermost first, to what the class itself says. */
export function applyStandard(member: DecoratedMember, decorators: readonly Decorator[], metadata: object | undefined): void {
  const { kind } = member
  const before = Reflect.ownKeys(metadata ?? {})
  const descriptor = { ...member.original }
  member.inits = []
  member.extras = []
  for (const decorator of decorators.toReversed()) {
    const given = kind === 'field' ? undefined : kind === 'accessor' ? { get: descriptor.get, set: descriptor.set } : descriptor[part[kind]] as unknown
    const done = { done: false }
    const result = decorator(given, contextOf(member, metadata, done))
    done.done = true
    if (kind === 'accessor') {
      if (result === undefined) continue
      if (result === null || typeof result !== 'object') throw new TypeError('Object expected')
      const { get, set, init } = result as { get: unknown, set: unknown, init: unknown }
      if (accepted(get)) descriptor.get = get as () => unknown
      if (accepted(set)) descriptor.set = set as (value: unknown) => void
      if (accepted(init)) member.inits.unshift(init as Callback)
    } else if (accepted(result)) {
      if (kind === 'field') member.inits.unshift(result as Callback)
      else descriptor[part[kind]] = result as never
    }
  }
  member.current = descriptor
  member.keys = metadata ? Reflect.ownKeys(metadata).filter(key => !before.includes(key)) : []
}

export function accepted(value: unknown): boolean {
  if (value !== undefined && typeof value !== 'function') throw new TypeError('Function expected')
  return value !== undefined
}

/** Takes what a decorator wants to be run later, as long as it runs. */
export const adder = (extras: Callback[], state: { done: boolean }) => (run: unknown): void => {
  if (state.done) throw new TypeError('Cannot add initializers after decoration has completed')
  accepted(run ?? null)
  extras.push(run as Callback)
}

function contextOf({ kind, name, access, extras, ...member }: DecoratedMember, metadata: object | undefined, state: { done: boolean }): object {
  const [has, get, set] = access ?? [
    (object: object) => name in object,
    (object: object) => (object as Record<PropertyKey, unknown>)[name],
    (object: object, value: unknown) => { (object as Record<PropertyKey, unknown>)[name] = value },
  ]
  const given = {
    has: (object: object) => has(object),
    ...(kind !== 'setter' && { get: (object: object) => get(object) }),
    ...(kind !== 'method' && kind !== 'getter' && { set: (object: object, value: unknown) => set(object, value) }),
  }
  return { kind, name, static: member.static, private: member.private, access: given, metadata, addInitializer: adder(extras, state) }
}

/** Applies decorators as TypeScript did before the standard: each gets the target, the key, and the property so far. */
export function applyLegacy(member: DecoratedMember, decorators: readonly Decorator[], target: object): void {
  const field = member.kind === 'field'
  const made = decorators.reduceRight<unknown>((seen, decorator) => decorator(target, member.name, seen) ?? seen, field ? undefined : { ...member.original })
  if (made) Object.defineProperty(target, member.name, made as PropertyDescriptor)
  member.current = field ? {} : Object.getOwnPropertyDescriptor(target, member.name) ?? {}
}
