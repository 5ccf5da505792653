// ECMA-262, 12.9 and 13.2: literals, templates, regular expressions, identifiers.
import { check, throws } from './lib/check.cjs'
check('numbers', [0, 0.5, .5, 5., 1e3, 1E-3, 0xFf, 0b101, 0o17, 1_000_000, 0xF_F, 1_0.5_0, 9007199254740993n, 0xFFn, 0b1n, 1_0n, .1e1, 1..toFixed(1), 1.0.toFixed(), 5 .toString()], [0, 0.5, 0.5, 5, 1000, 0.001, 255, 5, 15, 1000000, 255, 10.5, 9007199254740993n, 255n, 1n, 10n, 1, '1.0', '1', '5'])
check('strings', ['', "a'b", 'a"b', '\n\t\\\'\"\0\x41\u0041\u{1F600}', 'line\
continued', '\u2028'.length, ' ', '😀'.length], ['', "a'b", 'a"b', '\n\t\\\'"\u0000AA😀', 'linecontinued', 1, '\u2028', 2])
check('templates', [`a${1}b${`c${2}`}`, ``, `\``, `$`, `\${}`, `$${1}`, `{${'}'}}`, `a
b`, `${[1, 2]}`, `${{ toString: () => 't' }}`, `${(() => `${`}`}`)()}`, `${function () { return '`' }()}`, `\u{41}${class { static toString() { return 'c' } }}`], ['a1bc2', '', '`', '$', '${}', '$1', '{}}', 'a\nb', '1,2', 't', '}', '`', 'Ac'])
const tag = (strings, ...values) => ({ strings: [...strings], raw: [...strings.raw], values })
check('tags', [tag`a${1}b`, tag`\unicode and \xerxes`.strings, tag`\n`.raw, String.raw`a\n${1}`, (x => tag)()`q`.strings], [{ strings: ['a', 'b'], raw: ['a', 'b'], values: [1] }, [undefined], ['\\n'], 'a\\n1', ['q']])
const site = () => (s => s)`x${1}`, other = () => (s => s)`x${1}`
check('one object for each site', [site() === site(), site() === other(), Object.isFrozen(site()), Object.isFrozen(site().raw)], [true, false, true, true])
check('one object for each site in loops and classes', (() => { const seen = new Set(); for (let i = 0; i < 3; i++) seen.add((s => s)`y`); class C { m() { return (s => s)`z` } } return [seen.size, new C().m() === new C().m()] })(), [1, true])
check('regular expressions', [/a/.test('a'), /[/]/.source, /\//.test('/'), /(?<year>\d{4})-\k<year>/.exec('2026-2026').groups.year, /(?<=a)b(?!c)/.test('ab'), /./su.test('\n'), /\p{L}+/u.exec('äb!')[0], /[\p{L}--[a-z]]/v.test('A'), /[\w&&[^\d]]/v.test('1'), /\u{1F600}/u.test('😀'), /a/y.sticky, /a/dgimsuy.flags, /(?:)/.source, /=/.source, [/[(]/, /{/, /}/, /`/].length, 4 / 2 / 1, [1, 2].map(x => x / 2), /a|b/g[Symbol.replace]('ab', 'c')], [true, '[/]', true, undefined, true, true, 'äb', true, false, true, true, 'dgimsuy', '(?:)', '=', 4, 2, [0.5, 1], 'cc'].with(3, '2026'))
check('a new one each time', (() => { const f = () => /a/g; return f() === f() })(), false)
check('regexp or division', (() => { let g = 1, i = 2, x = 8; const r = [x / i / g, x++ / 2, (x) / 3, [9][0] / 3, `${6}` / 3, { valueOf: () => 4 } / 2]; if (x) /re/.test('re'); r.push(typeof /a/, !/a/.test('b'), x ? /b/.source : 0, (() => /c/)().source, [/d/][0].source); return r })(), [4, 4, 3, 3, 2, 2, 'object', true, 'b', 'c', 'd'])
const \u0061bc = 1, ünïcödé = 2, $ = 3, _ = 4, 变量 = 5, \u{62}cd = 6, ℮ = 7
check('identifiers', [abc, ünïcödé, $, _, 变量, bcd, ℮, { \u0061: 8 }.a, { async: 9 }.async, (ünïcödé => () => ünïcödé)(10)(), ({ ünïcödé }).ünïcödé, (({ \u0061bc: x }) => x)({ abc: 11 }), (abc => { const f = () => \u0061bc; return f() })(12)], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 2, 11, 12])
class Ünï { #ünï = 1; get \u0061() { return this.#\u{fc}nï } static \u{62}() { return 2 } }
check('identifiers in classes', [new Ünï().a, Ünï.b(), Ünï.name], [1, 2, 'Ünï'])
check('null and booleans', [null, true, false, undefined, NaN, Infinity], [null, true, false, undefined, NaN, Infinity])
check('comments', [1 /* a */ + /* b
*/ 2, (() => /* => { */ 3)(), ((/* ) */) => 4)(), (function /* ( */ f /* ) */ (/* { */) /* { */ { /* } */ return 5 // }
})(), ((a /* = */ = /* 1 */ 6 /* , */) => a)(), (async /* x */ (a) /* y */ => a).length, ({ /* , */ m /* ( */ () /* { */ { return 7 } }).m(), (class /* { */ { /* static */ static /* { */ m() { return 8 } }).m()], [3, 3, 4, 5, 6, 1, 7, 8])
