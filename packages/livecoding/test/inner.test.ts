// Code that an update, or `addDirectory`, is loading asks something of the engine itself and waits for it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { library } from './library.ts'

const { code, write, save } = library()
Object.assign(globalThis, { code })
const names = (namespace: string): string[] => Object.keys(code.namespace(namespace))

test('a file of a directory adds another directory and waits for it', async () => {
  write('outer/plugins.ts', "import { base } from 'outer'\nexport const added = await globalThis.code.addDirectory('inner', 'inner')\nexport const more = base + 1")
  write('outer/zebra.ts', 'export const base = 1')
  write('inner/plugin.ts', "import { base } from 'outer'\nexport const plugin = base + 10\nawait globalThis.code.addDirectory('innermost', 'innermost')")
  write('innermost/last.ts', 'export const last = 1')
  const { problems } = await code.addDirectory('outer', 'outer')
  assert.deepEqual(problems, [])
  assert.deepEqual([names('outer'), names('inner'), names('innermost')], [['added', 'base', 'more'], ['plugin'], ['last']])
  assert.equal(code.namespace('inner')['plugin'], 11)
})

test('the directory may stand below the namespace that is being loaded, or in it', async () => {
  write('town/a.ts', "import { z } from 'town'\nawait globalThis.code.addDirectory('houses', 'town/houses')\nawait globalThis.code.addDirectory('gardens', 'town')\nexport const a = z + 1")
  write('town/z.ts', 'export const z = 1')
  write('houses/house.ts', "import { z } from 'town'\nexport const house = z + 10")
  write('gardens/garden.ts', 'export const garden = 1')
  assert.deepEqual((await code.addDirectory('town', 'town')).problems, [])
  assert.deepEqual([names('town'), names('town/houses')], [['a', 'garden', 'houses', 'z'], ['house']])
  write('fields/field.ts', 'export const field = 1')
  const report = await save('town/y.ts', "await globalThis.code.addDirectory('fields', 'town')\nexport const y = 1")
  assert.deepEqual([report.status, names('town')], ['applied', ['a', 'field', 'garden', 'houses', 'y', 'z']])
  const other = await save('town/z.ts', "export const z = 1\nexport const x = await globalThis.code.removeDirectory('fields')")
  assert.deepEqual([other.status, other.problems, names('town')], ['applied', [], ['a', 'garden', 'houses', 'x', 'y', 'z']])
})

test('a module that a save brings, an initialiser and a statement do', async () => {
  for (const kind of ['one', 'two', 'three', 'four']) write(`${kind}/file.ts`, `export const ${kind} = 1`)
  const arrived = await save('outer/arriving.ts', "await globalThis.code.addDirectory('one', 'one')\nexport const arrived = 1")
  assert.deepEqual([arrived.status, arrived.problems], ['applied', []])
  const initialised = await save('outer/zebra.ts', "export const base = 1\nexport const two = await globalThis.code.addDirectory('two', 'two')")
  assert.deepEqual([initialised.status, initialised.problems], ['applied', []])
  const stated = await save('outer/zebra.ts', "export const base = 1\nexport const two = await globalThis.code.addDirectory('two', 'two')\nawait Promise.all([globalThis.code.addDirectory('three', 'three'), globalThis.code.addDirectory('four', 'four')])")
  assert.deepEqual([stated.status, stated.problems], ['applied', []])
  assert.deepEqual(['one', 'two', 'three', 'four'].map(names), [['one'], ['two'], ['three'], ['four']])
  assert.deepEqual(names('outer'), ['added', 'arrived', 'base', 'more', 'two'])
})

test('an override that a save awaits stands, and one that nobody awaits comes after the save', async () => {
  await save('outer/greet.ts', "export const greet = (name: string) => `hello ${name}`")
  const report = await save('outer/loud.ts', "import { greet } from 'outer'\nexport const loud = await globalThis.code.override(greet, original => name => original(name).toUpperCase())\nexport const later = [globalThis.code.override(greet, original => name => `${original(name)}!`)]\nexport const said = greet('Ann')")
  assert.deepEqual([report.status, report.problems], ['applied', []])
  const { greet, said, later } = code.namespace('outer') as { greet(name: string): string, said: string, later: Promise<unknown>[] }
  assert.equal(said, 'HELLO ANN')
  await later[0]
  assert.equal(greet('Bo'), 'HELLO BO!')
})

test('a save that fails after it added a directory is put back; the directory stays, and later saves go on', async () => {
  write('kept/file.ts', 'export const kept = 1')
  const failed = await save('outer/failing.ts', "await globalThis.code.addDirectory('kept', 'kept')\nexport const failing = 1\nthrow new Error('no')")
  assert.equal(failed.status, 'failed')
  assert.deepEqual([names('kept'), names('outer').includes('failing')], [['kept'], false])
  const mended = await save('outer/failing.ts', "import { kept } from 'kept'\nexport const failing = kept + 1")
  assert.deepEqual([mended.status, code.namespace('outer')['failing']], ['applied', 2])
})

// Names that came to a namespace in the middle of a save that failed behind it were put back with the save's own.
test('names that a failing save added to the namespace of its own file stay, and its own do not', async () => {
  write('orchards/apple.ts', "import { z } from 'town'\nexport const apple = () => z + 100")
  write('orchards/pear.ts', 'export const pear = 1')
  const before = names('town')
  const failed = await save('town/failing.ts', "await globalThis.code.addDirectory('orchards', 'town')\nexport const failing = 1\nthrow new Error('no')")
  assert.equal(failed.status, 'failed')
  assert.deepEqual(names('town'), [...before, 'apple', 'pear'].sort())
  const { apple } = code.namespace('town') as { apple(): number }
  assert.equal(apple(), 101)
  const other = await save('town/picker.ts', "import { apple, pear } from 'town'\nexport const picked = () => apple() + pear")
  assert.deepEqual([other.status, other.problems.map(({ file, message }) => [file, message.includes('LC3206 orchards')])], ['applied', [['town/failing.ts', true]]], 'the file that waits has another reason to wait')
  assert.equal((code.namespace('town') as { picked(): number }).picked(), 102)
  const edited = await save('orchards/pear.ts', 'export const pear = 2')
  assert.equal(edited.status, 'applied')
  assert.equal((code.namespace('town') as { picked(): number }).picked(), 103)
})

test('an initialiser of a save that fails behind it', async () => {
  write('cellars/barrel.ts', 'export const barrel = 1')
  const before = names('town')
  const failed = await save('orchards/pear.ts', "export const pear = 3\nexport const below = await globalThis.code.addDirectory('cellars', 'town')\nthrow new Error('no')")
  assert.equal(failed.status, 'failed')
  assert.deepEqual(names('town'), [...before, 'barrel'].sort())
  assert.equal((code.namespace('town') as { pear: number }).pear, 2)
  const user = await save('town/picker.ts', "import { barrel, pear } from 'town'\nexport const picked = () => barrel + pear")
  assert.deepEqual([user.status, (code.namespace('town') as { picked(): number }).picked()], ['applied', 3])
  const mended = await save('orchards/pear.ts', "import { barrel } from 'town'\nexport const pear = 3\nexport const below = barrel")
  assert.deepEqual([mended.status, names('town')], ['applied', [...before, 'barrel', 'below'].sort()])
})
