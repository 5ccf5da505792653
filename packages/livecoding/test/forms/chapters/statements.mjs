// ECMA-262, chapter 14: statements, labels, completion, and where a newline ends one (12.10).
import { check, throws } from './lib/check.cjs'
const log = []
const t = (n, v = n) => (log.push(n), v)
// blocks and declarations
{ let a = 1; const b = 2; function f() { return a + b } class C { static x = f() } check('block', C.x, 3); { let a = 5; check('inner block', [a, f()], [5, 3]) } }
check('block function', (() => { const r = [typeof fb]; { r.push(fb()); function fb() { return 1 } } return r })(), ['undefined', 1])
check('var out of blocks', (() => { { var a = 1 } if (true) var b = 2; for (var c of [3]); try { var d = 4 } catch {} switch (1) { case 1: var e = 5 } l: var f = 6; return [a, b, c, d, e, f] })(), [1, 2, 3, 4, 5, 6])
var top1 = 1; var top1; { var top2 = 2 } for (var top3 = 0; top3 < 3; top3++); for (var [top4, { top5 = 5 }] of [[4, {}]]); for (var top6 in { k: 1 }); var { top7, ...top8 } = { top7: 7, a: 8 }, [top9 = 9, ...top10] = []
check('var at the top', [top1, top2, top3, top4, top5, top6, top7, top8, top9, top10], [1, 2, 3, 4, 5, 'k', 7, { a: 8 }, 9, []])
let let1, let2 = 2, [let3, let4 = let3] = [3], { let5: { let6 } = { let6: 6 } } = {}; const const1 = 1, [const2] = [2]
check('let and const', [let1, let2, let3, let4, let6, const1, const2], [undefined, 2, 3, 3, 6, 1, 2])
throws('const', () => { const1 = 2 }, 'TypeError', /Assignment to constant variable/)
throws('const in for', () => { for (const i = 0; i < 1; i++); }, 'TypeError')
check('const in for of', (() => { const r = []; for (const x of [1, 2]) r.push(x); return r })(), [1, 2])
;;; {} ; {;}
if (1); else; if (0) t('never'); else t('else'); if (t('if')) { t('then') } else t('never2'); if (0) ; else if (1) t('elseif'); else ;
if (true) if (false) t('a'); else t('dangling')
check('if', log.splice(0), ['else', 'if', 'then', 'elseif', 'dangling'])
// loops
let n = 0
do n++; while (n < 3) t('do')
do { if (n === 4) continue; if (n === 6) break; n++ } while (n !== 4 && ++n)
while (n < 8) n++
while (true) { if (n++ > 10) break; else continue }
check('while', [n, log.splice(0)], [12, ['do']])
for (;;) { break }
for (let i = 0, j = 10; i < j; i += 3, j--) t(i)
for (n = 0; ; n++) if (n > 2) break
for (; n < 5;) n++
for (const up = () => n; up() < 7;) n++
for (let [a, b] = [0, 2]; a < b; a++) t([a, b])
check('for', [log.splice(0), n], [[0, 3, 6, [0, 2], [1, 2]], 7])
for (const k in { a: 1, b: 2 }) t(k); for (const k in 'ab') t(k); for (const k in null) t('never'); for (let k in [7, 8]) t(k); for (n in { z: 1 }); for ([n] in { yx: 1 }) t(n); const object = {}; for (object.k in { w: 1 }); for (object['q' + 1] in { v: 1 }); t(n); t(object.k); t(object.q1)
check('for in', log.splice(0), ['a', 'b', '0', '1', '0', '1', 'y', 'y', 'w', 'v'])
for (const x of [1, 2]) t(x); for (let { a, b = a } of [{ a: 1 }, { a: 2, b: 3 }]) t([a, b]); for (n of 'xy'); t(n); for ([n, object.p] of [[1, 2]]); t(n + object.p); for ({ a: n = 5 } of [{}]); t(n); for (const [k, v] of new Map([['k', 'v']])) t(k + v); for (const x of (function* () { yield 1; yield 2 })()) t(x); for (var of of [9]) t(of); for (let async of [8]) t(async)
check('for of', log.splice(0), [1, 2, [1, 1], [2, 3], 'y', 3, 5, 'kv', 1, 2, 9, 8])
for await (const x of [1, Promise.resolve(2)]) t(x); for await (const { a } of (async function* () { yield { a: 3 } })()) t(a)
check('for await', log.splice(0), [1, 2, 3])
check('iterators are closed', (() => { const r = []; const it = { [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }), return() { r.push('closed'); return {} } }) }; for (const x of it) break; try { for (const x of it) throw 1 } catch {} ; (() => { for (const x of it) return x })(); const [a] = it; l: for (const y of [1]) for (const x of it) continue l; return r })(), ['closed', 'closed', 'closed', 'closed', 'closed'])
// labels
outer: for (let i = 0; i < 3; i++) { inner: for (let j = 0; j < 3; j++) { if (j === 1) continue outer; if (i === 2) break outer; t(`${i}${j}`) } }
block: { t('in'); if (n) break block; t('never') }
a: b: c: for (const x of [1, 2, 3]) { if (x === 2) continue b; if (x === 3) break c; t(x) }
yes: if (true) { break yes }
sw: switch (1) { case 1: for (;;) { break sw } }
$: { break $ } async: { break async } of: { break of } l\u0061bel: { break label }
check('labels', log.splice(0), ['00', '10', 'in', 1])
check('labels in functions', (() => { a: for (const x of [1, 2]) { for (;;) { if (x === 1) continue a; return x } } })(), 2)
// switch
const sw = x => { const r = []; switch (x) { case 1: r.push('one'); case t('case', 2): r.push('two'); break; default: r.push('default'); case 3: { r.push('three'); break } case 4: let z = 4; r.push(z); case 5: function inside() { return 'f' } r.push(inside()) } return r }
check('switch', [sw(1), sw(2), sw(3), sw(4), sw(5), sw(6)], [['one', 'two'], ['two'], ['three'], [4, 'f'], ['f'], ['default', 'three']])
log.length = 0
switch (0) {} switch (0) { default: } switch (NaN) { case NaN: t('never') } switch (t('discriminant')) { case 'discriminant': t('hit') }
check('switch scope', (() => { switch (1) { case 0: let a; case 1: a = 2; return 'never' } }).length, 0)
throws('dead zone in switch', () => { switch (1) { case 0: let a = 1; case 1: return a } }, 'ReferenceError')
check('switch log', log.splice(0), ['discriminant', 'hit'])
// try
const tr = mode => { const r = []; try { r.push('try'); if (mode === 1) throw new Error('e'); if (mode === 2) return r; if (mode === 3) throw {} } catch ({ message = 'none' }) { r.push(message) } finally { r.push('finally') } r.push('after'); return r }
check('try', [tr(0), tr(1), tr(2), tr(3)], [['try', 'finally', 'after'], ['try', 'e', 'finally', 'after'], ['try', 'finally'], ['try', 'none', 'finally', 'after']])
check('try completion', [(() => { try { return 1 } finally { n = 2 } })(), (() => { try { return 1 } finally { return 2 } })(), (() => { for (;;) { try { return 1 } finally { break } } return 3 })(), (() => { try { throw 1 } catch { return 4 } finally { } })(), (() => { l: try { return 1 } finally { break l } return 5 })(), (() => { try { throw 1 } catch (e) { var e = 2; return e } })(), (() => { try { throw [1, 2] } catch ([a, b]) { return a + b } })(), (() => { let e = 'outer'; try { throw 'inner' } catch (e) { return (() => e)() } })()], [1, 2, 3, 4, 5, 2, 3, 'inner'])
throws('throw', () => { throw new RangeError('x') }, 'RangeError', /^x$/)
debugger
// completion values
check('completion', [eval('1; if (true) { 2 }'), eval('3; {}'), eval('l: { 4; break l }'), eval('do { 5 } while (false)'), eval('6; var x = 7'), eval('for (const y of [8]) y'), eval('try { 9 } finally { 10 }'), eval('switch (1) { case 1: 11 }'), eval('12; function f() {}'), eval('() => 13')(), eval('({ a: 14 })').a, eval('{ a: 15 }'), eval('"use strict"; 16'), eval('')], [2, 3, 4, 5, 6, 8, 9, 11, 12, 13, 14, 15, 16, undefined])
// where lines end
const f = () => 1
const g = function () { return 2 }
const h = class { static x = 3 }
let x = 1
let y = x
++x
check('semicolons', [f(), g(), h.x, x, y], [1, 2, 3, 2, 1])
const returns = () => {
  return
  1
}
const i = x
  + 1
const j = [1, 2, 3]
  .map(x => x + 1)
const k = x => x
;[1].forEach(t)
;(() => t('iife'))()
;`template`.length
const regex = 4
/2/1
const call = (a => a)
(5)
check('lines', [returns(), i, j, k(1), regex, call, log.splice(0)], [undefined, 3, [2, 3, 4], 1, 2, 5, [1, 'iife']])
class Asi { x
  y = 1
  z;
  ['computed']() { return 1 }
  static
  s = 2
  get
  g() { return 3 }
  ;*
  gen() { yield 4 } async am() {} }
check('class lines', [Object.keys(new Asi()), Asi.s, [...new Asi().gen()]], [['x', 'y', 'z'], 2, [4]])
const arrow = x =>
  x + 1, arrow2 = (
  a,
  b
) => {
  return a +
    b
}, arrow3 = async (
) =>
  1
check('arrow lines', [arrow(1), arrow2(1, 2), await arrow3()], [2, 3, 1])
var async
async
function notAsync() { return 1 }
var v = 1
v
++
v
if (v) v
else v
do v--; while (v > 0) v
check('more lines', [notAsync(), v], [1, 0])
for (const q of [1]) (() => t(q))()
for (const q of [2]) [q].forEach(() => t(q))
for (let q = 3; q < 4; q++) `${t(q)}`
n = 2
while (n-- > 0) (t)(n)
if (1) (() => t('if'))()
else (() => t('else'))()
do (() => t('do'))(); while (0)
label1: (() => t('label'))()
check('statements that start with what could go on', log.splice(0), [1, 2, 3, 1, 0, 'if', 'do', 'label'])
