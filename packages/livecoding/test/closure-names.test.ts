// Names that closures say in ways which the edited corpus of forms found to be lost: their own, escaped ones, those of a `with`.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { InProcess } from './in-process.ts'

const program = new InProcess()
after(() => { program.end() })

test('a function that a function declares calls itself by its name in new code', async () => {
  const text = `export function make(step) {
  function sum(n) { return n > 0 ? n + sum(n - step) : 0 }
  { function twice(n) { return n > 1 ? twice(n - 1) : sum } return [sum, twice] }
}`
  const { make } = await program.load<{ make(step: number): ((n: number) => number)[] }>('sums.mjs', text)
  const [sum, twice] = make(1)
  assert.equal(sum!(3), 6)
  const report = await program.save({ 'sums.mjs': text.replace('n + sum', '2 * n + sum').replace('? twice(n - 1)', '? twice(n - 2)') })
  assert.deepEqual([report.status, report.problems], ['applied', []])
  assert.deepEqual([sum!(3), make(2)[0]!(3), twice!(4)], [12, 8, sum])
  // As in old code, the name is a variable of the function around.
  await program.save({ 'sums.mjs': text.replace('n + sum', '3 * n + sum').replace('return [', 'sum = () => 100; return [') })
  assert.deepEqual([sum!(3), make(1)[0]!(3)], [18, 100])
})

test('a name is written with escapes', async () => {
  const text = 'export const make = count => () => { return \\u0063ount + 1 }'
  const { make } = await program.load<{ make(count: number): () => number }>('escapes.mjs', text)
  const held = make(1)
  assert.equal(held(), 2)
  await program.save({ 'escapes.mjs': text.replace('+ 1', '+ 2') })
  assert.equal(held(), 3)
})

test('the key of a computed method is not evaluated again where only its body is edited', async () => {
  const text = "const made = []\nconst key = name => (made.push(name), name)\nexport class Door { [key('open')]() { return 1 } static [key('all')]() { return 1 } }\nexport { made }"
  const { Door, made } = await program.load<{ Door: { new(): { open(): number }, all(): number }, made: string[] }>('keys.mjs', text)
  const door = new Door()
  await program.save({ 'keys.mjs': text.replaceAll('return 1', 'return 2') })
  assert.deepEqual([door.open(), Door.all(), made], [2, 2, ['open', 'all']])
})

test('a closure keeps its code where a property of a `with` is out of reach, and the report says so', async () => {
  const text = 'exports.make = room => { with (room) return () => { return width } }\nexports.local = room => { var width = 1; with (room) return () => { return width } }'
  const { make, local } = (await program.load<{ default: Record<string, (room: object) => () => number> }>('with.cjs', text)).default
  const [held, reached] = [make!({ width: 2 }), local!({ width: 3 })]
  const { problems } = await program.save({ 'with.cjs': text.replaceAll('return width', 'return 10 * width') })
  assert.deepEqual(problems.map(({ code, message }) => [code, /"(\w+)"/.exec(message)?.[1]]), [['LC2101', 'width']])
  assert.deepEqual([held(), make!({ width: 2 })(), reached()], [2, 20, 30])
})

test('sloppy code declares names in ways of its own, and nobody is warned of them', async () => {
  const text = "exports.run = o => { { function inner() { return 1 } } implicit = 2; eval('var made = 3'); with (o) { return [inner(), implicit, made, width] } }\n"
  const { run } = (await program.load<{ default: { run(o: object): number[] } }>('sloppy.cjs', text)).default
  const { status, problems } = await program.save({ 'sloppy.cjs': text.replace('return 1', 'return 10') })
  assert.deepEqual([status, problems, run({ width: 4 })], ['applied', [], [10, 2, 3, 4]])
  assert.ok(delete (globalThis as { implicit?: number }).implicit)
  const { problems: strict } = await program.save({ 'sloppy.cjs': `'use strict'\n${text.replace('return 1', 'return 11').replace('with (o) {', '{').replace("eval('var made = 3'); ", '')}` })
  assert.deepEqual(strict.map(({ message }) => /"(\w+)"/.exec(message)![1]).toSorted(), ['implicit', 'inner', 'made', 'width'])
})
