import { b, late, useA, B } from './b.mjs'
import * as self from './a.mjs'
export function hoisted() { return 'hoisted ' + typeof b }
export async function hoistedAsync() { return 'async' }
export function* hoistedGenerator() { yield 'generator' }
export let a = 'a'
export const setA = v => { a = v }
export class A { static made = B ? 'A after B' : 'never' }
export const early = useA()
export { a as default, a as 'a string', hoisted as other }
export const own = () => self.a
export * from './c.mjs'
export * as c from './c.mjs'
export { c1 as renamed, default as cDefault } from './c.mjs'
export var v = late()
