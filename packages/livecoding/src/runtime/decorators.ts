import type { World } from '../world.ts'

type Decorator = (...args: unknown[]) => unknown
type MemberKind = 'method' | 'getter' | 'setter' | 'field' | 'class'
/** Kind, static, key, decorators in the order of the source. */
export type Decorated = [kind: MemberKind, onClass: boolean, key: PropertyKey, decorators: Decorator[]]

/** What decorators did to one class, so that an edit can do it anew. */
export interface DecoratedClass {
  legacy: boolean
  /** Members as they were before any decorator. */
  originals: Map<string, PropertyDescriptor>
  /** What makes the value of a decorated field. */
  fields: Map<PropertyKey, ((this: unknown, value: unknown) => unknown)[]>
  /** What decorators want to be run for each new instance. */
  starts: Map<string, ((this: unknown) => void)[]>
  replacement?: unknown
}

/** `$lcD`: applies decorators in a class's first static block; `field` and `start` are asked for each new instance. */
export interface Decorators {
  (constructor: object, entries: () => Decorated[], legacy: boolean): void
  field(constructor: object, key: PropertyKey, self: object, value: unknown): unknown
  start(constructor: object, self: object): void
  replaced(constructor: object): unknown
}

export function createDecorators(world: World): Decorators {
  const decorate = (constructor: object, entries: () => Decorated[], legacy: boolean): void => {
    const info: DecoratedClass = { legacy, originals: new Map(), fields: new Map(), starts: new Map() }
    world.decorated.set(constructor, info)
    for (const entry of inOrder(entries())) applyDecorators(constructor, info, entry)
  }
  return Object.assign(decorate, {
    field: (constructor: object, key: PropertyKey, self: object, value: unknown): unknown =>
      (world.decorated.get(constructor)?.fields.get(key) ?? []).reduce((made, next) => next.call(self, made), value),
    replaced: (constructor: object): unknown => world.decorated.get(constructor)?.replacement ?? constructor,
    start(constructor: object, self: object): void {
      for (const list of world.decorated.get(constructor)?.starts.values() ?? []) for (const run of list) run.call(self)
    },
  })
}

/** Static methods, methods, static fields, fields, the class (ECMA-262 proposal decorators, ClassDefinitionEvaluation). */
function inOrder(entries: Decorated[]): Decorated[] {
  const rank = ([kind, onClass]: Decorated): number => kind === 'class' ? 4 : (kind === 'field' ? 2 : 0) + (onClass ? 0 : 1)
  return entries.toSorted((a, b) => rank(a) - rank(b))
}

const slotOf = ([kind, onClass, key]: Decorated): string => `${onClass ? 'static ' : ''}${kind === 'getter' || kind === 'setter' ? kind : ''} ${String(key)}`

/** Applies the decorators of one member, innermost first; a second time it starts from what the class itself says. */
export function applyDecorators(constructor: object, info: DecoratedClass, entry: Decorated): void {
  const [kind, onClass, key] = entry
  const target = onClass ? constructor : (constructor as { prototype: object }).prototype
  const descriptor = info.originals.get(slotOf(entry)) ?? Object.getOwnPropertyDescriptor(target, key)
  if (kind !== 'field' && kind !== 'class' && descriptor) info.originals.set(slotOf(entry), descriptor)
  if (info.legacy) legacy(constructor, target, info, entry, descriptor)
  else standard(constructor, target, info, entry, descriptor)
}

/** The member as the class itself says it. */
export function undecorate(constructor: object, info: DecoratedClass, entry: Decorated): void {
  const original = info.originals.get(slotOf(entry))
  info.fields.delete(entry[2])
  info.starts.delete(slotOf(entry))
  if (original) Object.defineProperty(entry[1] ? constructor : (constructor as { prototype: object }).prototype, entry[2], original)
}

function legacy(constructor: object, target: object, info: DecoratedClass, [kind, , key, decorators]: Decorated, descriptor: PropertyDescriptor | undefined): void {
  if (kind === 'class') {
    info.replacement = decorators.reduceRight<unknown>((made, decorator) => decorator(made) ?? made, constructor)
    return
  }
  const given = kind === 'field' ? undefined : { ...descriptor }
  const made = decorators.reduceRight<unknown>((seen, decorator) => decorator(target, key, seen) ?? seen, given)
  if (made && kind !== 'field') Object.defineProperty(target, key, made as PropertyDescriptor)
}

const part = { method: 'value', getter: 'get', setter: 'set' } as const

function standard(constructor: object, target: object, info: DecoratedClass, entry: Decorated, descriptor: PropertyDescriptor | undefined): void {
  const [kind, onClass, key, decorators] = entry
  const starts: ((this: unknown) => void)[] = []
  const fields: ((this: unknown, value: unknown) => unknown)[] = []
  let made: unknown = kind === 'class' ? constructor : kind === 'field' ? undefined : descriptor?.[part[kind]]
  for (const decorator of decorators.toReversed()) {
    const result = decorator(made, contextOf(kind === 'class' ? [kind, onClass, (constructor as { name: string }).name, decorators] : entry, starts))
    if (result === undefined) continue
    if (typeof result !== 'function') throw new TypeError(`A decorator of ${String(key)} gave ${typeof result}: it may give a function, or nothing`)
    if (kind === 'field') fields.push(result as never)
    else made = result
  }
  if (kind === 'class') info.replacement = made
  else if (kind === 'field') info.fields.set(key, fields)
  else Object.defineProperty(target, key, { ...Object.getOwnPropertyDescriptor(target, key), [part[kind]]: made })
  if (onClass) for (const run of starts) run.call(constructor)
  else info.starts.set(slotOf(entry), starts)
}

function contextOf([kind, onClass, key]: Decorated, starts: ((this: unknown) => void)[]): object {
  const addInitializer = (run: (this: unknown) => void): void => { starts.push(run) }
  if (kind === 'class') return { kind, name: key, addInitializer, metadata: {} }
  const access = {
    has: (object: object) => key in object,
    get: (object: Record<PropertyKey, unknown>) => object[key],
    set: (object: Record<PropertyKey, unknown>, value: unknown) => { object[key] = value },
  }
  return { kind, name: key, static: onClass, private: false, access, addInitializer, metadata: {} }
}
