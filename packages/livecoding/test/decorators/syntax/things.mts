import { type Stats, existsSync } from 'node:fs'
import type * as types from 'node:path'
import type Default from 'node:os'
interface Shape { area(): number }
abstract class Base<T extends object = {}> implements Shape { abstract area(): number; abstract readonly kind: string; declare ghost: number; protected constructor(public readonly data: T, private secret?: string, readonly list: readonly string[] = []) {} static create<U extends Base>(this: new (...args: any[]) => U, ...args: unknown[]): U { return new this(...args) } tell(): string { return `${this.kind} ${this.area()} ${this.secret ?? '-'} ${this.list.length}` } get [Symbol.toStringTag](): string { return 'Base' } }
class Square extends Base<{ side: number }> { readonly kind = 'square' as const; override area(): number { return this.data.side ** 2 } constructor(side: number) { super({ side }, 's', ['a']) } private x?: number; y!: string; ['z'] = 1; 'q r'?: number = 2 }
const square = new Square(3)
console.log(square.tell(), Object.keys(square).join(), String(square), 'ghost' in square)
function over(a: string): string; function over(a: number): number; function over(a: any) { return a }
const key: unique symbol = Symbol('key')
const table = { a: 1, [key]: 2 } satisfies Record<string | symbol, number>
const tuple = [1, 'a'] as const, angle = <number>table.a, generic = <T,>(x: T): T => x, asserts = (x: unknown): asserts x is string => {}, guard = (x: any): x is number => typeof x === 'number'
let definite!: number; definite = 5
console.log(over(1), table[key], tuple[1], angle!, generic<string>('g'), asserts('x'), guard(3), definite, existsSync('/'), (table as any).none?.x!.y)
enum Direction { Up, Down = 10, Left, Right = Left * 2, Text = 'text', Len = 'abc'.length } const enum Fast { a = 1 << 2, b } declare enum Outside { z } declare const outside: number; declare function declared(): void; declare module 'x' { export const y: number } declare global { interface Window { z: 1 } }
console.log(Direction, Fast.b, Direction[10], Direction.Text)
namespace Space { export const a = 1; export namespace Deep { export const b = a + 1; export function f() { return b } } const hidden = 3; export class K { h = hidden } export enum E { x } export type T = 1; export interface I {} }
namespace Space2.Deep.Er { export const c = Space.Deep.f() } namespace Empty {} namespace OnlyTypes { export type T = 1 }
import Short = Space.Deep
console.log(Short.b, Space2.Deep.Er.c, new Space.K().h, Space.E[0], typeof (globalThis as any).Empty)
class WithAccessor { accessor count: number = 1; static accessor total = 2; accessor #hidden = 3; accessor 'a b' = 4; read() { return this.#hidden++ + this.#hidden } accessor bare; static { WithAccessor.total++ } }
const w = new WithAccessor(); w.count++
console.log(w.count, WithAccessor.total, w.read(), w['a b'], w.bare, Object.keys(w).length, Object.getOwnPropertyNames(WithAccessor.prototype).sort().join())
type Fn = typeof over; let x = 1 as any as string, [m, n]: [number, number] = [1, 2], { o, ...rest }: { o: number; p: number } = { o: 1, p: 2 }
for (const each of [1, 2] as const) console.log(each satisfies number)
try { throw 1 } catch (e: unknown) { console.log((e as number)!) }
label: for (let i = 0 as number; i < 1; i++) { continue label }
console.log(x, m, n, o, rest, (<any>x) = 2, ((x as any) = 3), x!, (x satisfies any), new (class<T> { v: T; constructor(v: T) { this.v = v } })<number>(4).v, ((a?: number, ...b: string[]) => [a, b.length])(), typeof ((): asserts x => {}))
export type { Stats }; export { type Shape, Direction as default }; export type Alias = types.ParsedPath & typeof Default
