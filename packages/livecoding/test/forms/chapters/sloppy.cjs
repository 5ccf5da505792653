#!/usr/bin/env node
// Annex B and sloppy mode: what scripts may do.
const { check, throws } = require('./lib/check.cjs')
check('this', [this === module.exports, (function () { return this === globalThis })(), (() => this === module.exports)(), (function () { return typeof this }).call(1), (function () { 'use strict'; return typeof this }).call(1)], [true, true, true, 'object', 'number'])
check('mapped arguments', [(function (a, b) { arguments[0] = 9; b = 8; return [a, arguments[1]] })(1, 2), (function (a) { (() => { a = 5 })(); return arguments[0] })(1), (function (a) { delete arguments[0]; arguments[0] = 2; return a })(1), (function (a) { arguments[1] = 3; return arguments.length })(1), (function (a, b) { b = 1; return arguments[1] })(0)], [[9, 8], 5, 1, 1, undefined])
check('unmapped arguments', [(function (a, b = 2) { arguments[0] = 9; return a })(1), (function ({ a }) { arguments[0] = 9; return a })({ a: 1 }), (function (...a) { arguments[0] = 9; return a[0] })(1), (function (a) { 'use strict'; arguments[0] = 9; return a })(1)], [1, 1, 1, 1])
check('arguments names', [(function (arguments) { return arguments })(1), (function () { var arguments = 2; return arguments })(), (function () { arguments = 3; return arguments })(), (function () { function arguments() {} return typeof arguments })(), (function (a = arguments) { var arguments; return arguments === a })()], [1, 2, 3, 'function', true])
check('callee and caller', [(function f() { return arguments.callee === f })(), (function n(x) { return x ? x * arguments.callee(x - 1) : 1 })(4), 'caller' in (function () {})], [true, 24, true])
check('duplicate parameters', [(function (a, a) { return a })(1, 2), (function (a, b, a) { return [a, b] })(1, 2), (function (a, a) { return [a, arguments[0], arguments.length] })(1, 2)], [2, [undefined, 2], [2, 1, 2]])
implicit = 4; var declared = 5; globalThis.configured = 6
check('globals', [implicit, typeof globalThis.declared, delete globalThis.implicit, typeof implicit, delete globalThis.configured], [4, 'undefined', true, 'undefined', true])
{ function inBlock() { return 'b' } } if (1) function inIf() { return 'i' } else function inElse() {} label: function labelled() { return 'l' } switch (1) { case 1: function inCase() { return 'c' } } try { function inTry() { return 't' } } catch { }
check('functions in blocks', [inBlock(), inIf(), typeof inElse, labelled(), inCase(), inTry(), typeof hoisted, (() => { { function hoisted() {} } return typeof hoisted })()], ['b', 'i', 'undefined', 'l', 'c', 't', 'undefined', 'function'])
{ function hoisted() {} }
check('functions in blocks and let', (() => { let f = 1; { function f() {} } return f })(), 1)
check('assigned functions in blocks', (() => { { f = 1; function f() {} } return typeof f })(), 'number')
with ({ w: 7, check2: check }) { check2('with', w, 7); var fromWith = w; w = 8 }
check('with in functions', [fromWith, (o => { with (o) { return (() => w)() } })({ w: 1 }), (o => { with (o) { w = 2 } return o.w })({ w: 1 }), (o => { with (o) { var w = 3; return o.w } })({ w: 1 }), (function (o) { with (o) return m() })({ m() { return this.v }, v: 4 }), (o => { with (o) return function () { return z } })({ z: 5 })(), (() => { with ({ [Symbol.unscopables]: { y: true }, y: 1 }) return typeof y })()], [7, 1, 2, 3, 4, 5, 'undefined'])
eval('var ev = 6; function ef() { return 7 }')
check('eval', [ev, ef(), (function () { eval('var lv = 1'); return lv })(), (function (a) { eval('a = 2'); return [a, arguments[0]] })(1), (function () { eval('function g() { return 3 }'); return g() })(), (() => { var x = 1; { let x = 2; eval('x = 3') } return x })(), (function () { 'use strict'; eval('var sv = 1'); return typeof sv })(), eval('var q = 1; q + 1'), typeof delete ev], [6, 7, 1, [2, 2], 3, 1, 'undefined', 2, 'boolean'])
check('octal', [017, 08, 0o17, '\101', '\0', '\8', 010 + 1], [15, 8, 15, 'A', '\u0000', '8', 9])
check('delete', [(function () { var x = 1; return delete x })(), (function (a) { return delete a })(1), delete missing, delete 1, (o => [delete o.f, o.f])(Object.freeze({ f: 1 }))], [false, false, true, true, [false, 1]])
check('quiet failures', [(() => { const o = Object.freeze({ a: 1 }); o.a = 2; o.b = 3; return o })(), (function f() { f = 1; return typeof f })(), (() => { 'abc'.length = 1; undefined_ = 1; return delete globalThis.undefined_ })(), (() => { const s = 's'; s.x = 1; return s.x })(), (() => { NaN = 1; undefined = 2; return NaN !== NaN })()], [{ a: 1 }, 'function', true, undefined, true])
check('html comments', 1, 1) <!-- check('never', 1, 2)
--> check('never', 1, 2)
/* a
*/ --> check('never', 1, 2)
var let = 1, yield = 2, await = 3, static = 4, async = 5, of = 6, get = 7, set = 8, implements = 9, interface = 10, package = 11, private = 12, protected = 13, public = 14, as = 15, from = 16, target = 17, accessor = 18, using = 19, defer = 20
check('words', [let, yield, await, static, async, of, get, set, implements, interface, package, private, protected, public, as, from, target, accessor, using, defer].length, 20)
check('words as names', [(yield => yield)(1), (await => await)(2), (async => async)(3), (async yield => 4), (let => let)(5), (function yield() { return typeof yield })(), (function await() { return typeof await })(), (async (x) => x).length, ((of) => of)(6), { yield, await, let }.await].map(x => typeof x === 'function' ? 'f' : x), [1, 2, 3, 4, 5, 'function', 'function', 1, 6, 3].map((x, i) => i === 3 ? 'f' : x))
async = x => x; check('async is a name', [async (1), async
(2), async`x`[0], async.name, [async][0] === async], [1, 2, 'x', 'async', true])
let
= 30; l\u0065t = 31; check('let is a name', [let, l\u0065t], [31, 31])
var [yield2 = yield] = [], { await: await2 } = { await: 1 }; yield: for (;;) { break yield } await: { break await }
check('for', [(() => { for (var i = 5 in {}) ; return i })(), (() => { for (let in { k: 1 }) ; return let })(), (() => { for (var of of [1, 2]) ; return of })(), (() => { for (var let of [1]) ; return let })(), (() => { for (async in { z: 1 }) ; return async })()], [5, 'k', 2, 1, 'z'])
check('catch', [(() => { try { throw 1 } catch (e) { var e = 2 } return e })(), (() => { try { throw 1 } catch (e) { for (var e = 3; false;); return e } })()], [undefined, 3])
check('var and functions', [(() => { var f = 1; function f() {} return typeof f })(), (() => { function g() { return 1 } var g; function g() { return 2 } return g() })(), (function (a) { function a() {} return typeof a })(1), (function (a) { return typeof a; var a })(1), (function (a, b) { return typeof b; function b() {} })(1)], ['number', 2, 'function', 'number', 'function'])
check('constructors', [new (function () { this.a = new.target !== undefined })().a, (function F() { if (!new.target) return new F(); this.z = 1 })().z, (function () { this.leak = 1; return delete globalThis.leak })(), typeof new Function('return this')()], [true, 1, true, 'object'])
check('super in literals', [({ __proto__: { s() { return 's' + this.n } }, s() { return super.s() + 1 }, n: 0 }).s(), ({ __proto__: { get g() { return this.v } }, get g() { return super.g + 1 }, v: 1 }).g, ({ __proto__: { m() { return 3 } }, m() { return (() => super.m())() } }).m(), ({ m() { super.x = 4; return this.x } }).m(), ({ async m() { return super.toString() } }).m() instanceof Promise], ['s01', 2, 3, 4, true])
check('modules', [typeof require, typeof module, typeof exports, exports === module.exports, __filename.endsWith('sloppy.cjs'), __dirname.endsWith('chapters'), require.main === module, typeof require.resolve, module.children.length > 0, arguments.length, arguments[0] === exports], ['function', 'object', 'object', true, true, true, true, 'function', true, 5, true])
check('regexp', [/\c/.test('\\c'), /a{,2}/.test('a{,2}'), /\8/.test('8'), /[\d-x]/.test('-'), /\_/.test('_'), RegExp.$1, /(?=a)*/.test('')], [true, true, true, true, true, '', true])
check('strings', ['a'.anchor('b'), 'x'.substr(-1), escape('ä'), unescape('%E4'), new Date(0).getYear()], ['<a name="b">a</a>', 'x', '%E4', 'ä', 70])
check('accessors', (o => { o.__defineGetter__('g', () => 1); o.__defineSetter__('s', function (v) { this.v = v }); o.s = 2; return [o.g, o.v, typeof o.__lookupGetter__('g'), o.__proto__ === Object.prototype] })({}), [1, 2, 'function', true])
check('nested this', (function () { return (() => [this === globalThis, (function () { return this === globalThis })()])() })(), [true, true])
check('generators and this', [...(function* () { yield this === globalThis; yield (() => this === globalThis)() })()], [true, true])
check('a new name in a conditional function', (() => { if (true) { function c() { return 1 } } else { function c() { return 2 } } return c() })(), 1)
check('captured parameters of arrows', [(a => { { function a() {} } return () => a })(1)(), (a => { eval('var a = 2'); return () => a })(1)(), (a => { try { throw 1 } catch (a) { var a = 3 } return () => a })(1)(), (a => { for (var a of [4, 5]); return () => a })(1)(), (let => { return () => let })(6)(), ((a, b) => { { let a = 0; void a } return (c => { c += b; return () => [a, b, c] })(a) })(7, 8)()], [1, 2, 1, 5, 6, [7, 8, 15]])
check('function as an expression statement', (function () { return 1 }, 2), 2)
void (async () => { check('async', [await 1, this === module.exports, arguments.length], [1, true, 5]); for (var i = 0; i < 2; i++) await null; check('var of a loop that waits', i, 2) })()
return
check('never', 1, 2)
