import assert from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert as check, constantFrom, property, tuple, nat } from 'fast-check'
import { seed } from '../../test/seed.ts'
import { analyse } from './model.ts'
import type { Model } from './shapes.ts'

const statements = ["import { a } from './a.ts'\n", 'let n = 1\n', 'const f = () => n\n', 'function g(x: number): number { return x }\n', '// livecoding: keep\nconst kept = g(1)\n', '\n/* above */ n++; n--\n', 'class Door { open() {} }\n', '  enum Kind { A }\n', ';[1].forEach(g)\n', '`${n}`\n', '// only a comment\n', "'use strict'\n", 'type T = number\n', '(n)\n', 'export type U = T\n', 'export function h() { return a + n }\n', 'export function h() { return n }\n', 'export function h(): U { return 2 }\n', 'export const m = a\n', 'export const m = 1\n', 'export { f as default }\n', "export * from './b.ts'\n", "import { T } from './t.ts'\n", 'export { T }\n', 'const t: T = T\n']
const texts = array(constantFrom(...statements), { maxLength: 6 })

const told = ({ placed, bindings, imports, requests, exports, stars, passesOn, rerun }: Model): unknown => ({
  placed: placed.map(({ chunk, start, line, column, keep }) => ({ source: chunk.source, code: chunk.code, items: chunk.items.map(({ title, deep }) => `${title} ${deep}`), start, line, column, keep })),
  bindings: [...bindings], imports: [...imports.keys()], requests: requests.map(each => each.specifier), stars, passesOn, rerun,
  exports: [...exports].map(([name, { local, from, at }]) => ({ name, local, from, at: at - placed.find(({ chunk }) => chunk.exports.some(each => each.name === name && each.at === at))!.chunk.base })),
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
