import { runInThisContext } from 'node:vm'
import type { Holder } from '../live-module.ts'

/**
 * V8 folds a field that was never written in the prototype of a constant object, while it has few fields, and fields with names that
 * no other object has. An edit takes back what was folded of one holder.
 */
const slotsInHolder = 16

/** A slot as its holder has it; the key of a class. */
export const fieldName = (id: number, number: number): string => `m${id}s${number}`

/** How guards say slot `number` of module `id`: `$lc7_0.m7s5`. */
export const slotName = (id: number, number: number): string => `$lc${id}_${Math.floor(number / slotsInHolder)}.${fieldName(id, number)}`

/** Slots that the code of modules says and that are not declared yet. */
export interface Undeclared { id: number, count: number, holders: Record<string, Holder> }

/**
 * Takes and declares slots in the scope that all scripts share, before code that says them runs, and notes the objects that hold them.
 * What stands in a module's scope is a constant to V8 only in functions that exist once: closures that are made many times
 * would look their guards up. No program sees names of that scope that it does not know.
 *
 *     const $lc1_0={__proto__:{__proto__:null,m1s0:void 0,m1s1:void 0}},$lc2_0=…
 *
 * They stand in a prototype, which an edit replaces (`runtime/slot.ts`).
 */
export function declareSlots(undeclared: Undeclared[]): void {
  const modules = undeclared.splice(0)
  const all = modules.flatMap(({ id, count, holders }) => Array.from({ length: Math.ceil(count / slotsInHolder) }, (_, index) => ({ id, index, count, holders, name: `$lc${id}_${index}` })))
  if (all.length === 0) return
  Reflect.set(globalThis, last, Math.max(lastDeclared(), ...modules.map(({ id }) => id)))
  const text = `const ${all.map(({ id, index, count, name }) => `${name}={__proto__:{__proto__:null,${fields(id, index, count)}}}`).join(',')};[${all.map(({ name }) => name).join(',')}]`
  const made = runInThisContext(text, 'livecoding:slots') as Holder[]
  for (const [place, { holders, name }] of all.entries()) holders[name] = made[place]!
}

const fields = (id: number, index: number, count: number): string =>
  Array.from({ length: Math.min(slotsInHolder, count - index * slotsInHolder) }, (_, field) => `${fieldName(id, index * slotsInHolder + field)}:void 0`).join(',')

const last = Symbol.for('livecoding.slots')

/** The highest number of a module that has slots: they stay declared when an engine stops, and the next one goes on from there. */
export const lastDeclared = (): number => (globalThis as { [last]?: number })[last] ?? -1
