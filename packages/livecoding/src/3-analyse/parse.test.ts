import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { parse } from './parse.ts'

const accepted = [
  'function t(a) { function a() {} }', 'const t = (a: number) => { function a() {} }', 'class A { x: number = 1; x = 2 }', 'class A { m(): void {} m() {} }',
  'class A { get x(): number { return 1 } get x() { return 2 } }', 'class A { x; x() {} }', 'function f(a?: number, b) { return b }', 'class A { static public x = 1; readonly private y = 1 }',
  'type A = 1; type A = 2', 'function f() { var a: number; function a() {} }',
]
const refused = [
  'let a: number; let a = 1', 'class A { constructor() {} constructor() {} }', 'let x: number = ;', 'const x: number', 'function f(a, a) {}', 'enum E { A, A }',
  'class A { #a: number; #a = 1 }', 'function f(a: number) { let a }', 'class A { m() { this.#b } }', 'return 1 as number',
]

suite('the parser takes what runs', () => {
  for (const text of accepted) test(text, () => { assert.deepEqual(parse('/a.ts', text, 'module').errors, []) })
  for (const text of refused) test(`but not ${text}`, () => { assert.notDeepEqual(parse('/a.ts', text, 'module').errors, []) })
})
