import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { InProcess } from './in-process.ts'

const js = 'export let opened = 0\nexport const open = () => `js ${++opened}`'
const ts = 'export let opened: number = 0\nexport const open = (): string => `ts ${++opened}`'

test('undo and redo lead importers back to a file that got another extension, and forth', async () => {
  const program = new InProcess()
  after(() => { program.end() })
  program.write('door.js', js)
  const hall = await program.load<{ enter: () => string }>('hall.ts', "import { open } from './door.js'\nexport const enter = () => open()")
  assert.equal(hall.enter(), 'js 1')
  const report = await program.save({ 'door.js': undefined, 'door.ts': ts })
  assert.equal(report.status, 'applied')
  assert.equal(hall.enter(), 'ts 2')
  assert.equal((await program.engine.undo())?.status, 'applied')
  assert.equal(hall.enter(), 'js 3')
  assert.equal((await program.engine.redo())?.status, 'applied')
  assert.equal(hall.enter(), 'ts 4')
})
