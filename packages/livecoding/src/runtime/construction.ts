import type { Constructor } from '../5-plan/class-unit.ts'

/** How instances of one class are made now. */
export interface Recipe {
  /** The source has `extends`; the code that Node loaded calls `super()`. */
  derived: boolean
  nativelyDerived: boolean
  /** Fields that Node's code installs and that are gone or stand elsewhere now, last one first. */
  trim: readonly string[]
  /** What decorators of methods want to be run first. */
  start(self: object): void
  installers: readonly ((object: object) => void)[]
  privates?: (this: object) => void
  fields?: (object: object) => void
  body?: (newTarget: unknown) => (...args: unknown[]) => unknown
}

/** What the guard of a native derived constructor follows: the arguments for `super`, then the rest. */
export interface Detour { over: boolean, value?: unknown, args: unknown[], rest(self: object): unknown }

const isObject = (value: unknown): value is object => (typeof value === 'object' && value !== null) || typeof value === 'function'

type Construct = (constructor: Constructor, self: object | undefined, newTarget: Constructor, args: ArrayLike<unknown>) => unknown

/** The code behind the construction slot of a class. */
export function construction(recipeOf: (constructor: Constructor) => Recipe): Construct {
  return (constructor, self, newTarget, args) => {
    const recipe = recipeOf(constructor)
    if (recipe.nativelyDerived) return recipe.derived ? throughSuper(recipe, newTarget, Array.from(args)) : withoutParent(recipe, newTarget, Array.from(args))
    return recipe.derived ? withParent(recipe, constructor, newTarget, Array.from(args)) : plain(recipe, self!, newTarget, args)
  }
}

function initialise({ trim, start, privates, fields, installers }: Recipe, self: object): void {
  for (const key of trim) Reflect.deleteProperty(self, key)
  start(self)
  for (const install of installers) install(self)
  privates?.call(self)
  fields?.(self)
}

function plain(recipe: Recipe, self: object, newTarget: unknown, args: ArrayLike<unknown>): unknown {
  initialise(recipe, self)
  const result = recipe.body && Reflect.apply(recipe.body(newTarget), self, args)
  return isObject(result) ? result : self
}

type Body = Generator<unknown[], unknown, object>

function throughSuper(recipe: Recipe, newTarget: unknown, args: unknown[]): Detour {
  if (!recipe.body) return { over: false, args, rest: self => { initialise(recipe, self) } }
  const body = recipe.body(newTarget)(...args) as Body
  const first = body.next()
  if (first.done) return { over: true, value: first.value, args: [], rest: () => undefined }
  return { over: false, args: first.value, rest: self => finish(recipe, body, self) }
}

function finish(recipe: Recipe, body: Body, self: object): unknown {
  initialise(recipe, self)
  const last = body.next(self)
  if (!last.done) throw new ReferenceError('Super constructor may only be called once')
  return isObject(last.value) ? last.value : undefined
}

/** `extends` is gone: the native `super()` makes a plain object. */
function withoutParent(recipe: Recipe, newTarget: unknown, args: unknown[]): Detour {
  return { over: false, args: [], rest: self => plain(recipe, self, newTarget, args) }
}

/** `extends` came: the parent makes the object that the native constructor gives back. */
function withParent(recipe: Recipe, constructor: Constructor, newTarget: Constructor, args: unknown[]): unknown {
  const parent = Object.getPrototypeOf(constructor) as Constructor
  const body = recipe.body?.(newTarget)(...args) as Body | undefined
  const first = body?.next()
  if (first?.done) return first.value
  const self = Reflect.construct(parent, first ? first.value as unknown[] : args, newTarget)
  initialise(recipe, self)
  const last = body?.next(self)
  return isObject(last?.value) ? last.value : self
}
