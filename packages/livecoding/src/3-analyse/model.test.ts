import assert from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert as check, constantFrom, property, tuple, nat } from 'fast-check'
import { seed } from '../../test/seed.ts'
import { isLater, spansOf } from './edit/later-chunk.ts'
import { LaterModel } from './edit/later.ts'
import { analyse } from './model.ts'
import type { Model } from './shapes.ts'

const statements = ["import { a } from './a.ts'\n", 'let n = 1\n', 'const f = () => n\n', 'function g(x: number): number { return x }\n', '// livecoding: keep\nconst kept = g(1)\n', '\n/* above */ n++; n--\n', 'class Door { open() {} }\n', '  enum Kind { A }\n', ';[1].forEach(g)\n', '`${n}`\n', '// only a comment\n', "'use strict'\n", 'type T = number\n', '(n)\n', 'export type U = T\n', 'export function h() { return a + n }\n', 'export function h() { return n }\n', 'export function h(): U { return 2 }\n', 'export const m = a\n', 'export const m = 1\n', 'export { f as default }\n', "export * from './b.ts'\n", "import { T } from './t.ts'\n", 'export { T }\n', 'const t: T = T\n']
const texts = array(constantFrom(...statements), { maxLength: 6 })

/** Nothing depends on the order of names. */
const sorted = (names: Iterable<string>): string[] => [...names].toSorted()

const told = ({ placed, bindings, imports, requests, exports, stars, passesOn, rerun }: Model): unknown => ({
  placed: placed.map(({ chunk, start, line, column, keep }) => ({ source: chunk.source, code: chunk.code, items: chunk.items.map(({ title, deep }) => `${title} ${deep}`), start, line, column, keep })),
  bindings: sorted([...bindings].map(([name, { declares }]) => `${name} ${declares}`)), imports: sorted(imports.keys()), requests: requests.map(each => each.specifier), stars, passesOn, rerun,
  exports: [...exports].toSorted(([a], [b]) => a < b ? -1 : 1).map(([name, { local, from, at }]) => ({ name, local, from, at: at - placed.find(({ chunk }) => chunk.exports.some(each => each.name === name && each.at === at))!.chunk.base })),
})

test('a model that is made from the one before is the one that is made anew, wherever the edit is', () => {
  check(property(texts, texts, texts, texts, tuple(nat(3), nat(3)), constantFrom('module' as const, 'commonjs' as const), (head, out, into, tail, [cut, add], format) => {
    const path = format === 'module' ? '/program/door.ts' : '/program/door.cts'
    const [before, after] = [[...head, ...out, ...tail].join(''), [...head, ...into, ...tail].join('').slice(cut) + '\n'.repeat(add)]
    const [first, whole] = [analyse(path, before, format), analyse(path, after, format)]
    if ('errors' in first) return
    const second = analyse(path, after, format, first.model)
    assert.deepEqual('errors' in second ? second.errors.length > 0 : told(second.model), 'errors' in whole ? whole.errors.length > 0 : told(whole.model), `${before}\n-->\n${after}`)
  }), { seed, numRuns: 600 })
})

const aliasing = ['namespace N { export interface T {} export namespace M { export type U = 1 } }\n', 'namespace N { export const x = 1 }\n', 'import X = N.T\n', 'import Y = N.x\n', 'export import Z = N.M.U\n', 'import W = X\n', 'g(Y)\n', 'let x: X\n', 'function g() { return X + Y }\n', 'function h(): X { return N.x }\n', 'interface N { a: 1 }\n', 'let a = 1\n']

test('an alias of a member of a namespace is what all of the text makes of it, wherever the edit is', () => {
  const some = array(constantFrom(...aliasing), { maxLength: 7 })
  check(property(some, some, some, some, (head, out, into, tail) => {
    const [before, after] = [[...head, ...out, ...tail].join(''), [...head, ...into, ...tail].join('')]
    const [first, whole] = [analyse('/program/door.ts', before, 'module'), analyse('/program/door.ts', after, 'module')]
    if ('errors' in first) return
    const second = analyse('/program/door.ts', after, 'module', first.model)
    assert.deepEqual('errors' in second ? second.errors.length > 0 : told(second.model), 'errors' in whole ? whole.errors.length > 0 : told(whole.model), `${before}\n-->\n${after}`)
  }), { seed, numRuns: 600 })
})

test('a file with such an alias is not parsed whole for an edit that has nothing to do with it', () => {
  const text = `import { Shapes } from './shapes.ts'\nimport Round = Shapes.Round\nimport Flat = Shapes.Flat\n${Array.from({ length: 9 }, (_, n) => `export function f${n}(flat: Flat) { return new Round(${n}) }\n`).join('')}`
  const first = analyse('/program/door.ts', text, 'module')
  if ('errors' in first) assert.fail()
  const second = analyse('/program/door.ts', text.replace('Round(4)', 'Round(44)'), 'module', first.model)
  if ('errors' in second) assert.fail()
  assert.deepEqual(second.model.placed.flatMap(({ chunk }, n) => chunk === first.model.placed[n]!.chunk ? [] : [n]), [7])
})

/** Statements that say something of each kind, so many that edits far apart are parsed by themselves. */
const many = Array.from({ length: 40 }, (_, n) => [`function f${n}() { return g${n % 7} }\n`, `export const g${n} = ${n}\n`, `g${n % 5}; g3\n`, `class C${n} { m() { return \`\${g${n % 9}}\` } }\n`, `interface T${n} { a: number }\n`, `let v${n} = [1] // a comment\n`][n * 7 % 6]!)
const inserted = ['let z = 1\n', '/* a\n b */', '(z)\n', 'g3; g3\n', '`', '`\n', '{', '}\n', '// livecoding: keep\n', '\n', ' ', 'z()\n', "import { z } from './z.ts'\n", 'export function g3() {}\n', 'type T1 = 4\n', 'export { T1 }\n', 'export { z }\n']
const edits = array(tuple(nat(39), constantFrom('take', 'twice', 'cut', 'swap', 'body', 'longer', 'body', 'longer', ...inserted)), { maxLength: 4 })

test('edits that lie far apart in a text are as those which lie in one place', () => {
  check(property(edits, edits, constantFrom('module' as const, 'commonjs' as const), (before, after, format) => {
    const path = format === 'module' ? '/program/door.ts' : '/program/door.cts'
    const textOf = (all: typeof before): string => all.reduce((lines, [at, edit]) => {
      if (edit === 'take') return lines.toSpliced(at, 1)
      if (edit === 'twice') return lines.toSpliced(at, 0, lines[at] ?? '')
      if (edit === 'cut') return lines.with(Math.min(at, lines.length - 1), (lines[at] ?? '').slice(4))
      if (edit === 'swap') return [...lines.slice(at), ...lines.slice(0, at)]
      if (edit === 'body' || edit === 'longer') return lines.with(Math.min(at, lines.length - 1), (lines[at] ?? '').replace('{', edit === 'body' ? '{ z();' : '{\n\n'))
      return lines.toSpliced(at, 0, edit)
    }, many).join('')
    const [old, text] = [textOf(before), textOf([...before, ...after])]
    const [first, whole] = [analyse(path, old, format), analyse(path, text, format)]
    if ('errors' in first) return
    const second = analyse(path, text, format, first.model)
    assert.deepEqual('errors' in second ? second.errors.length > 0 : told(second.model), 'errors' in whole ? whole.errors.length > 0 : told(whole.model), `${old}\n-->\n${text}`)
  }), { seed, numRuns: 300 })
})

test('code that says something else has another fingerprint, however little it is', () => {
  const pairs: [before: string, after: string][] = [
    ['[1, 2]', '[1,, 2]'], ['[1,, 2]', '[, 1, 2]'], ['([a, b]) => a', '([a,, b]) => a'],
    ['() => { for (next();;) break }', '() => { for (; next();) break }'], ['() => { for (; next();) break }', '() => { for (;; next()) break }'],
    ['() => { for (var each of all) keep(() => each) }', '() => { for (let each of all) keep(() => each) }'],
    ['() => { var n = 1; return n }', '() => { let n = 1; return n }'], ['() => { let n = 1; return n }', '() => { const n = 1; return n }'],
    ['() => { const n = f(); return n }', '() => { using n = f(); return n }'], ['async () => { using n = f(); return n }', 'async () => { await using n = f(); return n }'],
    ['() => import("./a.js")', '() => import.source("./a.js")'], ['() => import.defer("./a.js")', '() => import.source("./a.js")'],
    ['function () { "use strict"; return this }', 'function () { ("use strict"); return this }'],
  ]
  const fingerprint = (value: string): string => {
    const analysed = analyse('/program/door.cts', `const door = ${value}\n`, 'commonjs')
    return 'errors' in analysed ? assert.fail(`${value}: ${analysed.errors[0]?.message}`) : analysed.model.placed[0]!.chunk.items[0]!.deep
  }
  for (const [before, after] of pairs) assert.notEqual(fingerprint(before), fingerprint(after), `${before}\n-->\n${after}`)
})

test('where a statement comes that declares, imports or exports, only the one behind it is analysed, and those that say its names', () => {
  const text = Array.from({ length: 40 }, (_, n) => `export function f${n}() { return extra${n} }\n`).join('')
  for (const [edit, says] of [['export const extra7 = 1\n', [7]], ["import { extra8 } from './b.ts'\n", [8]], ["export { extra9 } from './b.ts'\n", []], ['interface Wide { size: number }\n', []]] as const) {
    const eager = analyse('/program/door.ts', text, 'module')
    if ('errors' in eager) assert.fail()
    const later = new LaterModel('/program/door.ts', text, 'module', eager.model, spansOf(eager.model.placed)!)
    const at = text.indexOf('export function f20')
    const next = analyse('/program/door.ts', text.slice(0, at) + edit + text.slice(at), 'module', later)
    if ('errors' in next) assert.fail()
    const asked = later.placed.flatMap(({ chunk }, n) => isLater(chunk) ? [] : [n])
    assert.ok(asked.every(n => n === 20 || says.some(each => each === n)), `${edit} asked ${asked.join()}`)
    const whole = analyse('/program/door.ts', next.model.text, 'module')
    assert.deepEqual(told(next.model), 'errors' in whole ? assert.fail() : told(whole.model))
  }
})
