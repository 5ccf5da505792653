// Each entry prints its value; the output under the engine must equal plain Node's.
const out: string[] = []
const say = (name: string, value: unknown) => { out.push(`${name}: ${typeof value === 'string' ? value : JSON.stringify(value) ?? String(value)}`) }
const tryIt = (name: string, f: () => unknown) => { try { say(name, f()) } catch (e) { say(name, `throws ${(e as Error).name}: ${(e as Error).message}`) } }

// lengths and names
function f0() {} function f1(a, b = 1, c) {} function f2(...r) {} function f3({ a }, [b]) {} function f4({ a } = {}, b) {}
const a0 = () => {}, a1 = a => a, a2 = (a, b = 2) => a, a3 = async a => a, a4 = async (a, ...r) => a, a5 = ([x]) => x, a6 = ({ x } = { x: 1 }, y) => x
for (const f of [f0, f1, f2, f3, f4, a0, a1, a2, a3, a4, a5, a6]) say('fn', [f.name, f.length, Object.hasOwn(f, 'prototype'), Object.getOwnPropertyNames(f).sort().join()])
const obj = { m(a, b) {}, get g() { return 1 }, set g(v) {}, async am() {}, *gm(a = 1) {}, async *agm() {}, ['c' + 1](x) {}, 'str key'() {}, 12: () => {}, arrow: () => 1, fe: function () {}, [Symbol.iterator]: () => {}, [Symbol('s')]() {} }
for (const k of Reflect.ownKeys(obj)) { const d = Object.getOwnPropertyDescriptor(obj, k)!; for (const v of [d.value, d.get, d.set]) if (v) say(String(k), [v.name, v.length]) }
class K { static s(a) {} m(a = 1, b) {} get g() { return 1 } #p(a) { return this.#p.name + this.#p.length } pp() { return this.#p() } static #sp = () => 1; static spn() { return this.#sp.name } field = () => 1; ['comp' + 1] = a => a }
say('class', [K.s.name, K.s.length, K.prototype.m.length, new K().pp(), K.spn(), new K().field.name, (new K() as any).comp1.name, K.length, K.name])
const { d1 = () => 1, d2 = function () {}, d3 = class {} }: any = {}
say('defaults', [d1.name, d2.name, d3.name])
let { x1 = () => 1, y1: { z1 = a => a } = {} as any }: any = {}
say('defaults2', [x1.name, z1.name])
let as1: any; as1 = () => 1; say('assigned', as1.name); let as2: any; as2 ??= a => a; say('assigned2', as2.name)
const par: any = (() => 1); say('paren', par.name); const seq: any = (0, () => 1); say('seq', seq.name)
function defFn(f = () => 1, g = function () {}, h = class {}, { i = () => 2 }: any = {}, [j = () => 3]: any = []) { return [f.name, g.name, h.name, i.name, j.name] }
say('param defaults', defFn())
const defArrow = (f = () => 1, { i = () => 2 }: any = {}, [j = () => 3]: any = []) => [f.name, i.name, j.name]
say('param defaults arrow', defArrow())
export default () => 5
// arguments
function args(a) { arguments[0] = 9; return [a, arguments.length, [...arguments]] }
say('arguments', args(1, 2, 3))
function argsDefault(a, b = arguments.length, c = () => arguments[0]) { return [b, c()] }
say('arguments default', argsDefault(7))
function argArrow() { return (() => [...arguments])() }
say('arguments arrow', argArrow(1, 2))
function argArrow2() { return ((a = arguments[1]) => a)() }
say('arguments arrow default', argArrow2(1, 2))
function shadowArgs(arguments_) { const arguments$ = 1; return typeof arguments }
say('arguments typeof', shadowArgs(1))
// new.target
function NT(this: any) { this.t = new.target === NT; this.a = (() => new.target === NT)() }
say('new.target', [new (NT as any)(), (() => { try { (NT as any).call({}) } catch { } return 1 })()])
class Base { n = new.target; constructor() { this.who = new.target.name } who }
class Derived extends Base { constructor(a = new.target.name) { super(); this.dd = a } dd }
say('class new.target', [new Derived().who, new Derived().dd, new Base().n === undefined])
function Old(this: any, a) { this.a = a } Old.prototype.get = function () { return this.a }
say('old', [new (Old as any)(3).get(), Reflect.construct(Old, [1], Array) instanceof Array, new (Old as any)(1) instanceof Old])
function RetObj() { return { r: 1 } } say('return obj', new (RetObj as any)())
// super in object methods
const proto = { hi() { return 'proto ' + this.n }, get q() { return 'pq' + this.n } }
const child = { __proto__: proto, n: 'c', hi() { return 'child ' + super.hi() }, arrow() { return (() => super.hi())() }, get q() { return super.q + '!' }, async as() { return super.hi() }, *gen() { yield super.hi(); yield* [1].map(() => super.hi()) }, def(a = super.hi()) { return a }, setx(v) { super.zz = v; return this.zz } }
say('super', [child.hi(), child.arrow(), child.q, [...child.gen()], child.def(), child.setx(4)])
say('super async', await child.as())
// generator timing
const log: string[] = []
function* gen(a = log.push('default')) { log.push('body'); yield a }
const g1 = gen(); log.push('called'); g1.next(); say('gen timing', log)
function* genPattern({ a } = (log.push('pattern'), { a: 1 })) { log.push('gbody'); yield a }
const g2 = genPattern(); log.push('called2'); g2.next(); say('gen pattern timing', log)
tryIt('gen throws early', () => { (function* ({ a }) {})(null as any); return 'not' })
tryIt('gen named throws early', () => { function* gg({ a }) {} gg(null as any); return 'not' })
const ag = async ({ a }) => a
say('async rejects', await ag(null as any).catch(e => 'rejected ' + e.constructor.name))
tryIt('async sync throw?', () => { const p = (async ([a]) => a)(null as any); p.catch(() => {}); return p instanceof Promise })
async function asyncDefault(a = (() => { throw new Error('x') })()) { }
say('async default', await asyncDefault().catch(e => 'rej ' + e.message))
// evaluation order of parameters
const order: any[] = []
function ord(a = order.push('a'), { b } = (order.push('b'), { b: 1 }), c = order.push('c'), [d] = (order.push('d'), [1]), ...[e]) { return [a, b, c, d, e] }
say('order', [ord(undefined, undefined, undefined, undefined, 5), order])
const ordA = (a = order.push('a'), { b } = (order.push('b'), { b: 1 }), c = order.push('c' + b), [d] = (order.push('d'), [1]), ...[e]) => [a, b, c, d, e]
say('orderA', [ordA(undefined, undefined, undefined, undefined, 5), order])
tryIt('param tdz', () => { function t(a = b, b = 1) { return a } return t() })
tryIt('param tdz pattern', () => { function t({ a } = { a: b }, b = 1) { return a } return t() })
tryIt('param scope', () => { let x = 'outer'; function t(a = () => x) { var x = 'inner'; return a() } return t() })
tryIt('param scope var', () => { function t(a, b = () => a) { var a; const r = a; a = 2; return [r, a, b()] } return t(1) })
tryIt('arguments and patterns', () => { function t({ a }, b) { b = 3; return [a, arguments[1], arguments.length] } return t({ a: 1 }, 2) })
tryIt('eval in param', () => { function t(a = eval('1+1')) { return a } return t() })
tryIt('eval sees local', () => { const loc = 4; return eval('loc') })
tryIt('eval sees param', () => ((p: number) => eval('p'))(6))
tryIt('eval sees pattern', () => (function ({ p }: any) { return eval('p') })({ p: 6 }))
// arrows
const ar1 = x => x * 2, ar2 = async x => x, ar3 = (x) => ({ x }), ar4 = x => y => z => [x, y, z], ar5 = _ => { }, ar6 = (a,) => a, ar7 = (/* none */) => 1, ar8 = (a /* c ) */, b // d )
  ,) => [a, b], ar9 = x /* c => */ => /* d */ x, ar10 = async (/* ( */ x /* ) */) => x, ar11 = async/* c */x/* d */ => x, ar12 = async /* ( */ (x) => x
say('arrows', [ar1(2), ar3(1), ar4(1)(2)(3), ar5(1), ar6(4), ar7(), ar8(1, 2), ar9(3), await ar10(4), await ar11(5), await ar12(6), await ar2(1)])
say('arrow lens', [ar1, ar2, ar3, ar4, ar5, ar6, ar7, ar8, ar9, ar10, ar11, ar12].map(f => f.length + f.name))
const cond = true ? a => a : b => b; say('cond', [cond(1), cond.name])
const inc = (a => a + 1)(1), inn = (a => b => a in b)('x')({ x: 1 }); say('iife', [inc, inn])
const seq2 = (x => (x, x + 1)), comma = x => (x, [x]); say('comma', [seq2(1), comma(2)])
const yieldArrow = function* () { const q = (a = 1) => a; yield q() }; say('y', [...yieldArrow()])
const nl = (a,
  b
) =>
  a + b
say('nl', nl(1, 2))
const ret = () => { return (
  1) }
say('ret', ret())
const asyncArrowThis = { v: 3, async m() { return (async () => this.v)() } }; say('aat', await asyncArrowThis.m())
const typed = <T,>(a: T, b?: number): T => a, typed2 = (a: string | undefined = undefined, { b }: { b?: number } = {}): [string?, number?] => [a, b], typed3 = async <T>(a: T): Promise<T> => a
say('typed', [typed(1), typed.length, typed2(), await typed3(2)])
const typed4 = (
  a: number,
): {
  x: number
} => ({ x: a })
say('typed4', typed4(4))
const typed5 = (a): a is string => typeof a === 'string', typed6 = function (this: any, a) { return [this, a] }, typed7 = ((a) => a) as (a: number) => number, typed8 = <const T>(a: T) => a satisfies T
say('typed5', [typed5('a'), typed6.call(1 as any, 2), typed6.length, typed7(3), typed7.name, typed8(1)])
// directives
function strict() { 'use strict'; return this === undefined } function dir2() { "a"; 'b'; return 1 } function dir3() { 'x'
  return 2 } function dir4() { 'x' /* c */; /* d */ return 3 } const dir5 = () => { 'use strict'; return 4 }, dir6 = function () { 'use strict' }
say('directives', [strict(), dir2(), dir3(), dir4(), dir5(), dir6()])
function dir7() { 'a' + 'b'; return 1 } function dir8() { ('use strict'); return 1 } function dir9() { 'x'.length; return 2 } say('dir', [dir7(), dir8(), dir9()])
// getters, setters
const acc = { _v: 1, get v() { return this._v }, set v(x) { this._v = x * 2 }, set pat({ a = 5 }) { this._v = a }, set def(a) { this._v = a ?? 4 } }
acc.v = 3; say('acc', acc.v); acc.pat = {}; say('acc pat', acc.v); acc.def = undefined; say('acc def', acc.v)
say('setter length', [Object.getOwnPropertyDescriptor(acc, 'def')!.set!.length, Object.getOwnPropertyDescriptor(acc, 'pat')!.set!.length])
// loops
const tick = () => Promise.resolve()
const L: any[] = []
outer: for (let i = 0; i < 3; i++) { inner: for (const j of [0, 1, 2]) { await tick(); if (j === 1) continue outer; if (i === 2) break outer; L.push([i, j]) } }
say('labelled', L)
async function loops() {
  const r: any[] = []
  lab: { for (const x of [1, 2, 3]) { await tick(); if (x === 2) break lab; r.push(x) } r.push('no') }
  for (var v = 0; v < 2; v++) await tick()
  r.push(v)
  for (const k in { a: 1, b: 2 }) { await tick(); r.push(k) }
  for await (const x of (async function* () { yield 1; yield 2 })()) r.push(x)
  for await (const x of [3, 4]) { r.push(x) }
  for await (const { x, y = x } of [{ x: 5 }] as any) r.push(x + y)
  let n = 0; do { await tick(); if (n === 1) continue; r.push('do' + n) } while (n++ < 3)
  let w = 0; while (w < 2) await tick().then(() => r.push('w' + w++))
  const fs: any[] = []; for (let i = 0; i < 3; i++) { await tick(); fs.push(() => i++) } r.push(fs.map(f => f() + f()))
  const fs2: any[] = []; for (let i = 0, q = () => i; i < 2; i++) { await tick(); fs2.push(q) } r.push(fs2.map(f => f()))
  try { for (const x of [1, 2]) { try { await tick(); if (x === 1) continue; return r } finally { r.push('fin' + x) } } } finally { r.push('outer fin') }
}
say('loops', await loops())
async function* agl() { for (let i = 0; i < 3; i++) { const got = yield i; if (got === 'stop') return 'stopped' } }
const agi = agl(); say('agl', [await agi.next(), await agi.next('x'), await agi.next('stop'), await agi.next()])
function* gl() { try { for (; ;) { const x = yield; if (x) yield x * 2 } } finally { log.push('gl fin') } }
const gli = gl(); gli.next(); say('gl', [gli.next(3), gli.return(7), log.at(-1)])
function* delegated() { const r = yield* inner2(); yield r } function* inner2() { yield 1; return 2 } say('delegated', [...delegated()])
async function throwsIn() { for (const x of [1]) { await tick(); throw new Error('in loop') } } say('throws', await throwsIn().catch(e => e.message))
async function emptyBody() { for (const x of [1, 2]) { } for await (const x of [1]); let i = 0; while (await Promise.resolve(i++ < 3)); return i } say('empty', await emptyBody())
say('iife async loop', await (async () => { const r: any[] = []; for (let i = 0; i < 2; i++) { await tick(); r.push(i) } return r })())
say('iife async loop fn', await (async function (n) { let s = 0; while (n--) { await tick(); s += n } return s })(3))
async function nestedL() { const r: any[] = []; a: for (let i = 0; ; i++) { let j = 0; b: while (true) { await tick(); do { await tick(); if (j > 1) continue a; if (i > 1) break a; r.push([i, j]); j++; continue b } while (false) } } return r } say('nestedL', await nestedL())
async function sw() { const r: any[] = []; for (const x of [1, 2, 3, 4]) { switch (x) { case 1: await tick(); break; case 2: continue; case 3: r.push('three'); default: r.push('d' + x) } r.push(x) } return r } say('switch', await sw())
async function closureInHead() { const fs: any[] = []; for (let i = 0, f = () => i; i < 2; fs.push(f, () => i), i++) { await tick() } return fs.map(f => f()) } say('closure head', await closureInHead())
async function bodyVar() { for (let i = 0; i < 3; i++) { await tick(); var bv = i; function inBlock() { return bv } } return [bv] } say('bodyVar', await bodyVar())
// async order
const ord2: string[] = []
async function A() { ord2.push('A1'); await null; ord2.push('A2'); for (let i = 0; i < 2; i++) { await null; ord2.push('A3' + i) } }
async function B() { ord2.push('B1'); await null; ord2.push('B2'); for await (const i of [0, 1]) { ord2.push('B3' + i) } }
await Promise.all([A(), B(), (async () => { for (const c of 'xyz') { await 0; ord2.push(c) } })()]); say('async order', ord2)
// hoisting and TDZ
tryIt('hoisted', () => hoisted()); function hoisted() { return 'h' }
tryIt('tdz const', () => laterConst); const laterConst = 1
tryIt('tdz class', () => new LaterClass()); class LaterClass { }
tryIt('tdz typeof', () => typeof laterLet); let laterLet = 1
tryIt('const write', () => { (laterConst as any) = 3 }); tryIt('const write op', () => { (laterConst as any) += 3 }); tryIt('const ++', () => (laterConst as any)++)
tryIt('const ??=', () => (laterConst as any) ??= 3); tryIt('const destruct', () => { [laterConst] = [1] }); tryIt('const destruct obj', () => { ({ laterConst } = { laterConst: 1 }) })
tryIt('const for', () => { for (laterConst of [1]); })
tryIt('local const write', () => { const q = 1; (q as any) = 2 })
tryIt('class write', () => { (K as any) = 1; return typeof K })
tryIt('inner class write', () => { class Q { static w() { (Q as any) = 1 } } Q.w() })
tryIt('fn expr name write', () => (function me() { (me as any) = 1 })())
tryIt('fn write', () => { (f0 as any) = 5; return f0 })
tryIt('undeclared write', () => { (undeclared_thing as any) = 1 }); tryIt('undeclared', () => undeclared_thing2); tryIt('typeof undeclared', () => typeof undeclared_thing3)
tryIt('this top', () => this); say('this is undefined', typeof this)
tryIt('not a function', () => (laterConst as any)()); tryIt('undef call', () => (undefined as any).foo()); tryIt('prop null', () => (null as any).x); tryIt('arrow new', () => new (a0 as any)()); tryIt('method new', () => new (obj.m as any)()); tryIt('class call', () => (K as any)()); tryIt('gen new', () => new (gen as any)())
tryIt('deep recursion', () => { let d = 0; const rec = () => { d++; rec() }; try { rec() } catch (e) { return (e as Error).name + (d > 1000) } })
tryIt('error line', () => { const e = new Error('l'); return e.stack!.split('\n')[1].replace(/.*:(\d+):\d+.*/, '$1') })
tryIt('error line arrow', () => (x => new Error(x))('l').stack!.split('\n').slice(1, 2).map(l => l.replace(/.*:(\d+):\d+.*/, '$1')))
tryIt('error fn names', () => { function named() { return new Error('n') } return named().stack!.split('\n').slice(1, 3).map(l => l.replace(/[(:].*/, "").trim()) })
tryIt('class stack', () => { class C2 { constructor() { this.e = new Error('z') } e; static s() { return new Error('q') } f = new Error('f') } return [new C2().e, C2.s(), new C2().f].map(e => e.stack!.split('\n')[1].replace(/.*?at (.*) \(.*:(\d+):\d+.*/, '$1 $2')) })
// classes
class Parent { constructor(public_) { this.p = public_ } p; greet() { return 'P' + this.p } static make() { return new this(1) } get x() { return 1 } }
class Child extends Parent { f = super.greet(); greet = () => 'C' + super.greet(); static sf = super.make(); #priv = this.p; read() { return this.#priv } static { this.block = [...'ab'].map(c => this.name + c) } static block; constructor(...args) { const pre = () => this; super(args[0]); this.self = pre() === this } self }
const ch = new Child(7); say('class child', [ch.f, ch.greet(), ch.read(), ch.self, Child.sf, Child.block, Object.keys(ch)])
class NoCtor extends Parent { } say('noctor', [new NoCtor(2).p, NoCtor.length, new (class extends Array { })(3).length])
tryIt('derived return', () => { class D extends Parent { constructor() { return { z: 1 } as any } } return new D() }); tryIt('no super', () => { class D extends Parent { constructor() { } } return new D() })
tryIt('extends null', () => { class D extends (null as any) { } return new D() }); tryIt('super twice', () => { class D extends Parent { constructor() { super(1); super(2) } } return new D() })
const anon = class { static n = this.name }; say('anon', [anon.name, anon.n]); say('anon expr', [(class { }).name, [class { }][0].name, { c: class { } }.c.name])
const classRef = class Inner { static who() { return Inner.name } }; say('classRef', [classRef.name, classRef.who()])
tryIt('heritage expr', () => { let h = 0; class X extends (h++, Parent) { } return h }); tryIt('computed order', () => { const o: any[] = []; class X { [(o.push(1), 'a')] = o.push(3); static [(o.push(2), 'b')] = o.push(4) } new X(); return o })
tryIt('class accessor static', () => { class X { static get #v() { return 1 } static r() { return X.#v } static async *[Symbol.asyncIterator]() { } } return X.r() }); tryIt('in private', () => { class X { #a = 1; static is(o) { return #a in o } } return [X.is(new X()), X.is({})] })
// misc
tryIt('getter on arguments callee', () => { (function () { return (arguments as any).callee })() })
tryIt('label function', () => { a: { b: { break a } return 1 } return 2 }); tryIt('comma in for', () => { let s = 0; for (let i = 0, j = 9; i < j; i++, j--) s += j; return s })
tryIt('tagged', () => { const t = (s, ...v) => s.raw.join('|') + v; const cache = () => (s => s)`a`; return [t`a${1}b${2}`, cache() === cache()] })
tryIt('optional call', () => { const o: any = { f() { return this === o } }; return [o?.f?.(), o.g?.(), (o.f)(), (0, o.f)() ] }); tryIt('spread', () => Math.max(...[1, 2, 3], ...(function* () { yield 9 })()))
tryIt('sort', () => [3, 1, 2].sort((a, b) => a - b)); tryIt('map parseInt', () => ['1', '2', '3'].map(parseInt)); tryIt('reduce', () => [1, 2, 3].reduce((a, b) => a + b)); tryIt('from', () => Array.from({ length: 3 }, (_, i) => i)); tryIt('replace', () => 'a-b'.replace(/-(.)/, (m, c, ...rest) => c + rest.length)); tryIt('json', () => JSON.parse('{"a":[1]}', (k, v) => v))
tryIt('proxy', () => new Proxy(function (a) { return a }, { apply: (t, th, a) => 'p' + a })(1)); tryIt('bind', () => { const b = f1.bind(null, 1); return [b.name, b.length] }); tryIt('call arr', () => (function (a) { return [this, a] }).apply(1 as any, [2]))
tryIt('asi', () => { const q = 1
  ;[1].forEach(a => a)
  return q })
tryIt('obj spread method', () => ({ ...{ m() { return 1 } } }).m()); tryIt('async gen obj', () => Object.prototype.toString.call((async function* () { })()))
tryIt('Function toString', () => (function abc(a, b) { return a + b }).toString()); tryIt('arrow toString', () => ((a, b = 2) => { return a }).toString()); tryIt('class toString', () => (class ZZ { q = 1 }).toString())
say('constructor kinds', [(async () => { }).constructor.name, (function* () { }).constructor.name, (async function* () { }).constructor.name, Object.getPrototypeOf(gen.prototype) === Object.getPrototypeOf(genPattern.prototype)])
tryIt('html comment', () => 1 )
tryIt('void arrow', () => void (() => 1)()); tryIt('in operator arrow', () => { for (const k in (() => ({ a: 1 }))()) return k })
tryIt('default uses fn', () => { function q(cb = function inner() { return inner.name }) { return cb() } return q() }); tryIt('default this', () => { const o = { v: 1, m(a = this.v, b = () => this.v) { return [a, b()] } }; return o.m() })
tryIt('method default super arrow', () => { const o = { __proto__: { v() { return 'V' } }, m(a = () => super.v()) { return a() } } as any; return o.m() })
tryIt('nested destructuring', () => (({ a: [b, { c = 2, ...d }], ...e }, [, f = b]) => [b, c, d, e, f])({ a: [1, { z: 3 }], q: 4 } as any, [] as any))
tryIt('unicode', () => { const ñ = (é = '\u{1F600}') => é, \u0061bc = 1; return [ñ(), abc] })
await new Promise(r => setTimeout(r, 5))
console.log(out.join('\n'))
