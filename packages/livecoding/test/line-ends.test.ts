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
