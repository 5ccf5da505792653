import assert from 'node:assert/strict'
import { test } from 'node:test'
import { analyse } from './model.ts'

// Formatters and linters write code in another way, and nothing of it is evaluated again: the fingerprint is the same.

const alike: [before: string, after: string][] = [
  ['f(a, b)', 'f(\n  a,\n  b,\n)'], ['f()', 'f();'], ["f('a')", 'f("a")'], ["f('it\\'s')", `f("it's")`], ["f('\\x41')", "f('A')"], ['f(0XFF, 1E3, .5, 1.0, 1_000)', 'f(0xff, 1e3, 0.5, 1, 1000)'], ['f(0XFFn)', 'f(255n)'],
  ['f((a))', 'f(a)'], ['f((a && b) || c)', 'f(a && b || c)'], ['f(a && (b && c))', 'f(a && b && c)'], ['f(a ?? (b ?? (c ?? d)))', 'f(((a ?? b) ?? c) ?? d)'], ['f(a || (b || c) || d)', 'f(a || b || c || d)'],
  ['f(x => x)', 'f((x) => x)'], ['f((x => x))', 'f(x => (x))'], ["f({ 'a': 1, 2: 3 })", "f({ a: 1, '2': 3 })"], ['f({ 0X10: 1 })', 'f({ 16: 1 })'], ["f({ ['a']: 1 })", 'f({ a: 1 })'], ['f({ a: a })', 'f({ a })'], ["f(a['b'])", 'f(a.b)'], ["f(a?.['b'])", 'f(a?.b)'], ["a['b'] = f()", 'a.b = f()'],
  ['f(`a`)', "f('a')"], ['f(`a\\n\n"`)', 'f("a\\n\\n\\"")'], ['f(`it\'s`)', `f("it's")`], ['new F', 'new F()'], ['f(a);;f(b)', 'f(a);f(b)'],
  ['if (a) f()', 'if (a) { f() }'], ['if (a) f(); else g()', 'if (a) {\n  f();\n} else {\n  g();\n}'], ['if (a) f(); else { if (b) g() }', 'if (a) { f() } else if (b) { g() }'], ['if (a) { if (b) f() } else g()', 'if (a) {\n if (b) { f() } } else { g() }'],
  ['if (a); else f()', 'if (a) {} else { f() }'], ['for (const a of b) f(a)', 'for (const a of b) { f(a) }'], ['for (const a in b) f(a)', 'for (const a in b) { f(a) }'], ['for (;;) f()', 'for (;;) { f() }'], ['while (a) f()', 'while (a) {\n  f()\n}'], ['do f(); while (a)', 'do { f() } while (a)'],
  ['while (a) await f()', 'while (a) { await f() }'], ['for await (const a of b) f(a)', 'for await (const a of b) { f(a); }'], ['while (a);', 'while (a) {}'], ['{ f();; }', '{ f() }'], ['switch (a) { case 1: f();; }', "switch (a) { case 1: f() }"],
  ['(() => { if (a) f(); })()', '(() => { if (a) { f() } })()'], ['const a = f(b ? (c) : (d))', 'const a = f(b ? c : d)'], ['const a = f("a")', 'const a =\n  f(`a`)'], ['let a = f()', 'const a = f()'], ['const a = f() as (string)', 'const a = f() as string'], ['const a = (<T>(x: T): T => x)', 'const a = <T,>(x: T): T => x'],
  ["class A { ['a'] = 1; static ['b'] = f(); ['m']() {} get ['x']() { return 1 } static async *['y']() {} }", 'class A { a = 1; static b = f(); m() {} get x() { return 1 } static async *y() {} }'],
  ['let a = undefined', 'let a'], ['let a = f(), b: string | undefined = undefined', 'let a = f(), b: string | undefined'], ['{ let a = undefined; f(a) }', '{ let a; f(a) }'], ['try { f() } catch (e) { g() }', 'try { f() } catch { g() }'], ['try { f() } catch (e: unknown) {}', 'try { f() } catch {}'],
  ['for (let a of b) f(a)', 'for (const a of b) f(a)'], ['for (let [a] of b) f(() => a)', 'for (const [a] of b) f(() => a)'], ['{ let a = f(); g(a) }', '{ const a = f(); g(a) }'], ['f(/a/ig)', 'f(/a/gi)'],
  ["class A { static 'a' = f('b'); }", 'class A { static a = f("b") }'], ["class A { m() { if (a) f('b') } }", 'class A {\n  m() { if (a) { f(`b`) } }\n}'], ["enum A { 'a' = 1, b = 'x' }", 'enum A {\n  a = 1,\n  b = "x",\n}'],
]

const others: [before: string, after: string][] = [
  ['if (a) if (b) f(); else g()', 'if (a) { if (b) f() } else g()'], ['if (a) f(), g()', 'if (a) { f(); g() }'], ['if (a) f(); g()', 'if (a) { f(); g() }'], ['if (a) f(); else; g()', 'if (a) f(); else g()'], ['if (a) f()', 'if (a) f(); else {}'], ['if (a);', 'f(a)'],
  ['f`a`', "f('a')"], ['f`a`', 'f(`a`)'], ['f`\\n`', 'f`\n`'], ['f(`${a}`)', 'f(a)'], ['f(`1`)', 'f(1)'], ["'use strict'", '`use strict`'], ['f(a && (b || c))', 'f(a && b || c)'], ['f(a || (b && c))', 'f((a || b) && c)'], ['f(a - (b - c))', 'f(a - b - c)'], ['f(a + (b + c))', 'f(a + b + c)'],
  ["f({ ['__proto__']: a })", 'f({ __proto__: a })'], ['f({ [a]: 1 })', 'f({ a: 1 })'], ['f(a[b])', 'f(a.b)'], ["f(a['b'])", 'f(a[b])'], ['f(a?.b)', 'f(a.b)'], ['f((a?.b).c)', 'f(a?.b.c)'], ["f({ '1n': 1 })", 'f({ 1: 1 })'], ['f((a, b))', 'f(a, b)'], ['f(1)', "f('1')"], ['f(a["b"])', "f(a['c'])"],
  ["class A { ['constructor']() { f() } }", 'class A { constructor() { f() } }'], ['class A { [a]() {} }', 'class A { a() {} }'], ["class A { ['#a'] = 1 }", 'class A { #a = 1 }'],
  ['let a = undefined', 'let a = null'], ['var a = undefined', 'var a'], ['try { f() } catch (e) { g(e) }', 'try { f() } catch { g(e) }'], ['try { f() } catch ({ a }) {}', 'try { f() } catch {}'], ['for (let a of b) { a = f(a) }', 'for (const a of b) { a = f(a) }'], ['function g() { let a = f() }', 'function g() { const a = f() }'],
  ['a: { for (;;) { continue } }', 'a: for (;;) { continue }'], ['for (;;) { f(); }', 'for (;;) { { f() } }'],
]

function fingerprints(text: string): string[] {
  const analysed = analyse('/program/door.ts', `${text}\n`, 'module')
  return 'errors' in analysed ? assert.fail(`${text}: ${analysed.errors[0]?.message}`) : analysed.model.placed.flatMap(({ chunk }) => chunk.items.map(({ shell, deep }) => `${shell} ${deep}`))
}

for (const [before, after] of alike) test(`${before}  is  ${after}`, () => { assert.deepEqual(fingerprints(before), fingerprints(after)) })

for (const [before, after] of others) test(`${before}  is not  ${after}`, () => { assert.notDeepEqual(fingerprints(before), fingerprints(after)) })
