// What `erase.test.ts` tries; there are no tests in this file.

// One input a line; `⏎` is a line end. What remains must be the JavaScript that Node's own eraser leaves.
export const sameAsNode: Record<string, string> = {
  'variables': `
    let x: number
    let x: number = 1, y: string, z
    let x /* : T */ : T /* = */ = 1
    let x: /* ⏎ */ T = 1
    let x!: T
    let x ! : T, y!: U
    const { a, b: [c] }: T = d, [e,, f]: U = g
    let x: unique symbol
    let x: typeof import('y').z<T>
    let x: \`a\${B}\` | { [K in keyof T as K]-?: T[K] } | (new () => void) = 1
    let x: "é€😀" = 'é€😀'
    let x: T⏎(y)
    let x: T⏎[y]
    let x: T⏎/re/.test(y)
    for (const x of y as T[]) {}
    for (const x: T = 1; ;) break
    for (let x in y as T) {}
    try {} catch (e: unknown) {}
    using x: T = y
    async function f() { await using x: T = y }
    // let x: T⏎let y = ': T' /* as T */`,
  'functions': `
    function f(a: A, b: B, c: C = 1, { d }: D, [e]: E, ...g: G[]): R {}
    function f(a?, b ?, c /* ? */ ?: T) {}
    function f({ a }?: T, [b,,]?: U) {}
    function f({}?, []? ) {}
    function f(this: T) {}
    function f(this: T, a) {}
    function f(this) {}
    function f(this /* , */ : T /* , */ , /* c */ a: A) {}
    function f(⏎  this: T,⏎  a: A,⏎) {}
    let f = function (this: T, ...a: A) { return this.this }
    let f = function <T>(a: T): T { return a }
    function f<T extends { a: 1 }, const U = T>(a: T): asserts a is U {}
    function f(a): a is⏎T {}
    function f(this: T): this is U {}
    function f(a: A): void⏎function f(a?) {}
    function f(): T⏎(x)
    export function f(a: A): void;⏎export function f(a?) {}
    export default function f(): void;⏎export default function f(a?) {}
    async function f(): Promise<void>;⏎async function f() {}
    function* g(): Iterable<T> { const a: A = yield b as B; yield* c! }
    let o = { m<T>(a: T): T { return a }, get x(): T { return 1 }, set x(v: T) {}, async *[k as K]<T>() {}, this: 1 }`,
  'arrows': `
    let f = (a: A): R => a
    let f = (a?) => a, g = async (a?: A): Promise<A> => a
    let f = <T,>(a: T) => a
    let f = <T extends U>(a: T): a is U => true
    let f = async <T>(a: T): Promise<T> => a
    let f = async <T⏎>(a) => a
    let f = <T⏎>(a) => a
    let f = async <⏎  T,⏎  U⏎> /* c */ (⏎  a: T⏎): U => a
    function f() { return <T⏎>(a: T) => a }
    let f = (a): {⏎  b: B⏎} => a
    let f = (a,⏎): {⏎  b: B⏎} => a
    let f = ( /* ) */ )⏎  : /* ( */ T => a
    let f = async (): Promise<⏎  T⏎> => { x as T }
    let f = async <T>({ a }: A, [,]: B, c = (1), ...d): Promise<⏎  T⏎> => d
    let f = (a = (b: B): C => b): D => a
    let f = a => (b: B) => c as C
    let f = () => ({} as T)
    x = a ? (b): B => c : d
    f((a: A) => a, <T,>(b: T): T => b)`,
  'expressions': `
    x as T
    x as const
    x as T⏎[1n as bigint]
    x as any as T
    x satisfies T as U satisfies V
    x /* a */ as /* b */ T /* c */
    x! as T
    x!
    x !
    x /* ! */ !
    a.b!.c!()[0]!!
    a?.b!.c; (a?.b)!.c; a![0]; a!++; -a!; a! = 1
    a! in b!; a!instanceof b!
    new x!()
    (x as T) = 1; [x as T] = y; ({ a: x as T, b: c! = 1 } = y);
    (x as T).y; (<T,>(a) => a)(1)
    let y = { a: b as T, ...(c as U), [d as V]: e! }
    \`a\${b as T}\${c!}\`
    (await x) as T
    f<T>(x)
    f<T, U<V<W>>>(x)
    f<⏎T⏎>(x)
    a?.<T>(x); a?.b<T>(x); a<T>?.(x)
    new A<T>; new A<T>(x); new A<T>
    f<T>\`x\`
    f<T>;
    const g = f<T>, h = [f<T>]
    f<T>⏎x
    async<T>(x)
    a as T ** b; (a ** b as T) ** c; a * b as T * c; a + b as T == c
    a < b > c; (a < b) > c
    delete a!.b; typeof (a as T); void a!
    import('x' as string) as Promise<T>
    class A { static { x as T } }`,
  'line ends that end statements': `
    x as T⏎(y)
    x as T⏎[y]
    x as T⏎\`y\`
    x satisfies T⏎(y)
    x as T /* c */ // d⏎(y)
    x as T⏎+ y
    x as T⏎/ y / z
    x as T⏎< y > z
    x as T⏎++y
    x as T⏎!y
    x!⏎(y)
    x!⏎++y
    let y = x as T⏎(z)
    let f = () => x as T⏎(z)
    a, b as any as T⏎[z]
    function* g() { yield x as T⏎(1) }
    function f() { return x as T⏎(1) }
    throw x as T⏎[y]
    export default x as T⏎(y)
    x as T⏎type A = 1⏎(y)
    a⏎type A = {}⏎(b)
    a⏎interface A {}⏎[b]
    a⏎declare const b: B⏎\`c\`
    a⏎type A = 1⏎type B = 1⏎+b
    a⏎type A = 1⏎/b/.c
    a⏎export type { A }⏎(b)
    a⏎import type A from 'a'⏎(b)
    a⏎declare function f(): void⏎(b)
    a⏎abstract class A {}⏎(b)
    class A { a = x as T⏎[k] = 1 }
    class A { a = 1⏎ public [k] = 1⏎ private *g() {}⏎ readonly in = 1⏎ protected instanceof }
    class A { a = 1⏎ public static [k] = 1⏎ private async *g() {} }
    class A { get: T⏎foo() {} }
    class A { readonly static: T⏎foo() {} }
    class A { static set: T⏎[k]() {} }
    class A { get: T; set: U;⏎ foo() {} }
    class A { async: T⏎foo() {} }
    class A { async⏎ private foo() {} }
    class A { declare⏎ public foo() {} }`,
  'classes': `
    class A<T> extends B<T> implements C, D<E> {}
    class A implements B {}
    (class <T> implements B {});
    class A extends (B as T) implements C {}
    class A extends f<T>(x)<U> {}
    class A extends B!<T> {}
    class A /* implements */ implements /* implements */ X /* Y */ {}
    class A<in out T, const U> {}
    abstract class A {}
    export abstract class A<T> {}
    export default abstract class {}
    class A { x: T; y?: U; z!: V; 'q'?: W; 1: X; [k]?: Y; #p: Z }
    class A { x: T = 1; y?: U = 2 }
    class A { public x; private readonly y = 1; protected static z: T }
    class A extends B { override x = 1; public override m() {}; static override readonly w: T }
    class A { private /* public */ x /* : T */ }
    class A { public; private = 1; readonly: T; declare; abstract() {}; override?() {} }
    class A { public public; private readonly readonly: T; this() {} }
    class A { declare x: T; y = 1; public declare z; declare readonly w: T }
    class A { accessor x: T = 1; private static accessor y: U }
    class A { [k: string]: any; readonly [k: number]: T; static [k: symbol]: U }
    class A { x⏎ [k: string]: any }
    class A { constructor(a: A); constructor(a?: any) {} }
    class A { m(): void; m(a?: any): void {} }
    class A { m?(): void {}; [k] ? <T>() {}; async *g?<T>(): T {} }
    class A { private constructor(a: T) {}; public static async *x<T>(): T {} }
    class A { get x(): T { return 1 }; protected set x(v: T) {} }
    abstract class A { abstract x(): void; abstract y: T⏎ protected abstract get z(): T; abstract accessor w: T }
    abstract class A { x = 1; abstract y: T⏎ 'z' = 1 }
    class A { m(this: this, a: A) {} }
    class A { static { let x: T } }
    declare class A { x: T }
    class abstract<T> implements B {}`,
  'statements of types': `
    type A = 1
    type A<T> = { x: T };⏎foo()
    interface A<T> extends B<T>, C { (x): y; new (x): y; m(): void; get a(): T }
    type = 1; type⏎A = 1; abstract⏎class A {}
    declare const x: 1, y: 2;
    declare let x⏎declare var y
    declare function f(): void
    declare enum A { B = 1 }
    declare const enum A { B }
    declare namespace A { enum B {}⏎ const x: 1 }
    declare global { interface A {} var x: 1 }
    declare module 'x' { export default y }
    declare module 'x'
    namespace A {}
    namespace A { type B = 1; interface C {} }
    namespace A.B { export type C = 1 }
    namespace A { namespace B { type C = 1 } export namespace D {} }
    export namespace A { type B = 1 }
    { type A = 1 } function f() { interface A {} return 1 }
    switch (x) { case 1: type A = 1⏎ f(x as A) }`,
  'imports and exports': `
    import type A from 'x'
    import type { A, B } from 'x'⏎foo()
    import type * as A from 'x'
    import type A = require('x')
    import type from 'x'
    import type, { x } from 'x'
    import { type } from 'x'
    import { type as as } from 'x'
    import { type A } from 'x'
    import { type A, } from 'x'
    import { type A, b } from 'x'
    import { b, type A } from 'x'
    import { type A, type B } from 'x'
    import { type as } from 'x'
    import { type as as as } from 'x'
    import { type default as A, b } from 'x'
    import { type 'a-b' as A, b } from 'x'
    import { type A /* , */ , /* d */ b } from 'x'
    import C, { type A } from 'x'
    import a, { type b } from 'z' with { type: 'json' }
    import type a from 'z' with { type: 'json' }
    import 'x'; import * as y from 'y'; import z from 'z' with { type: 'json' }
    export type A = 1
    export interface A {}
    export default interface A {}⏎foo()
    export type { A } from 'x'
    export type * from 'x'
    export type * as y from 'x'
    export { type A, b }; let b
    export { b , type A }; let b
    export { type A as B } from 'x'
    export { x as y, type z } from 'x' with { type: 'json' }
    export * from 'x'; export * as y from 'x'
    export declare const x: 1, y: T
    export declare function f(): void; export declare class A {}
    export declare namespace A { const x: 1 }
    export const x: T = 1, y = (a: A): B => a
    export default (a: A): B => a
    export default { a: b } satisfies T
    export class A { private x: T }`,
}

// Node refuses the input, or, where that is said, answers what is not the program.
export const known: Record<string, [input: string, output: string][]> = {
  'angle-bracket assertions': [
    ['x = <T>y', 'x =    y'],
    ['x = <T>y as U', 'x =    y     '],
    ['f(<T>x, <U><V>y)', 'f(   x,       y)'],
    ['x = <const>[1]', 'x =        [1]'],
    ['x = -<T /* > */>y', 'x = -           y'],
    ['<T>x.y()', '   x.y()'],
    ['<T>x = 1', '   x = 1'],
    ['let f = () => <T>x', 'let f = () =>    x'],
    ['let f = () => <T>{ a: 1 }', 'let f = () => 0||{ a: 1 }'],
    ['let f = () => <T><U>{ a: 1 }', 'let f = () => 0||   { a: 1 }'],
    ['function f() { return <T>x }', 'function f() { return    x }'],
    ['function f() { return <T>⏎x }', 'function f() { return 0||⏎x }'],
    ['function f() { throw <{ ⏎}> /* c */ (<T>⏎x) }', 'function f() { throw 0||⏎           (   ⏎x) }'],
    ['function* g() { yield <T>⏎x }', 'function* g() { yield 0||⏎x }'],
    ['<T>{}.x', '0||{}.x'],
    ['<T>function () {}', '0||function () {}'],
    ['<T>"use strict"', '0||"use strict"'],
    ['export default <T>class {}', 'export default 0||class {}'],
    ['export default< T>class {}', 'export default 0||class {}'],
    ['function f() { return< T>⏎x }', 'function f() { return 0||⏎x }'],
    ['export default <T>{}', 'export default    {}'],
    ['a⏎type B = 1⏎<T>(c)', 'a⏎;         ⏎   (c)'],
    ['let a: A⏎<T>(c)', 'let a   ⏎   (c)'],
  ],
  'declarations that Node does not know': [
    ['module A { type B = 1 }', '                       '],
    ['namespace A { export {} }', '                         '],
    ['export as namespace A', '                     '],
    ['a⏎export as namespace A⏎(b)', 'a⏎;                    ⏎(b)'],
  ],
  'where Node gives another program': [
    ['class A { x = 1⏎ declare y: T⏎ [k] = 1 }', 'class A { x = 1⏎ ;           ⏎ [k] = 1 }'],
    ['abstract class A { x = 1⏎ abstract y⏎ in = 1 }', '         class A { x = 1⏎ ;         ⏎ in = 1 }'],
    ['class A { x = 1⏎ g(): T⏎ *g() {} }', 'class A { x = 1⏎ ;     ⏎ *g() {} }'],
    ['class A { get?⏎ foo() {} }', 'class A { get;⏎ foo() {} }'],
    ['class A { set?: T⏎ foo() {} }', 'class A { set;   ⏎ foo() {} }'],
    ['class A { static ! : T⏎ [k]() {} }', 'class A { static ;    ⏎ [k]() {} }'],
    ['a⏎type A = 1⏎;(b)', 'a⏎;         ⏎ (b)'],
    ['declare⏎const x = 1', 'declare⏎const x = 1'],
    ['function f() { return <T⏎>(): {⏎} => 1, 2 }', 'function f() { return ( ⏎      ⏎) => 1, 2 }'],
    ['export { type as as x, y }; let y', 'export {               y }; let y'],
  ],
}

export const notErasable = `
  enum A {}
  const enum A { B }
  export enum A {}
  namespace A { const x = 1 }
  namespace A { declare const x: 1 }
  namespace A { namespace B { f() } }
  export namespace A.B { export class C {} }
  module A { let x }
  class A { constructor(public x) {} }
  class A { constructor(readonly x = 1, private y?: T) {} }
  import A = B.C
  import A = require('x')
  export import A = B
  export = x
  @dec class A {}
  class A { @dec x: T }
  let f = () => <⏎T>{}
  let f = () => <T>{} || x
  function f() { return <⏎T>x }
  function f() { return<T>⏎x }
  function f() { return <T>⏎x as U }
  export default<T>class {}
  a ** b as T ** c
  -a satisfies T as U ** b`
