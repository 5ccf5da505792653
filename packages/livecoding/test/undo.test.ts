import assert from 'node:assert/strict'
import type { EventEmitter } from 'node:events'
import type { Server } from 'node:net'
import { after, suite, test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { InProcess } from './in-process.ts'

interface Watch {
  log: unknown[]
  bus: EventEmitter
  server: Server
  held: (() => string)[]
  step(): void
}

const source = (word: string, effects: string): string => `
import { EventEmitter } from 'node:events'
import { createServer } from 'node:net'
export const log = []
export const bus = new EventEmitter()
export const server = createServer().unref()
export let step = () => {}
const tick = () => new Promise(resolve => { step = resolve })
const make = name => { let calls = 0; return () => \`${word} \${name} \${++calls}\` }
export const held = [make('a'), make('b')]
async function watch(by) {
  let total = 0
  for (let round = 1; ; round++) { await tick(); total += by; log.push(\`${word} \${round} \${total}\`) }
}
void watch(5)
${effects}
`

const one = `bus.on('knock', () => {})\nserver.listen(0, '127.0.0.1')`
const two = `bus.on('ring', () => {})\nbus.on('ring', () => {})`

suite('undo takes back', async () => {
  const program = new InProcess()
  const watch = await program.load<Watch>('watch.mjs', source('one', one))
  const { log, bus, server, held } = watch
  after(() => {
    server.close()
    program.end()
  })
  const rounds = async (): Promise<unknown[]> => {
    watch.step()
    await turn()
    return log.splice(0)
  }
  const effects = (): unknown[] => [bus.listenerCount('knock'), bus.listenerCount('ring'), server.listening]

  test('closures, loops and effects, and once more what was before that', async () => {
    if (!server.listening) await new Promise(resolve => server.once('listening', resolve))
    assert.deepEqual([held.map(each => each()), await rounds(), effects()], [['one a 1', 'one b 1'], ['one 1 5'], [1, 0, true]])
    await program.save({ 'watch.mjs': source('two', two) })
    assert.deepEqual([held.map(each => each()), await rounds(), await rounds(), effects()], [['two a 2', 'two b 2'], ['one 2 10'], ['two 3 15'], [0, 2, false]])
    await program.save({ 'watch.mjs': source('three', two) })
    assert.deepEqual([held.map(each => each()), await rounds(), await rounds(), effects()], [['three a 3', 'three b 3'], ['two 4 20'], ['three 5 25'], [0, 2, false]])
    assert.equal((await program.engine.undo())!.status, 'applied')
    assert.deepEqual([held.map(each => each()), await rounds(), await rounds(), effects()], [['two a 4', 'two b 4'], ['three 6 30'], ['two 7 35'], [0, 2, false]])
    assert.equal((await program.engine.undo())!.status, 'applied')
    if (!server.listening) await new Promise(resolve => server.once('listening', resolve))
    assert.deepEqual([held.map(each => each()), await rounds(), await rounds(), effects()], [['one a 5', 'one b 5'], ['two 8 40'], ['one 9 45'], [1, 0, true]])
    assert.equal(await program.engine.undo(), undefined)
  })
})
