import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, test } from 'node:test'
import { start } from '../src/index.ts'
import { InProcess } from './in-process.ts'

const program = new InProcess()
after(() => { program.end() })
const { engine } = program

test('a listener that throws, now or later, is told as a problem and stops neither the save nor the others', async () => {
  const { open } = await program.load<{ open: () => number }>('door.mjs', 'export const open = () => 1')
  const told: string[] = []
  const ends = [
    engine.on('update', () => { throw new Error('now') }),
    engine.on('update', async () => { throw new Error('later') }),
    engine.on('update', ({ status }) => { told.push(status) }),
  ]
  const report = await program.save({ 'door.mjs': 'export const open = () => 2' })
  assert.deepEqual([report.status, told, open()], ['applied', ['applied'], 2])
  assert.deepEqual(program.problems.map(({ code, message }) => `${code} ${message}`), ['now', 'later'].map(error => `LC3401 A listener of engine.on for what becomes of the code threw: Error: ${error}`))
  for (const end of ends) end()
})

test('one that throws at a problem is told by Node', async () => {
  const warned = once(process, 'warning')
  const ends = [engine.on('problem', () => { throw new Error('again') }), engine.on('update', () => { throw new Error('first') })]
  await program.save({ 'door.mjs': 'export const open = () => 3' })
  const [warning] = await warned as [Error & { code: string }]
  assert.deepEqual([warning.code, warning.message], ['LC3401', 'A listener of engine.on for what becomes of the code threw: Error: again'])
  for (const end of ends) end()
})

test('arguments of another kind are refused by name, and nothing changes', async () => {
  const given = engine as unknown as { on(event: unknown, listener: unknown): void, update(files: unknown): Promise<unknown> }
  assert.throws(() => { given.on('saved', () => {}) }, { code: 'LC3215', message: /^LC3215 on cannot use 'saved' as event. It takes ready, update, problem\.$/ })
  assert.throws(() => { given.on('update', 1) }, { code: 'LC3215' })
  await assert.rejects(given.update('door.mjs'), { code: 'LC3215' })
  await assert.rejects(given.update([1]), { code: 'LC3215' })
  for (const options of [{ root: 1 }, { include: 'lib' }, { exclude: [1] }, { poll: -1 }, { watch: 'sometimes' }]) assert.throws(() => start(options as object), { code: 'LC3215' })
})
