import { runInThisContext } from 'node:vm'
import type { Holder } from '../world.ts'

/**
 * V8 folds a field of a constant object that was never written, while the object has few fields, and fields with names that
 * no other object has.
 */
const slotsInHolder = 32

/** A slot as its holder has it; the key of a class. */
export const fieldName = (id: number, number: number): string => `m${id}s${number}`

/** How guards say slot `number` of module `id`: `$lc7_0.m7s5`. */
export const slotName = (id: number, number: number): string => `$lc${id}_${Math.floor(number / slotsInHolder)}.${fieldName(id, number)}`

/** How the guards of a class say the slot of its construction: `$lc7_c0.m7s6`. */
export const constructionName = (id: number, number: number): string => `$lc${id}_c${Math.floor(number / slotsInHolder)}.${fieldName(id, number)}`

/** Slots that the code of modules says and that are not declared yet. */
export interface Undeclared { id: number, count: number, constructions: readonly number[], holders: Record<string, Holder> }

/**
 * Takes and declares slots in the scope that all scripts share, before code that says them runs, and notes the objects that hold them.
 * What stands in a module's scope is a constant to V8 only in functions that exist once: closures that are made many times
 * would look their guards up. No program sees names of that scope that it does not know.
 *
 *     const $lc1_0={m1s0:void 0,m1s1:void 0},$lc1_c0={__proto__:{__proto__:null,m1s2:void 0}}
 *
 * The slots of constructions stand in a prototype, which an edit replaces (`runtime/slot.ts`).
 */
export function declareSlots(undeclared: Undeclared[]): void {
  const modules = undeclared.splice(0)
  const all = modules.flatMap(({ id, count, constructions, holders }) => {
    const inPrototypes = new Set(constructions)
    return Array.from({ length: Math.ceil(count / slotsInHolder) }, (_, index) => {
      const numbers = Array.from({ length: Math.min(slotsInHolder, count - index * slotsInHolder) }, (__, field) => index * slotsInHolder + field)
      const [own, inPrototype] = [false, true].map(is => numbers.filter(number => inPrototypes.has(number) === is)) as [number[], number[]]
      const holder = { holders, name: `$lc${id}_${index}`, code: `{${fields(id, own)}}` }
      return inPrototype.length === 0 ? [holder] : [holder, { holders, name: `$lc${id}_c${index}`, code: `{__proto__:{__proto__:null,${fields(id, inPrototype)}}}` }]
    }).flat()
  })
  if (all.length === 0) return
  Reflect.set(globalThis, last, Math.max(lastDeclared(), ...modules.map(({ id }) => id)))
  const text = `const ${all.map(({ name, code }) => `${name}=${code}`).join(',')};[${all.map(({ name }) => name).join(',')}]`
  const made = runInThisContext(text, 'livecoding:slots') as Holder[]
  for (const [place, { holders, name }] of all.entries()) holders[name] = made[place]!
}

const fields = (id: number, numbers: readonly number[]): string => numbers.map(number => `${fieldName(id, number)}:void 0`).join(',')

const last = Symbol.for('livecoding.slots')

/** The highest number of a module that has slots: they stay declared when an engine stops, and the next one goes on from there. */
export const lastDeclared = (): number => (globalThis as { [last]?: number })[last] ?? -1
