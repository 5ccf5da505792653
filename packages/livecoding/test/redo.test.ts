import assert from 'node:assert/strict'
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, suite, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { start, type UpdateReport } from 'livecoding'

const root = realpathSync(mkdtempSync(join(tmpdir(), 'redo-')))
const engine = start({ root, watch: false, cache: false })
after(() => {
  engine.stop()
  rmSync(root, { recursive: true })
})
const told: UpdateReport[] = []
engine.on('update', report => told.push(report))

const write = (files: Record<string, string>): void => { for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text) }
async function save(files: Record<string, string>): Promise<UpdateReport> {
  write(files)
  return engine.update(Object.keys(files))
}
const load = (name: string): Promise<any> => import(pathToFileURL(join(root, name)).href) // oxlint-disable-line typescript/no-explicit-any -- whatever the test wrote
const brief = (report: UpdateReport | undefined): string | undefined => report && [report.by, report.status, report.files.join(), ...report.edits.map(({ action, name }) => `${action} ${name}`)].join(' ')

suite('undo and redo', () => {
  test('goes back update by update, redo comes forward, and state is kept all the way', async () => {
    const bell = (sound: string): string => `let rung = 0\nexport function ring() { rung += 1; return '${sound} ' + rung }\n`
    write({ 'bell.ts': bell('ding') })
    const { ring } = await load('bell.ts')
    assert.equal(ring(), 'ding 1')
    await save({ 'bell.ts': bell('dong') })
    await save({ 'bell.ts': `// A comment is no step.\n${bell('dong')}` })
    await save({ 'bell.ts': bell('bong') })
    assert.equal(ring(), 'bong 2')
    assert.equal(brief(await engine.undo()), 'undo applied bell.ts patched ring')
    assert.equal(ring(), 'dong 3')
    assert.equal(brief(await engine.undo()), 'undo applied bell.ts patched ring')
    assert.equal(ring(), 'ding 4')
    assert.equal(await engine.undo(), undefined)
    assert.equal(ring(), 'ding 5')
    assert.equal(brief(await engine.redo()), 'redo applied bell.ts patched ring')
    assert.equal(ring(), 'dong 6')
    assert.equal(brief(await engine.redo()), 'redo applied bell.ts patched ring')
    assert.equal(ring(), 'bong 7')
    assert.equal(await engine.redo(), undefined)
    assert.equal(brief(await engine.undo()), 'undo applied bell.ts patched ring')
    assert.equal(ring(), 'dong 8')
    assert.deepEqual(told.slice(-3).map(report => report.by), ['redo', 'redo', 'undo'])
  })

  test('a new save forgets what was undone, and can be undone itself', async () => {
    const cup = (size: number): string => `export const size = ${size}\nexport const fill = () => size\n`
    write({ 'cup.ts': cup(1) })
    const { fill } = await load('cup.ts')
    await save({ 'cup.ts': cup(2) })
    await engine.undo()
    assert.equal(fill(), 1)
    await save({ 'cup.ts': cup(3) })
    assert.equal(fill(), 3)
    assert.equal(await engine.redo(), undefined)
    await engine.undo()
    assert.equal(fill(), 1, 'what ran before the save: the undone text')
  })

  test('the saved text, saved again after an undo, comes in again', async () => {
    const lamp = (light: string): string => `export const shine = () => '${light}'\n`
    write({ 'lamp.ts': lamp('dim') })
    const { shine } = await load('lamp.ts')
    await save({ 'lamp.ts': lamp('bright') })
    await engine.undo()
    assert.equal(shine(), 'dim')
    assert.equal(brief(await save({ 'lamp.ts': lamp('bright') })), ' applied lamp.ts patched shine')
    assert.equal(shine(), 'bright')
  })

  test('an update of several files is undone as one, with what it brought and removed', async () => {
    write({ 'hall.ts': "export const door = () => 'door'\nexport const key = () => 'key'\n", 'house.ts': "import { door } from './hall.ts'\nexport const enter = () => door()\n" })
    const { enter } = await load('house.ts')
    await save({ 'hall.ts': "export const key = () => 'golden key'\n", 'house.ts': "import { gate } from './gate.ts'\nimport { key } from './hall.ts'\nexport const enter = () => `${gate()} ${key()}`\n", 'gate.ts': "export const gate = () => 'gate'\n" })
    assert.equal(enter(), 'gate golden key')
    const report = await engine.undo()
    assert.equal(report?.status, 'applied')
    assert.equal(enter(), 'door')
    assert.equal((await engine.redo())?.status, 'applied')
    assert.equal(enter(), 'gate golden key')
  })

  test('a bad save that waits does not come back with it, and is no step', async () => {
    write({ 'jar.ts': 'export const open = () => 1\n' })
    const { open } = await load('jar.ts')
    await save({ 'jar.ts': 'export const open = () => 2\n' })
    assert.equal((await save({ 'jar.ts': 'export const open = () => (\n' })).status, 'rejected')
    assert.equal(open(), 2)
    assert.equal((await engine.undo())?.status, 'applied')
    assert.equal(open(), 1)
    assert.equal((await engine.redo())?.status, 'applied')
    assert.equal(open(), 2)
  })
})
