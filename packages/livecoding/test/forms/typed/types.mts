// Types of every form: nothing of them is left.
import { check } from '../chapters/lib/check.cjs'
import type { Stats } from 'node:fs'
import { type ParsedPath, basename } from 'node:path'
export type { Stats, ParsedPath }
declare const absent: number
declare function overloaded(a: string): string
declare module 'nowhere' { export const x: number }
declare global { interface Window2 { readonly a: 1 } }
interface Room<in out T = unknown> extends Base, Named<T> { (a: number): string; new (a: number): Room; <U>(a: U): U; readonly [key: string]: any; size?: number; open(a?: string, ...rest: T[]): void; get width(): number; set width(value: number); method?<V extends T>(this: Room<T>, a: V): asserts a is V }
interface Base { a?: any } interface Named<T> { name?: T }
type All<T, K extends keyof T = keyof T> = { readonly [P in K as `get${string & P}`]?: T[P] } & { -readonly [P in K]-?: T[P] } | null | undefined | void | never | unknown | symbol | bigint | boolean | object | 'a' | 1 | -1 | 1n | true | `x${number}y`
type More<T> = T extends (infer U extends string)[] ? U : T extends new (...a: infer A) => infer R ? [A, R] : T extends abstract new () => unknown ? this_ : (T)
type this_ = typeof absent | typeof import('node:fs') | import('node:fs').Stats | NodeJS.Timeout | unique_ | readonly string[] | [a: string, b?: number, ...rest: boolean[]] | [string?, ...number[]] | string[][] | All<Base>['a'] | keyof Base | ((a: string) => a is 'x') | (() => asserts x) | { x(): this } | intrinsic_
type unique_ = { readonly u: unique symbol }; type intrinsic_ = Uppercase<'a'>
function over(a: string): string
function over(a: number): number
function over(this: void, a: any, b?: number, ...rest: readonly string[]): any { return [a, b, rest] }
check('functions', [over('a'), (over as any)(1, 2, 'c'), (<T,>(a: T): T => a)(3), (async <const T extends unknown[]>(a: T): Promise<T> => a) instanceof Function, (function <T>(a: T, b: T | undefined = a) { return b })<number>(4)], [['a', undefined, []], [1, 2, ['c']], 3, true, 4])
abstract class Shape<T> implements Base, Named<T> {
  declare readonly name: T
  private readonly a: number = 1; protected b?: string; public static c: number = 2; readonly d!: number; toString(): string { return 'shape' }
  abstract area(): number; abstract kind: string; abstract accessor x: number; abstract get g(): number; [key: string]: any
  constructor(a: number); constructor(a: any, b?: any) { this.a = a; this.b = b }
  method?(): void; private async m<U>(this: Shape<T>, a: U): Promise<U> { return a } static { this.c++ }
  get pair(): [number, string | undefined] { return [this.a, this.b] }
}
class Square extends Shape<string> implements Base { declare kind: string; area(): number { return 4 } override toJSON = 5; x: any; get g() { return 1 } }
check('classes', [new Square(1).pair, Shape.c, new Square(2).area(), Object.keys(new Square(3)), `${new Square(1)}`], [[1, undefined], 3, 4, ['a', 'b', 'd', 'toJSON', 'x'], 'shape'])
const o = { a: { b: 1 as number | undefined } } satisfies { a: unknown }, maybe: { f?: <T>(a: T) => T } | undefined = { f: a => a }
check('expressions', [o.a!.b!, (o.a as any).b, o.a.b as number, maybe!.f!<number>(2), maybe?.f?.<string>('x'), new Map<string, number[]>([['a', [1]]]).get('a')!, (over<string>), basename<string> === undefined, [1, 2].map<string>(a => String(a)), o!.a!['b']!, (o as const_).a, `${o.a.b as number}`].map(x => typeof x === 'function' ? 'f' : x), [1, 1, 1, 2, 'x', [1], 'f', false, ['1', '2'], 1, { b: 1 }, '1'])
type const_ = { a: any }
let definite!: number, typed: [string, number?] = ['a'] as const as any; definite = 1;
(definite as number) = 2; (definite as any)++; definite!++; [definite as any] = [definite + 1]; ({ a: definite! } = { a: definite + 1 }); for (definite as any of [7]);
check('targets', [definite, typed, typeof (definite satisfies number)], [7, ['a'], 'number'])
try { throw 1 } catch (error: unknown) { check('catch', error, 1) }
for (const x of [1] as const) check('for', x as 1, 1)
const arrow = async ({ a }: { a: number } = { a: 1 }, [b]: [number] | undefined = [2]): Promise<number> => a + b
check('arrows', [await arrow(), ((a?: number): a is 1 => a === 1)(1), ((a): asserts a => {})(1), ((x: number) => (y: string): [number, string] => [x, y])(1)('b')], [3, true, undefined, [1, 'b']])
export default interface Exported { a: 1 }
export { type Shape as ShapeType, Square }
export declare const neverThere: number
