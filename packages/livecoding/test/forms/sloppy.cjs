const out = []
const say = (name, value) => { out.push(`${name}: ${typeof value === 'string' ? value : JSON.stringify(value) ?? String(value)}`) }
const tryIt = (name, f) => { try { say(name, f()) } catch (e) { say(name, `throws ${e.name}: ${e.message}`) } }
function mapped(a, b) { arguments[0] = 9; b = 8; return [a, arguments[1], arguments.length] } say('mapped', mapped(1, 2))
function mappedArrow(a) { const set = v => { a = v }; set(5); return arguments[0] } say('mapped arrow', mappedArrow(1))
function self() { return this === globalThis } say('this', self()); say('this prim', (function () { return typeof this }).call(1)); say('this strict', (function () { 'use strict'; return typeof this }).call(1))
say('top this', this === module.exports); say('exports', exports === module.exports); say('args', arguments.length)
say('callee', (function f() { return arguments.callee.name })()); say('caller', (function f() { return f.caller === null || typeof f.caller })())
dupe(1, 2); function dupe(a) { say('dupe1', a) } function dupe(a, b) { say('dupe2', b) }
say('dup params', (function (a, a) { return a })(1, 2))
implicit = 4; say('implicit', [implicit, delete (globalThis).implicit])
{ function inBlock() { return 'b' } } say('annex b', inBlock()); say('annex b hoist', typeof later); if (true) { function later() { } } say('annex later', typeof later)
if (1) function iff() { return 'iff' }
say('if fn', iff()); label: function lf() { return 'lf' } say('label fn', lf())
var v1 = 1; var v1 = 2; say('var twice', v1); say('hoist var', typeof v2); var v2 = 3
var fnvar = 1; function fnvar2() { return fnvar3; var fnvar3 = 1 } say('var hoist in fn', fnvar2())
with ({ w: 7 }) { say('with', w) } const wf = o => { with (o) { return (() => w)() } }; tryIt('with arrow', () => wf({ w: 1 }))
eval('var ev = 6'); say('eval var', ev); (function () { eval('var lv = 1'); say('eval local', lv) })()
say('octal', 017 + 08); say('del', (function () { var x = 1; return delete x })()); say('html', 1) <!-- comment
const strictArrow = (a) => { 'use strict'; return this === module.exports && a }; say('strict arrow', strictArrow(3))
const strictFn = function (a, b) { 'use strict'; arguments[0] = 5; return [a, b, (function () { return this })() === undefined] }; say('strict fn', strictFn(1, 2))
tryIt('fn name write', () => (function me() { me = 1; return typeof me })()); tryIt('const write', () => { const c = 1; c = 2 }); const topC = 1; tryIt('const top write', () => { topC = 2 })
tryIt('frozen', () => { const o = Object.freeze({ a: 1 }); o.a = 2; return o.a }); tryIt('undeclared', () => undeclared1); tryIt('typeof', () => typeof undeclared2)
let yieldd = 1; var yield = 2, let_ = 3, async = 4, of = 5, get = 6, static = 7; say('words', [yield, let_, async, of, get, static]); var await = 3; say('await', await)
const asyncArrow = async => async; say('async arrow', asyncArrow(1)); async = x => x; say('async call', async (1))
function args2(a, b = 2) { arguments[0] = 9; return a } say('unmapped', args2(1)); function paramVar(a) { var a; return a } say('param var', paramVar(1)); function paramFn(a, b) { return typeof b; function b() { } } say('param fn', paramFn(1, 2))
say('ctor', new (function () { this.q = new.target !== undefined })().q); function F2() { if (!new.target) return new (F2)(); (this).z = 1 } say('no new', (F2)().z)
say('require', require('node:path').basename('/a/b')); say('dir', __filename.endsWith('sloppy.cjs') && __dirname.length > 1); say('main', require.main === module); module.exports.later = () => 1
say('getter', ({ get a() { return this.b }, b: 3 }).a); var o = { __proto__: { s() { return 's' } }, s() { return super.s() + 1 } }; say('super', (o).s())
function outerF() { return inner(); function inner() { return arrow(); } function arrow() { return (() => this === globalThis)() } } say('nested this', outerF())
var self2 = function () { return typeof self2 }; say('self', self2()); (function () { return say('iife', typeof this) })(); (() => say('iife arrow', this === module.exports))(); !function () { say('bang', 1) }(); void (async () => { for (var i = 0; i < 2; i++) await 0; say('async done', i); console.log(out.join('\n')) })()
