// ECMA-262, 13.15: assignment, and patterns.
import { check, throws } from './lib/check.cjs'
let a, b, c, d, e, rest
const o = { x: 1, list: [1, 2, 3], nested: { y: 2, get z() { return 3 } } }
check('simple', [a = 1, a = b = 2, (a, b), o.x = 3, o['x'] = 4, o.list[0] = 5, (a) = 6, (o.x) = 7, [a, b]], [1, 2, 2, 3, 4, 5, 6, 7, [6, 2]])
a = 5
check('compound', [a += 1, a -= 2, a *= 3, a /= 2, a %= 4, a **= 3, a <<= 2, a >>= 1, a >>>= 1, a &= 7, a |= 9, a ^= 3, a += 's', o.x += 1, o.list[1] *= 10], [6, 4, 12, 6, 2, 8, 32, 16, 8, 0, 9, 10, '10s', 8, 20])
a = null
check('logical', [a ??= 1, a ??= 2, a &&= 3, a ||= 4, (a = 0, a ||= 5), (a = '', a &&= 6), o.n ??= 7, o.n &&= 8, o.list[9] ||= 9], [1, 1, 3, 3, 5, '', 7, 8, 9])
o.list = [1, 2, 3]
check('logical does not evaluate', (() => { let n = 0; let v = 1; v ??= n++; v ||= n++; v = 0; v &&= n++; return n })(), 0)
throws('logical to a constant', () => { const k = null; k ??= 1 }, 'TypeError')
check('logical to a constant that has a value', (() => { const k = 1; k ??= 2; k ||= 3; return k })(), 1)
check('array patterns', [[a, b] = [1, 2], [a, b], [a, , b = 3, ...rest] = [1, 2, undefined, 4, 5], [a, b, rest], [[a], [b, [c]]] = [[1], [2, [3]]], [a, b, c], [o.x, o['list'][0], ...o.list2] = 'abcd', [o.x, o.list[0], o.list2], [] = [], [a = 1, b = a] = [], [a, b], [...[a, b]] = [7, 8], [a, b], [...{ length: c }] = [1, 2], c, [a, b] = [b, a], [a, b]], [[1, 2], [1, 2], [1, 2, undefined, 4, 5], [1, 3, [4, 5]], [[1], [2, [3]]], [1, 2, 3], 'abcd', ['a', 'b', ['c', 'd']], [], [], [1, 1], [7, 8], [7, 8], [1, 2], 2, [8, 7], [8, 7]])
const source = { a: 1, b: { c: 2 }, 'd e': 3, 4: 5 }
check('object patterns', [({ a, b: { c }, 'd e': d, 4: e, ...rest } = source) === source, a, c, d, e, rest, ({ a: o.x, ['b']: b = 1, z: d = 9, ...o.rest } = source) === source, o.x, b, d, o.rest, ({} = 1), ({ length: a } = 'abc'), a, ({ a = 5, b: { c: b } = { c: 6 } } = {}), a, b, ({ [`k${1}`]: a } = { k1: 7 }), a], [true, 1, 2, 3, 5, {}, true, 1, { c: 2 }, 9, { 4: 5, 'd e': 3 }, 1, 'abc', 3, {}, 5, 6, { k1: 7 }, 7])
check('names from patterns', (() => { let f, g, h, i, j, k; [f = () => {}] = []; ({ g = function () {} } = {}); ({ x: h = class {} } = {}); [[i = async () => {}]] = [[]]; j ??= () => {}; (k) = () => {}; return [f, g, h, i, j, k].map(f => f.name) })(), ['f', 'g', 'h', 'i', 'j', ''])
check('names from declarations', (() => { const { f = () => {}, x: g = class {} } = {}, [h = function* () {}] = []; for (const i of [() => {}]) return [f, g, h, i].map(f => f.name) })(), ['f', 'g', 'h', ''])
const order = []
const t = (n, v) => (order.push(n), v)
;[t('target', {})[t('key')], { p: t('target2', {})[t('key2')] = t('default', 1) }] = (order.push('right'), [1, {}])
check('order', order.splice(0), ['right', 'target', 'key', 'target2', 'key2', 'default'])
t('object', {})[t('property')] = t('value')
t('object', { property: 1 })[t('property', 'property')] **= t('value', 2)
check('order of members', order, ['object', 'property', 'value', 'object', 'property', 'value'])
throws('nothing to take apart', () => { [a] = null }, 'TypeError'); throws('nothing to take apart 2', () => { ({ a } = undefined) }, 'TypeError'); throws('not iterable', () => { [a] = {} }, 'TypeError', /not iterable/)
throws('undeclared', () => { undeclared = 1 }, 'ReferenceError'); throws('before its time', () => { early = 1; let early }, 'ReferenceError'); throws('import', () => { check = 1 }, 'TypeError', /Assignment to constant variable/)
check('closures over what is assigned', (() => { let n = 0; const up = () => n += 1, get = () => n; up(); up(); [n] = [n + 5]; ({ n } = { n: n + 1 }); for (n of [20]); for ({ n } of [{ n: n + 1 }]); return [get(), n++, ++n, get()] })(), [21, 21, 23, 23])
check('swap in closures', (() => { let x = 1, y = 2; const swap = () => { [x, y] = [y, x] }; swap(); return [x, y] })(), [2, 1])
export let live = 1; const bump = () => { live++; [live] = [live + 1]; ({ live } = { live: live + 1 }); live ||= 0; return live }
check('an export', [bump(), live], [4, 4])
