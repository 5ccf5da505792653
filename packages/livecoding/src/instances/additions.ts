import type { ClassValues, Constructor } from '../5-plan/class-unit.ts'
import type { Install } from '../live-module.ts'
import type { Addition } from './migrate.ts'

/** Code in a class's unit that gives an instance one thing; none: it cannot be computed. */
export interface Piece {
  form: Addition['form']
  key: string
  /** The key is an expression, and this code gives what it comes to. */
  keyId?: string
  id?: string
  /** For instances alone that have nothing there. */
  unset?: boolean
  /** The code gives several values, and this one is meant. */
  part?: number
}

/** The same, once the unit was evaluated. */
export function additions(values: ClassValues, pieces: readonly Piece[]): Addition[] {
  const together = new Map<string, (object: object) => unknown[]>()
  return pieces.map(({ form, key, keyId, id, part, unset }): Addition => {
    if (id === undefined) return { form, key, ...(unset && { unset }) }
    const code = values[id]
    const said = keyId === undefined ? key : (values[keyId] as () => PropertyKey)()
    if (form === 'field') return { form, key: said, ...(unset && { unset }), install: object => { Reflect.construct(code as Constructor, [object]) } }
    if (form === 'private') return { form, key, install: object => { Reflect.apply(code as () => void, object, []) } }
    if (part === undefined) return { form, key: said, ...(unset && { unset }), install: assign(said, code as () => unknown) }
    const all = together.get(id) ?? onceForEach(code as () => unknown[])
    together.set(id, all)
    return { form, key: said, ...(unset && { unset }), install: object => { Reflect.set(object, said, all(object)[part]) } }
  })
}

/** An instance gets all of its additions before the next one. */
function onceForEach(code: () => unknown[]): (object: object) => unknown[] {
  let known: { object: object, values: unknown[] } | undefined
  return object => {
    if (known?.object !== object) known = { object, values: Reflect.apply(code, object, []) }
    return known.values
  }
}

const assign = (key: PropertyKey, value: () => unknown): Install => object => { Reflect.set(object, key, Reflect.apply(value, object, [])) }
