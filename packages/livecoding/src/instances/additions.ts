import type { ClassValues, Constructor } from '../5-plan/class-unit.ts'
import type { Install } from '../world.ts'
import type { Addition } from './migrate.ts'

/** Code in a class's unit that gives an instance one thing; none: it cannot be computed. */
export interface Piece {
  form: Addition['form']
  key: string
  /** The key is an expression, and this code gives what it comes to. */
  keyId?: string
  id?: string
}

/** The same, once the unit was evaluated. */
export function additions(values: ClassValues, pieces: readonly Piece[]): Addition[] {
  return pieces.map(({ form, key, keyId, id }): Addition => {
    if (id === undefined) return { form, key }
    const code = values[id]
    const said = keyId === undefined ? key : (values[keyId] as () => PropertyKey)()
    if (form === 'field') return { form, key: said, install: object => { Reflect.construct(code as Constructor, [object]) } }
    if (form === 'private') return { form, key, install: object => { Reflect.apply(code as () => void, object, []) } }
    return { form, key: said, install: assign(said, code as () => unknown) }
  })
}

const assign = (key: PropertyKey, value: () => unknown): Install => object => { Reflect.set(object, key, Reflect.apply(value, object, [])) }
