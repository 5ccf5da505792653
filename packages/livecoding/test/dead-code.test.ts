import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, suite, test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { registry } from '../src/runtime/running.ts'
import { InProcess } from './in-process.ts'

setFlagsFromString('--expose-gc')
const gc = runInNewContext('gc') as () => void
const turn = async (): Promise<void> => new Promise(resolve => { setImmediate(resolve) })

const source = (step: number): string => `export const counter = (n = 0) => () => { n += ${step}; return n }\n`

suite('code of updates that nobody holds', () => {
  const program = new InProcess()
  after(() => { program.end() })

  test('is forgotten with the garbage, and closures that are held go on', async () => {
    const { counter } = await program.load<{ counter(n?: number): () => number }>('counter.mjs', source(1))
    const held = [counter()]
    for (let step = 2; step <= 40; step++) {
      await program.save({ 'counter.mjs': source(step) })
      if (step === 20) held.push(counter())
    }
    const { records } = registry()!.host!.world.modules.get(join(program.folder, 'counter.mjs'))!
    const known = (): number => [...records.values()].reduce((sum, { versions }) => sum + versions.length, 0)
    for (let times = 0; known() > 6 && times < 50; times++) {
      gc()
      await turn()
    }
    assert.ok(known() <= 6, `${known()} versions are known`)
    await program.save({ 'counter.mjs': source(100) })
    assert.deepEqual(held.map(each => each()), [100, 100])
    assert.equal((await program.engine.undo())!.status, 'applied')
    assert.deepEqual(held.map(each => each()), [140, 140])
  })
})
