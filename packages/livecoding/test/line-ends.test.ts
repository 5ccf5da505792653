import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { InProcess } from './in-process.ts'

const text = (word: string, ...above: string[]): string[] => [...above, '/* one', '   two */', 'export function where() {', `  const word = '${word}'`, '  return [word, /:(\\d+):\\d+/.exec(new Error(word).stack)[1]]', '}', '']

suite('what ends a line', () => {
  for (const [name, end] of [['a line feed', '\n'], ['both signs of Windows', '\r\n'], ['a lone carriage return', '\r'], ['a line separator', '\u2028'], ['a paragraph separator', '\u2029']] as const) {
    test(`${name}: stacks and reports say the lines that V8 says`, async context => {
      const program = new InProcess()
      context.after(() => { program.end() })
      const { where } = await program.load<{ where: () => string[] }>('main.mjs', text('first').join(end))
      assert.deepEqual(where(), ['first', '5'])
      await program.save({ 'main.mjs': text('first', '', '// two more').join(end) })
      assert.deepEqual(where(), ['first', '7'])
      const { edits } = await program.save({ 'main.mjs': text('second', '', '// two more').join(end) })
      assert.deepEqual(edits.map(({ line }) => line), [5])
      assert.deepEqual(where(), ['second', '7'])
    })

    test(`${name}: problems say the line and the column`, async context => {
      const program = new InProcess()
      context.after(() => { program.end() })
      const other = ['export class Door {', '  open() { return 1 }', '}', 'export const kind = 1', '']
      program.write('a.json', '{}')
      program.write('other.mjs', other.join(end))
      await program.load('main.mjs', ['', "import { kind } from './other.mjs'", "import json from './a.json' with { type: 'json' }", 'void [kind, json]'].join(end))
      const places = async (files: Record<string, string>): Promise<string[]> =>
        (await program.save(files)).problems.map(({ code, file, line, column }) => `${code} ${file!} ${line}:${column}`)
      assert.deepEqual(await places({ 'other.mjs': other.with(1, '  open() { return 1 1 }').join(end) }), ['LC1001 other.mjs 2:20'])
      // The separators are no white space of JSON.
      const json = ['{', '  "a": 1,', '  "b" 2', '}'].join(end.includes('\r') ? end : '\n')
      assert.deepEqual(await places({ 'a.json': json, 'other.mjs': other.join(end) }), ['LC1001 a.json 3:7'])
      assert.deepEqual(await places({ 'a.json': '{}', 'other.mjs': other.with(3, '').join(end) }), ['LC1102 main.mjs 2:10'])
      assert.deepEqual(await places({ 'other.mjs': ['', '', ...other.with(1, '  open() { return this.width }')].join(end) }), ['LC2207 other.mjs 4:24'])
    })

    test(`${name}: comments end there`, async context => {
      const program = new InProcess()
      context.after(() => { program.end() })
      const rerun = (value: number): string => ['#!/usr/bin/env node', '// above', '// livecoding: rerun', 'globalThis.ran = (globalThis.ran ?? 0) + 1', 'export class Door // d', '{', '  get // g', '  size() { return 0 }', '  static // s', '  all = 1', '}', `export const f = // c`, `  (a // d`, `  = ${value} // e`, ') => a', ''].join(end)
      const { f } = await program.load<{ f: () => number }>('rerun.mjs', rerun(1))
      await program.save({ 'rerun.mjs': rerun(2) })
      assert.equal(f(), 2)
      assert.equal(Reflect.get(globalThis, 'ran'), 2)
      Reflect.deleteProperty(globalThis, 'ran')
      const strict = (value: number): string => ['// above', "'use strict' // b", 'exports.strict = () => [', '  function () { return this }(),', `  ${value}]`].join(end)
      const { default: { strict: held } } = await program.load<{ default: { strict: () => unknown[] } }>('strict.cjs', strict(1))
      assert.deepEqual(held(), [undefined, 1])
      await program.save({ 'strict.cjs': strict(2) })
      assert.deepEqual(held(), [undefined, 2])
    })

    test(`${name}: what a transformer rewrote, and what moved from file to file, stands on its lines`, async context => {
      const program = new InProcess()
      context.after(() => { program.end() })
      const kinds = (value: number): string => ['enum Kind {', '  // one', `  A = ${value},`, '  B = 2,', '}', 'export const line = () =>', '  [Kind.A, /:(\\d+):\\d+/.exec(new Error().stack!)![1]]'].join(end)
      const { line } = await program.load<{ line: () => unknown[] }>('kinds.mts', kinds(1))
      assert.deepEqual(line(), [1, '7'])
      await program.save({ 'kinds.mts': kinds(3) })
      assert.deepEqual(line(), [3, '7'])
    })
  }
})

test('a save that brings or takes only a byte order mark is told as one of layout, and a file that has one is not told again', async context => {
  const program = new InProcess()
  context.after(() => { program.end() })
  const source = 'export const open = () => 1\n'
  const { open } = await program.load<{ open: () => number }>('main.mjs', `\ufeff${source}`)
  const told: string[] = []
  program.engine.on('update', ({ status, edits }) => told.push(`${status} ${edits.length}`))
  await program.save({ 'main.mjs': `\ufeff${source}` })
  assert.deepEqual(told, [])
  await program.save({ 'main.mjs': source })
  await program.save({ 'main.mjs': source })
  await program.save({ 'main.mjs': `\ufeff${source}` })
  assert.deepEqual(told, ['applied 0', 'applied 0'])
  assert.equal(open(), 1)
})
