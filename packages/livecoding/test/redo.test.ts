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

  // What had moved into a file that the update brought stayed there, and the old one began anew.
  test('a file that was renamed goes back with its objects and its state, and comes again', async () => {
    const shop = 'export const sold = new Map<number, string>()\nlet last = 0\nexport function sell(what: string) { sold.set(++last, what); return sold }\n'
    const street = (file: string): string => `import { sell } from './${file}'\nexport const probe = () => sell('rope')\n`
    write({ 'shop.ts': shop, 'street.ts': street('shop.ts') })
    const { probe } = await load('street.ts')
    const sold = probe()
    rmSync(join(root, 'shop.ts'))
    write({ 'store.ts': shop, 'street.ts': street('store.ts') })
    assert.equal((await engine.update(['shop.ts', 'store.ts', 'street.ts'])).edits.filter(({ action }) => action === 'moved').length, 3)
    const travel = [['undo', 3], ['redo', 4], ['undo', 5], ['redo', 6]] as const
    assert.deepEqual([probe() === sold, sold.size], [true, 2])
    for (const [way, size] of travel) {
      assert.equal((await engine[way]())?.status, 'applied')
      assert.deepEqual([probe() === sold, sold.size], [true, size], way)
    }
  })

  test('JSON and CommonJS modules are patched back and forth, with what the program added to them', async () => {
    write({
      'map.json': '{ "name": "map", "rooms": [1] }', 'lamp.cjs': 'let lit = 0\nexports.light = () => ++lit\n',
      'both.mjs': "import map from './map.json' with { type: 'json' }\nimport lamp from './lamp.cjs'\nexport const probe = () => [map, lamp.light(), typeof lamp.dim]\n",
    })
    const { probe } = await load('both.mjs')
    const [map] = probe()
    map.mine = true
    await save({ 'map.json': '{ "name": "MAP", "rooms": [1, 2], "new": {} }', 'lamp.cjs': 'let lit = 0\nexports.light = () => (lit += 10)\nexports.dim = () => 0\n' })
    const after = [{ name: 'MAP', rooms: [1, 2], new: {}, mine: true }, 11, 'function']
    assert.deepEqual(probe(), after)
    assert.equal((await engine.undo())?.status, 'applied')
    assert.deepEqual(probe(), [{ name: 'map', rooms: [1], mine: true }, 12, 'undefined'])
    assert.equal((await engine.redo())?.status, 'applied')
    assert.deepEqual(probe(), after.with(1, 22))
    assert.equal(probe()[0], map)
  })

  // Its text was not kept, and what imports it could not come back: the undo was refused.
  test('a JSON file that was deleted comes back with its object, and goes again', async () => {
    write({ 'yard.json': '{ "trees": 3 }', 'yard.ts': "import yard from './yard.json' with { type: 'json' }\nexport const probe = () => yard\n" })
    const { probe } = await load('yard.ts')
    const yard = probe()
    yard.birds = 2
    rmSync(join(root, 'yard.json'))
    write({ 'yard.ts': 'const yard = { trees: 4 }\nexport const probe = () => yard\n' })
    assert.equal((await engine.update(['yard.json', 'yard.ts'])).status, 'applied')
    assert.deepEqual(probe(), { trees: 4 })
    for (const way of ['undo', 'redo', 'undo'] as const) {
      assert.equal((await engine[way]())?.status, 'applied', way)
      if (way === 'redo') assert.deepEqual(probe(), { trees: 4 })
      else assert.equal(probe(), yard)
    }
    assert.deepEqual(yard, { trees: 3, birds: 2 })
  })

  test('an undo of which the old initialiser throws now changes nothing, and can be tried again', async () => {
    const key = Symbol.for('livecoding.test.redo')
    const kettle = (water: string): string => `export const water = ${water}\nexport const probe = () => water\n`
    write({ 'kettle.ts': kettle(`(() => { if ((globalThis as any)[Symbol.for('livecoding.test.redo')]) throw new Error('dry'); return 'hot' })()`) })
    const { probe } = await load('kettle.ts')
    await save({ 'kettle.ts': kettle("'cold'") })
    Object.assign(globalThis, { [key]: true })
    const report = await engine.undo()
    assert.deepEqual([report?.status, report?.by, report?.problems.map(({ code }) => code)], ['failed', 'undo', ['LC1401']])
    assert.equal(probe(), 'cold')
    Object.assign(globalThis, { [key]: false })
    assert.equal((await engine.undo())?.status, 'applied')
    assert.equal(probe(), 'hot')
  })
})
