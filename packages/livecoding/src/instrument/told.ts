import type { Site } from '../3-analyse/site-shapes.ts'
import type { TextEdit } from './edits.ts'

/** Code that hands a new instance to whoever wants to know of it, with the class of which `new` was asked. */
export type Told = (instance: string) => string

/**
 * V8 folds the test away while nobody asked. A subclass's constructor comes by here too, through `super(…)`: who is told
 * compares `new.target` with the class.
 */
export const toldOf = (name: string, done: string): Told => instance => `${done}?.(${name},${instance},new.target);`

/** What `new` gives where a constructor returns `value`. */
export const objectOr = (value: string, instance: string): string => `${value}!==null&&typeof ${value}==="object"||typeof ${value}==="function"?${value}:${instance}`

/**
 * Where a constructor ends:
 *
 *     constructor(n) { if (n < 0) return;            return pool[n];                                       this.n = n }
 *     constructor(n) { if (n < 0) {…?.(…);return}    {const $lcy=( pool[n]);;…?.(…);return $lcy}           this.n = n ;…?.(…);}
 */
export function toldEdits({ end, returns = [] }: Site, told: Told, edits: TextEdit[]): void {
  for (const { start, end: last, value } of returns) {
    if (value) edits.push(
      { at: start, end: start + 'return'.length, text: '{const $lcy=(' }, { at: value.end, end: value.end, text: ')' },
      { at: last, end: last, text: `;${told(objectOr('$lcy', 'this'))}return $lcy}` })
    else edits.push({ at: start, end: start + 'return'.length, text: `{${told('this')}return` }, { at: last, end: last, text: '}' })
  }
  edits.push({ at: end - 1, end: end - 1, text: `;${told('this')}`, late: true })
}
