// ECMA-262, chapter 13: expressions.
import { check, throws } from './lib/check.cjs'
const o = { a: { b: [10, 20] }, f() { return this.a.b[1] }, n: null, g: (...x) => x }
// 13.2 primary
check('this at the top', this, undefined)
check('array', [1, , 3, ...[4, 5], ...'ab'], Object.assign([1, , 3, 4, 5, 'a', 'b']))
check('holes', [1 in [, 2], 0 in [, 2], [,].length, [, ,].length], [true, false, 1, 2])
check('object', { a: 1, 'b c': 2, 3: 4, [`d${1}`]: 5, ...{ e: 6 }, ...null, ...'x', o: undefined }, { 3: 4, 0: 'x', a: 1, 'b c': 2, d1: 5, e: 6, o: undefined })
const short = 1
check('shorthand', { short, async: 1, await: 2, get: 3, set: 4, static: 5, of: 6, let: 7 }, { short: 1, async: 1, await: 2, get: 3, set: 4, static: 5, of: 6, let: 7 })
check('methods', (() => { const m = { m() { return 1 }, *g() { yield 2 }, async a() { return 3 }, async *ag() { yield 4 }, get x() { return 5 }, set x(v) { this.y = v }, get() { return 6 }, set() { return 7 }, async() { return 8 }, get 'a b'() { return 9 }, get 1() { return 10 }, get [`c`]() { return 11 } }; m.x = 12; return [m.m(), [...m.g()], m.x, m.y, m.get(), m.set(), m.async(), m['a b'], m[1], m.c] })(), [1, [2], 5, 12, 6, 7, 8, 9, 10, 11])
check('__proto__', [Object.getPrototypeOf({ __proto__: null }), Object.getPrototypeOf({ ['__proto__']: null }) === Object.prototype, (p => Object.hasOwn({ p, __proto__() {} }, '__proto__'))()], [null, true, true])
check('duplicates', { a: 1, a: 2, ...{ a: 3 } }, { a: 3 })
check('parentheses', [(1), ((2)), (1, 2, 3), (o).f(), (o.f)(), (0, (() => 4))()], [1, 2, 3, 20, 20, 4])
throws('lost this', () => (0, o.f)(), 'TypeError')
// 13.3 left-hand side
check('members', [o.a.b[0], o['a']['b'][1 - 1 + 1], o?.a?.b?.[0], o.n?.x.y.z, o.n?.[(() => { throw 1 })()], o.none?.(), o.f?.(), o?.['f'](), o.a?.b.length, (o.n?.x)?.y], [10, 20, 10, undefined, undefined, undefined, 20, 20, 2, undefined])
throws('chain ends', () => (o.n?.x).y, 'TypeError')
check('delete chain', [delete o?.none, delete o.n?.x, delete o.n?.[0]], [true, true, true])
check('new', [new Array(3).length, new Array, new (class { constructor(...a) { this.a = a } })(1, ...[2], 3).a, new (new Function('this.x = 1'))().x, new (o.g, Date)(0).getTime(), new Map([[1, 2]]).get(1)], [3, [], [1, 2, 3], 1, 0, 2])
check('call', [o.g(), o.g(1,), o.g(...[], 1, ...'ab'), o['g'](1), o.g?.(2), (() => [])()[0], Math.max(...[1, 2], 3)], [[], [1], [1, 'a', 'b'], [1], [2], undefined, 3])
check('tagged', [((s, ...v) => [[...s], s.raw, v])`a${1}\n${2}`, o.g`x`.length, (new (class { constructor() { return (s) => s[0] } })())`y`], [[['a', '\n', ''], ['a', '\\n', ''], [1, 2]], 1, 'y'])
check('import.meta', [typeof import.meta.url, typeof import.meta.dirname, import.meta === import.meta], ['string', 'string', true])
check('import()', (await import('./lib/check.cjs')).check, check)
check('new.target', [(function () { return new.target })(), new (function () { this.t = new.target !== undefined })().t, (() => { class T { t = new.target; c = (() => new.target)() } return [new T().t, new T().c] })()], [undefined, true, [undefined, undefined]])
// 13.4 update, 13.5 unary
let u = 1
check('update', [u++, ++u, u--, --u, o.a.b[0]++, ++o.a.b[0], o.a.b[0]--, -- o.a.b[0]], [1, 3, 3, 1, 10, 12, 12, 10])
let big = 5n
check('bigint update', [big++, --big, -big, ~big], [5n, 5n, -5n, -6n])
check('unary', [+'3', -'3', ~5, !0, !!'a', typeof u, typeof missing, typeof null, typeof (() => 1), void 0, delete o.zz, - -1, +-+1, !~-1, typeof typeof 1, await 5], [3, -3, -6, true, true, 'number', 'undefined', 'object', 'function', undefined, true, 1, -1, true, 'string', 5])
// 13.6 to 13.14 binary
check('arithmetic', [2 ** 3 ** 2, (-2) ** 2, 7 % 3, -7 % 3, 7 / 2, 1 + 2 * 3 - 4 / 2, 1 + '2', 1 - -1, 1 + +1, 1n + 2n, 2n ** 64n, 7n / 2n], [512, 4, 1, -1, 3.5, 5, '12', 2, 2, 3n, 18446744073709551616n, 3n])
check('shift and bits', [1 << 3, -8 >> 1, -8 >>> 28, 5 & 3, 5 | 3, 5 ^ 3, 1 << 33], [8, -4, 15, 1, 7, 6, 2])
check('relations', [1 < 2, 2 <= 2, 'b' > 'a', 1 >= 2, 'a' in o, o instanceof Object, 1 == '1', 1 === '1', null != undefined, NaN !== NaN], [true, true, true, false, true, true, true, false, false, true])
class P { #x; static has(v) { return #x in v } static not(v) { return !(#x in v) && #x in new P() } }
check('#x in', [P.has(new P()), P.has({}), P.not({})], [true, false, true])
check('logic', [1 && 2, 0 || 'd', null ?? 'd', 0 ?? 'd', '' || null || 'c', 1 && 0 || 3, (null || undefined) ?? 4, !(1 && 0)], [2, 'd', 'd', 0, 'c', 3, 4, true])
check('conditional', [1 ? 2 : 3, 0 ? 1 : 0 ? 2 : 3, (1 ? a => a : 0)(4), 0 ? (o) : 5, (0 ? (o) : (b) => b)(6)], [2, 3, 4, 5, 6])
check('comma', ((u = 3, u + 1), [u++, u].length), 2)
// evaluation order
const order = []
const t = (n, v = n) => (order.push(n), v)
t('f', (...x) => x.length)(t(1), ...t(2, [1, 2]), t(3)); t('o', {})[t('k')] = t('v'); t('o2', { x: 1 })[t('k2', 'x')] += t('v2'); t('b') + t('c') * t('d'); t('e') ? t('g') : t('h'); [t('i'), t('j')]; ({ [t('l')]: t('m'), n: t('n'), ...t('p', {}) }); t('q', 1) ** t('r', 2); `${t('s')}${t('u')}`; t('w', x => x)`${t('x')}`; new (t('y', class {}))(t('z'))
check('order', order.join(' '), 'f 1 2 3 o k v o2 k2 v2 b c d e g i j l m n p q r s u w x y z')
// arrows where the grammar is narrow
check('arrow forms', [(() => ({}))(), (() => [])(), (() => `t`)(), (a => b => a + b)(1)(2), ((a, b = a, ...c) => [a, b, c])(1), (({ a }) => a)({ a: 3 }), (([a]) => a)([4]), (async => async)(5), (() => { })(), (() => /x/g)().source, (() => (1, 2))(), (() => function () { return 6 })()(), (() => class { static x = 7 })().x, (() => void 0)(), (() => !0)(), (() => ({ a: 1 }).a)(), (() => new Date(0))().getTime(), (() => typeof 1)(), ((a) => a ? 1 : 2)(1)], [{}, [], 't', 3, [1, 1, []], 3, 4, 5, undefined, 'x', 2, 6, 7, undefined, true, 1, 0, 'number', 1])
check('arrow and in', (() => { for (const f = (() => 'a' in { a: 1 }); ;) return f() })(), true)
check('arrow in conditional and call', [true ? () => 1 : () => 2, [1, 2].map(x => x * 2, 0), [3, 4].map((x, i) => x + i), ((...a) => a.length)(() => 1, b => b)].map(x => typeof x === 'function' ? x() : x), [1, [2, 4], [3, 5], 2])
