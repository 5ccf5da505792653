// ECMA-262, chapters 15.1 to 15.9: functions of all kinds, what they are called, how long they are, what they see.
import { check, throws } from './lib/check.cjs'
const shape = f => [f.name, f.length, Object.hasOwn(f, 'prototype')]
function plain(a, b) {} async function asynchronous(a) {} function* generator(a, ...b) {} async function* both(a = 1, b) {}
check('declarations', [plain, asynchronous, generator, both].map(shape), [['plain', 2, true], ['asynchronous', 1, false], ['generator', 1, true], ['both', 0, true]])
const e1 = function () {}, e2 = function named() {}, e3 = () => {}, e4 = async () => {}, e5 = function* () {}, e6 = async function* () {}, e7 = async function () {}, e8 = a => a, e9 = async a => a
check('expressions', [e1, e2, e3, e4, e5, e6, e7, e8, e9].map(shape), [['e1', 0, true], ['named', 0, true], ['e3', 0, false], ['e4', 0, false], ['e5', 0, true], ['e6', 0, true], ['e7', 0, false], ['e8', 1, false], ['e9', 1, false]])
// parameters
check('simple', ((a, b) => [a, b])(1), [1, undefined])
check('defaults', ((a, b = a + 1, c = () => b, d = c()) => [a, b, c(), d])(1), [1, 2, 2, 2])
check('patterns', (function ({ a, b: { c = 5, ...d } = {}, ...e }, [f, , g = f, ...h] = [1], ...[i, j]) { return [a, c, d, e, f, g, h, i, j] })({ a: 1, b: { x: 2 }, y: 3 }, [4, 5, undefined, 7], 8, 9, 10), [1, 5, { x: 2 }, { y: 3 }, 4, 4, [7], 8, 9])
check('patterns in arrows', (({ a, b: { c = 5, ...d } = {}, ...e }, [f, , g = f, ...h] = [1], ...[i, j]) => [a, c, d, e, f, g, h, i, j])({ a: 1, b: { x: 2 }, y: 3 }, undefined, 8, 9), [1, 5, { x: 2 }, { y: 3 }, 1, 1, [], 8, 9])
check('trailing commas', [((a, b,) => b)(1, 2,), (function (a,) { return a })(1,), (async (a,) => a).length], [2, 1, 1])
check('lengths', [(a, b = 1, c) => {}, ({ a }) => {}, ({ a } = {}) => {}, (...a) => {}, (a, ...[b]) => {}, function (a, { b }, [c]) {}, function ([a] = []) {}, async ({ a }, b) => {}, function* ({ a }, b = 1) {}].map(f => f.length), [1, 1, 0, 0, 1, 3, 0, 2, 1])
const order = []
const t = (n, v) => (order.push(n), v)
;(function (a = t('a', 1), { [t('k', 'x')]: b = t('b', 2) } = t('p', {}), [c = t('c', 3)] = t('q', []), ...[d = t('d', 4)]) { order.push(a, b, c, d) })()
;((a = t('a', 1), { [t('k', 'x')]: b = t('b', 2) } = t('p', {}), [c = t('c', 3)] = t('q', []), ...[d = t('d', 4)]) => { order.push(a, b, c, d) })()
check('order of defaults', order, ['a', 'p', 'k', 'b', 'q', 'c', 'd', 1, 2, 3, 4, 'a', 'p', 'k', 'b', 'q', 'c', 'd', 1, 2, 3, 4])
check('scope of parameters', (() => { const x = 'outer'; return [(function (a = () => x) { var x = 'inner'; return [a(), x] })(), ((a = () => x) => { var x = 'inner'; return [a(), x] })(), (function (x, a = () => x) { var x; const b = x; x = 2; return [a(), b, x] })(1), (function (x, a = () => x) { x = 2; return a() })(1), (function (a, b = () => a) { { var a = 3 } return [a, b()] })(1)] })(), [['outer', 'inner'], ['outer', 'inner'], [1, 1, 2], 2, [3, 1]])
throws('parameter before its time', () => ((a = b, b = 1) => a)(), 'ReferenceError', /Cannot access 'b'/)
throws('parameter itself', () => (function (a = a) { return a })(), 'ReferenceError', /Cannot access 'a'/)
throws('pattern of nothing', () => (({ a }) => a)(), 'TypeError')
throws('pattern of nothing in a generator, at the call', () => (function* ({ a }) { yield a })(), 'TypeError')
check('pattern of nothing in async, not at the call', await (async ({ a }) => a)().catch(error => error.name), 'TypeError')
check('async defaults that throw', await (async (a = (() => { throw new RangeError('x') })()) => a)().catch(error => error.name), 'RangeError')
check('generator defaults at the call', (() => { const log = []; const g = (function* (a = log.push('default')) { log.push('body'); yield a })(); log.push('made'); g.next(); return log })(), ['default', 'made', 'body'])
// arguments
check('arguments', (function (a, b) { a = 9; arguments[1] = 8; return [...arguments, a, b, arguments.length] })(1, 2, 3), [1, 8, 3, 9, 2, 3])
check('arguments in arrows', (function () { return (() => (() => [...arguments])())() })(1, 2), [1, 2])
check('arguments in defaults', (function (a = arguments.length, b = () => arguments[0], c = [...arguments]) { return [a, b(), c] })(undefined, undefined), [2, undefined, [undefined, undefined]])
check('arguments in arrow defaults', (function () { return ((a = arguments[0]) => a)() })(7), 7)
check('arguments in patterns', (function ({ a } = { a: arguments.length }, b) { return [a, arguments.length] })(undefined, 1, 2), [3, 3])
check('arguments of a method, an accessor, a constructor', [({ m() { return arguments.length } }).m(1, 2), new (class { constructor() { this.n = arguments.length } })(1, 2, 3).n, ({ get g() { return arguments.length } }).g, (() => { let n; ({ set s(v) { n = arguments.length } }).s = 1; return n })()], [2, 3, 0, 1])
check('arguments object', (function () { return [Object.prototype.toString.call(arguments), typeof arguments[Symbol.iterator], Object.keys(arguments), JSON.stringify(arguments), delete arguments[0], arguments.length] })(1, 2), ['[object Arguments]', 'function', ['0', '1'], '{"0":1,"1":2}', true, 2])
throws('callee', () => (function () { return arguments.callee })(), 'TypeError')
// this
check('this', [(function () { return this })(), (function () { return this }).call(1), (() => this)(), (function () { return (() => this)() }).call('a'), ({ m() { return (() => () => this)()() === this } }).m()], [undefined, 1, undefined, 'a', true])
check('bind call apply', [(function (...a) { return [this, a] }).bind(1, 2).call(3, 4), ((...a) => a).apply(null, [1, 2]), Reflect.apply(function () { return this }, 5, [])], [[1, [2, 4]], [1, 2], 5])
// names inside
check('own name', [(function f() { return typeof f })(), (function f() { try { f = 1 } catch (error) { return error.name } })(), (function f(f) { return f })(3), (function f() { var f = 4; return f })(), (function f() { let f = 5; return f })()], ['function', 'TypeError', 3, 4, 5])
check('hoisting', (() => { const a = typeof later; function later() {} return [a, typeof inner, (() => { { function inner() {} } return typeof inner })()] })(), ['function', 'undefined', 'undefined'])
check('function twice', (() => { function f() { return 1 } function f() { return 2 } return f() })(), 2)
check('var and function', (() => { var f; function f() { return 1 } return typeof f })(), 'function')
check('parameter and function', (function (a) { function a() {} return typeof a })(1), 'function')
check('parameter and var', (function (a) { var a; return a })(1), 1)
// constructors
function Old(a) { if (!new.target) return new Old(a); this.a = a } Old.prototype.get = function () { return this.a }
class FromOld extends Old { get() { return super.get() + 1 } }
check('old constructors', [new Old(1).get(), Old(2).get(), new FromOld(3).get(), new Old(1) instanceof Old, Reflect.construct(Old, [1], Array) instanceof Array, new (function () { return { r: 1 } })(), typeof new (function () { return 1 })(), new (Old.bind(null, 5))().a], [1, 2, 4, true, true, { r: 1 }, 'object', 5])
for (const [kind, f] of Object.entries({ arrow: () => {}, async: async function () {}, generator: function* () {}, method: { m() {} }.m, getter: Object.getOwnPropertyDescriptor({ get a() { return 1 } }, 'a').get })) throws(`new ${kind}`, () => new f(), 'TypeError', /not a constructor/)
check('prototype of generators', [Object.getPrototypeOf(generator.prototype) === Object.getPrototypeOf(function* () {}.prototype), generator() instanceof generator], [true, true])
check('properties', (() => { function f() {} f.x = 1; return [f.x, Object.getOwnPropertyNames(f).sort(), Object.getOwnPropertyDescriptor(f, 'name'), Object.getOwnPropertyDescriptor(f, 'length'), Object.getOwnPropertyDescriptor(f, 'prototype').writable] })(), [1, ['length', 'name', 'prototype', 'x'], { value: 'f', writable: false, enumerable: false, configurable: true }, { value: 0, writable: false, enumerable: false, configurable: true }, true])
check('arrow properties', Object.getOwnPropertyNames(() => {}).sort(), ['length', 'name'])
check('kinds', [plain, asynchronous, generator, both, e3, e4].map(f => Object.prototype.toString.call(f)), ['[object Function]', '[object AsyncFunction]', '[object GeneratorFunction]', '[object AsyncGeneratorFunction]', '[object Function]', '[object AsyncFunction]'])
// recursion, closures, loops
check('recursion', [(function f(n) { return n ? n * f(n - 1) : 1 })(5), (n => { const f = n => n < 2 ? n : f(n - 1) + f(n - 2); return f(n) })(10)], [120, 55])
check('closures in loops', [(() => { const a = []; for (let i = 0; i < 3; i++) a.push(() => i); return a.map(f => f()) })(), (() => { const a = []; for (var i = 0; i < 3; i++) a.push(() => i); return a.map(f => f()) })(), (() => { const a = []; for (let i = 0, n = () => i++; i < 3; n()) { a.push(() => i); if (a.length > 3) break; i++ } return a.length })(), (() => { const a = []; for (const x of [1, 2]) a.push(() => x); for (const k in { p: 1, q: 2 }) a.push(() => k); return a.map(f => f()) })()], [[0, 1, 2], [3, 3, 3], 3, [1, 2, 'p', 'q']])
check('counter', (() => { const make = () => { let n = 0; return { up: () => ++n, get n() { return n }, set n(v) { n = v } } }; const c = make(); c.up(); c.n += 5; return [c.up(), c.n, make().n] })(), [7, 7, 0])
check('immediately', [(function () { return 1 })(), (function () { return 2 }()), (() => 3)(), !function () { return 4 }(), void function () {}(), new function () { this.x = 5 }().x, (function () { return this }).call(6), (async () => 7)() instanceof Promise, [...(function* () { yield 8 })()], (a => a)`x`[0]], [1, 2, 3, false, undefined, 5, 6, true, [8], 'x'])
check('strict inside', (function () { 'use strict'; return this })(), undefined)
check('eval', [eval('1 + 1'), (a => eval('a'))(3), (function (b) { return eval('arguments[0] + b') })(2), (0, eval)('typeof check'), (() => { const q = 5; return (() => eval('q'))() })(), eval('(function () { return 6 })')(), eval('(() => 7)()')], [2, 3, 4, 'undefined', 5, 6, 7])
check('Function', [new Function('a', 'b', 'return a + b')(1, 2), new Function('return typeof check')(), Function('...a', 'return a')(1), Object.getPrototypeOf(async () => {}).constructor('return 1')() instanceof Promise], [3, 'undefined', [1], true])
