import { enteredOf } from '../3-analyse/walk/when.ts'
import type { ClassValues, Constructor } from '../5-plan/classes/class-unit.ts'
import type { Entering } from '../5-plan/classes/fields/inherited-setup.ts'
import type { Install } from '../live-module.ts'
import type { Addition, Put } from './migrate.ts'
import { reachOf, type Reach } from './reach.ts'

/** Code in a class's unit that gives an instance one thing; none: it cannot be computed. */
export interface Piece {
  form: Addition['form']
  key: string
  /** The key is an expression, and this code gives what it comes to. */
  keyId?: string
  id?: string
  /** Where the class says it. */
  at?: number
  /** For instances alone that have nothing there. */
  unset?: boolean
  /** The code gives several values, and this one is meant. */
  part?: number
  /**
   * The code gives values to the function that it gets, under its conditions (`ways`), and what takes them back (`private`); it gives an object all of
   * which the instance gets (`all`, `entries`), a `descriptor`, or an object of `descriptors`.
   */
  how?: 'ways' | 'private' | 'all' | 'entries' | 'descriptor' | 'descriptors'
  /** Tells whether an instance has no value in a private field. */
  lacksId?: string
  /** Methods that the constructor calls for it. */
  through?: readonly string[]
  /** It gives the same key in another way as well. */
  besides?: true
  /** Classes whose constructor calls the method, if it is not the one of its own class. */
  entering?: readonly Entering[]
  /** New instances may have this instead. */
  unlike?: string
}

/** The same, once the unit was evaluated. */
export function additions(values: ClassValues, pieces: readonly Piece[], { prototype }: Constructor): Addition[] {
  const together = new Map<string, (object: object) => unknown[]>()
  return pieces.map(({ form, key, keyId, id, at, part, unset, how, lacksId, through, besides, entering, unlike }): Addition => {
    const lacks = lacksId === undefined ? {} : { lacks: values[lacksId] as (object: object) => boolean }
    const basic = { form, key, ...at !== undefined && { at }, ...unset && { unset } }
    const told = { ...basic, ...unlike !== undefined && { unlike }, ...through && { reach: reaching(prototype as object, through, entering, besides) } }
    if (id === undefined) return { ...told, ...lacks }
    const code = values[id]
    const said = keyId === undefined ? key : (values[keyId] as () => PropertyKey)()
    if (form === 'field') return { ...basic, key: said, install: object => { Reflect.construct(code as Constructor, [object]) } }
    if (form === 'private') return { ...basic, install: object => { Reflect.apply(code as () => void, object, []) } }
    if (how) return { ...told, key: said, put: putting(how, said, code as Code) }
    if (part === undefined) return { ...told, key: said, install: assign(said, code as () => unknown) }
    const all = together.get(id) ?? onceForEach(code as () => unknown[])
    together.set(id, all)
    return { ...told, key: said, install: object => { Reflect.set(object, said, all(object)[part]) } }
  })
}

function reaching(prototype: object, methods: readonly string[], entering: readonly Entering[] | undefined, besides: boolean | undefined): (object: object) => Reach {
  const reach = reachOf(prototype, methods)
  const above = (object: object): object => Object.getPrototypeOf(object) as object
  if (!entering) return object => reach(above(object)) === 'never' && besides ? 'perhaps' : reach(above(object))
  const hasOwn = (object: object): boolean => methods.some(method => Object.hasOwn(object, enteredOf(method).key))
  const comes = (object: object, { constructor, bySuper }: Entering): boolean => {
    const home = constructor.prototype as object
    return Object.prototype.isPrototypeOf.call(home, object) && (bySuper ? reach(above(home)) !== 'never' : !hasOwn(object) && reach(above(object)) !== 'never')
  }
  return object => entering.some(each => comes(object, each)) ? 'perhaps' : 'never'
}

type Code = (...given: never[]) => unknown

function putting(how: NonNullable<Piece['how']>, key: PropertyKey, code: Code): Put {
  const said = (object: object): object => Object(Reflect.apply(code, object, [])) as object
  switch (how) {
    case 'private': return (object, { undo }) => { Reflect.apply(code, object, [undo]) }
    case 'ways': return (object, { note }) => {
      const set = (value: unknown): void => {
        note(key)
        Reflect.set(object, key, value)
      }
      Reflect.apply(code, object, [set])
    }
    case 'all': case 'entries': return (object, { note, had }) => {
      for (const [each, value] of entriesOf(said(object))) {
        if (had.has(each)) continue
        note(each)
        Reflect.set(object, each, value)
      }
    }
    case 'descriptor': return (object, { note }) => {
      note(key)
      Object.defineProperty(object, key, { ...said(object), ...takable })
    }
    case 'descriptors': return (object, { note, had }) => {
      for (const [each, descriptor] of entriesOf(said(object))) {
        if (had.has(each)) continue
        note(each)
        Object.defineProperty(object, each, { ...descriptor as PropertyDescriptor, ...takable })
      }
    }
  }
}

/** A save that fails takes it back. */
const takable = { configurable: true }

/** What `Object.assign` looks at. */
const entriesOf = (object: object): [PropertyKey, unknown][] =>
  Reflect.ownKeys(object).filter(key => Object.prototype.propertyIsEnumerable.call(object, key)).map(key => [key, (object as Record<PropertyKey, unknown>)[key]])

/** An instance gets all of its additions before the next one. */
function onceForEach(code: () => unknown[]): (object: object) => unknown[] {
  let known: { object: object, values: unknown[] } | undefined
  return object => {
    if (known?.object !== object) known = { object, values: Reflect.apply(code, object, []) }
    return known.values
  }
}

const assign = (key: PropertyKey, value: () => unknown): Install => object => { Reflect.set(object, key, Reflect.apply(value, object, [])) }
