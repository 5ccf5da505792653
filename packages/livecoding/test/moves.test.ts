// Which thing of the new text is which of the old, where names, files and default exports change in one save.
import assert from 'node:assert/strict'
import { after, suite, test } from 'node:test'
import { InProcess } from './in-process.ts'

type Space = Record<string, unknown>
interface Gate { open(): string }
type Kind = new () => Gate

suite('what moves and what is renamed', () => {
  const program = new InProcess()
  after(() => { program.end() })

  // The one that moved in hid what its file had lost, for good.
  test('a function that its file lost comes back as the same object, though another of its name moved in and out meanwhile', async () => {
    const a = (ask = ''): string => `export const port = 1\n${ask}`
    const b = (ask = ''): string => `export const word = 'b'\n${ask}`
    const ask = (what: string): string => `export const ask = () => '${what}'\n`
    const here = await program.load<Space>('a.mjs', a())
    const there = await program.load<Space>('b.mjs', b(ask('first')))
    const spaces = await program.load<{ all(): Space[] }>('spaces.mjs', "import * as a from './a.mjs'\nimport * as b from './b.mjs'\nexport const all = () => [a, b]\n")
    const first = there['ask'] as () => string
    assert.equal(here['ask'], undefined)
    await program.save({ 'a.mjs': a(ask('second')), 'b.mjs': b() })
    const second = spaces.all()[0]!['ask']
    assert.notEqual(second, first)
    await program.save({ 'a.mjs': a(), 'b.mjs': b(ask('second')) })
    assert.equal(spaces.all()[1]!['ask'], second)
    await program.save({ 'a.mjs': a(ask('second')), 'b.mjs': b() })
    assert.equal(spaces.all()[0]!['ask'], second)
    assert.equal(first(), 'first')
    await program.save({ 'a.mjs': a(), 'b.mjs': b(ask('third')) })
    assert.equal(spaces.all()[1]!['ask'], first)
    assert.equal(first(), 'third')
  })

  // The default exports of a file were taken for one thing, whatever they were: instances of the old one became instances of the new.
  test('a default export that moves unchanged to another file is the same object there, and so is the one whose place it takes', async () => {
    const door = (word: string): string => `export default class Door { width = 2; open() { return \`${word} \${this.width}\` } }\n`
    const gate = (name: string, word: string): string => `class ${name} { height = 3; bars = 7; open() { return \`${word} \${this.height} \${this.bars}\` } }\n`
    await program.load('hall.mjs', door('door'))
    await program.load('yard.mjs', `export default ${gate('Gate', 'gate')}`)
    const { spaces } = await program.load<{ spaces(): Space[] }>('rooms.mjs', "import * as hall from './hall.mjs'\nimport * as yard from './yard.mjs'\nexport const spaces = () => [hall, yard]\n")
    const [Door, Gate] = spaces().map(space => space['default']) as [Kind, Kind]
    const held = new Gate()
    const report = await program.save({ 'hall.mjs': 'export const closed = true\n', 'yard.mjs': `${door('door')}${gate('Portal', 'portal')}export { Portal as Gate }\n` })
    assert.deepEqual(report.edits.filter(({ kind }) => kind === 'class').map(({ action, name, note }) => `${action} ${name} ${note}`), ['moved Door from hall.mjs', 'renamed Portal was Gate'])
    assert.equal(spaces()[1]!['default'], Door)
    assert.equal(spaces()[1]!['Gate'], Gate)
    assert.deepEqual([held.open(), held instanceof Gate, new Door().open()], ['portal 3 7', true, 'door 2'])
    await program.save({ 'hall.mjs': door('door'), 'yard.mjs': `export default ${gate('Portal', 'portal')}` })
    assert.deepEqual(spaces().map(space => space['default']), [Door, Gate])
    // They change places.
    await program.save({ 'hall.mjs': `export default ${gate('Portal', 'portal')}`, 'yard.mjs': door('door') })
    assert.deepEqual(spaces().map(space => space['default']), [Gate, Door])
    await program.save({ 'hall.mjs': `export default ${gate('Portal', 'low portal')}`, 'yard.mjs': door('wide door') })
    assert.deepEqual([held.open(), new Door().open()], ['low portal 3 7', 'wide door 2'])
  })

  test('a default export that gets another name with the same body stays what it is, and a new one takes its place', async () => {
    await program.load('fences.mjs', 'export default class Gate { bars = 7; open() { return String(this.bars) } }\n')
    await program.load('tools.mjs', "export default function hammer() { return 'nail' }\n")
    const { spaces } = await program.load<{ spaces(): Space[] }>('shed.mjs', "import * as fences from './fences.mjs'\nimport * as tools from './tools.mjs'\nexport const spaces = () => [fences, tools]\n")
    const [Gate, hammer] = spaces().map(space => space['default']) as [Kind, () => string]
    const held = new Gate()
    await program.save({ 'fences.mjs': 'export default class Door { width = 2 }\nexport class Fence { bars = 7; open() { return String(this.bars) } }\n', 'tools.mjs': "export default function saw() { return 'plank' }\nexport function mallet() { return 'nail' }\n" })
    assert.deepEqual([spaces()[0]!['Fence'] === Gate, spaces()[0]!['default'] === Gate, Object.keys(held), held.open()], [true, false, ['bars'], '7'])
    assert.deepEqual([spaces()[1]!['mallet'] === hammer, hammer(), hammer.name, (spaces()[1]!['default'] as () => string)()], [true, 'nail', 'mallet', 'plank'])
  })

  // The variable that `require` filled was taken for what has its name now.
  test('a function that moves into the CommonJS file that required it is the same object', async () => {
    const bell = "function ring(word) { return 'ding ' + word }\n"
    await program.load('bell.mjs', `export const metal = 'brass'\nexport ${bell}`)
    program.write('tower.cjs', "const { ring } = require('./bell.mjs')\nexports.ring = ring\nexports.later = () => ring\n")
    const { tower } = await program.load<{ tower: { ring(word: string): string, later(): unknown } }>('town.mjs', "export { default as tower } from './tower.cjs'\n")
    const { ring } = tower
    const report = await program.save({ 'bell.mjs': "export const metal = 'brass'\n", 'tower.cjs': `${bell}exports.ring = ring\nexports.later = () => ring\n` })
    assert.deepEqual(report.problems, [])
    assert.deepEqual([tower.later() === ring, tower.ring === ring, ring('a')], [true, true, 'ding a'])
    await program.save({ 'tower.cjs': `${bell.replace('ding', 'dong')}exports.ring = ring\nexports.later = () => ring\n` })
    assert.deepEqual([tower.later() === ring, ring('b')], [true, 'dong b'])
    await program.save({ 'bell.mjs': `export const metal = 'brass'\nexport ${bell}`, 'tower.cjs': "const { ring } = require('./bell.mjs')\nexports.ring = ring\nexports.later = () => ring\n" })
    assert.deepEqual([(tower.later() as (word: string) => string)('c'), tower.ring === tower.later()], ['ding c', true])
  })
})
