// @ts-nocheck -- enums, namespaces and the like are syntax that the project itself forbids
// TypeScript that becomes code: enums, namespaces, parameter properties, decorators, `import =`.
import { check } from '../chapters/lib/check.cjs'
import * as path from 'node:path'
import join = path.join
enum Plain { A, B = 5, C, 'quoted name', E = 'x'.length, F = A | B } const enum Const { X = 1, Y = X << 2, Z = -1 } declare enum Declared { Q } enum Words { Hi = 'hi', Template = `t${1}`, Both = Hi + '!' }
check('enums', [Plain.A, Plain.B, Plain.C, Plain['quoted name'], Plain.E, Plain.F, Plain[5], Const.Y, Const.Z, Words.Hi, Words.Template, Words.Both, Object.keys(Words)], [0, 5, 6, 7, 1, 5, 'F', 4, -1, 'hi', 't1', 'hi!', ['Hi', 'Template', 'Both']])
enum Plain { G = 100 }
check('merged enums', [Plain.G, Plain.A], [100, 0])
namespace Town { export const house = 1; const secret = 2; export function look() { return secret + house } export namespace Inner { export class Room { size = house } } export enum Kind { Big = 3 } export let counter = 0; export const up = () => ++counter; export type Only = number; export interface I { a: 1 } }
namespace Town.Deep.Down { export const bottom = Town.house + 10 } declare namespace Nowhere { const x: number } namespace Types { export type T = 1 }
check('namespaces', [Town.house, Town.look(), new Town.Inner.Room().size, Town.Kind.Big, Town.Kind[3], Town.up(), Town.counter, Town.Deep.Down.bottom, 'secret' in Town], [1, 3, 1, 3, 'Big', 1, 1, 11, false])
function merged() { return merged.extra } namespace merged { export const extra = 9 } class Both { static s = 1 } namespace Both { export const t = Both.s + 1 }
check('merged namespaces', [merged(), Both.t], [9, 2])
class Point { constructor(public x: number, private readonly y = x + 1, protected z?: number, readonly q: number[] = []) { this.x++ } sum() { return [this.x, this.y, this.z, this.q] } } class Point3 extends Point { w = this.x; constructor(public override x: number, a: number) { super(x, a) } }
check('parameter properties', [new Point(1).sum(), Object.keys(new Point(1)), new Point3(5, 6).sum(), new Point3(5, 6).w], [[2, 2, undefined, []], ['x', 'y', 'z', 'q'], [5, 6, undefined, []], undefined])
const log: string[] = []
const noted = (word: string) => (value: any, context: DecoratorContext): any => { log.push(`${word} ${context.kind} ${String(context.name)}`); context.addInitializer?.(function () { log.push(`init ${word}`) }); if (context.kind === 'method') return function (this: any, ...a: any[]) { return word + value.apply(this, a) }; if (context.kind === 'field') return (x: number) => x + 1 }
@noted('c') @noted('c2') class Decorated { @noted('m') m() { return 'm' } @noted('f') f = 1; @noted('s') static s = 2; @noted('g') get g() { return 3 } @noted('a') accessor a = 4; @noted('p') #p() { return 'p' } p() { return this.#p() } static accessor sa = 5 }
const decorated = new Decorated()
check('decorators', [decorated.m(), decorated.f, Decorated.s, decorated.g, decorated.a, decorated.p(), Decorated.sa, log.filter(word => /^c/.test(word)), log.length], ['mm', 2, 3, 3, 4, 'pp', 5, ['c2 class Decorated', 'c class Decorated'], 16])
class Accessors { accessor n = 1; static accessor m = 2; accessor #q = 3; accessor ['c' + 1] = 4; read() { return [this.n, Accessors.m, this.#q, (this as any).c1, Object.keys(this)] } }
check('accessor', new Accessors().read(), [1, 2, 3, 4, []])
check('import =', [join('a', 'b'), path.sep], ['a/b', '/'])
check('expressions', [<number>(1 as any), (Town as any)!.house, (class<T> { a!: T; b = 2 }), new (class<T> { constructor(private t: T) {} get() { return this.t } })(3).get()].map(x => typeof x), ['number', 'number', 'function', 'number'])
export import Renamed = Town.Inner
check('exported import', new Renamed.Room().size, 1)
