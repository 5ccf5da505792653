import { runInThisContext } from 'node:vm'
import type { Holder } from '../world.ts'

/**
 * V8 folds a field of a constant object that was never written, while the object has few fields, and fields with names that
 * no other object has.
 */
const slotsInHolder = 32

const fieldName = (id: number, number: number): string => `m${id}s${number}`

/** How guards say slot `number` of module `id`: `$lc7_0.m7s5`. */
export const slotName = (id: number, number: number): string => `$lc${id}_${Math.floor(number / slotsInHolder)}.${fieldName(id, number)}`

/**
 * Declares the slots of a module in the scope that all scripts share, before its code is compiled; gives the objects that
 * hold them, by name. What stands in a module's scope is a constant to V8 only in functions that exist once: closures
 * that are made many times would look their guards up. No program sees names of that scope that it does not know.
 */
export function declareSlots(id: number, count: number): Record<string, Holder> {
  if (count === 0) return {}
  Reflect.set(globalThis, last, Math.max(id, lastDeclared()))
  const holders = Array.from({ length: Math.ceil(count / slotsInHolder) }, (_, index) => {
    const fields = Array.from({ length: Math.min(slotsInHolder, count - index * slotsInHolder) }, (_, field) => `${fieldName(id, index * slotsInHolder + field)}:void 0`)
    return { name: `$lc${id}_${index}`, object: `{${fields.join(',')}}` }
  })
  const code = `const ${holders.map(({ name, object }) => `${name}=${object}`).join(',')};({${holders.map(({ name }) => name).join(',')}})`
  return runInThisContext(code, 'livecoding:slots') as Record<string, Holder>
}

const last = Symbol.for('livecoding.slots')

/** The highest number of a module that has slots: they stay declared when an engine stops, and the next one goes on from there. */
export const lastDeclared = (): number => (globalThis as { [last]?: number })[last] ?? -1
