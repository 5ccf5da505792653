import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { library } from './library.ts'

const { code, save, write } = library()

interface Thing { name(): string, isThing(): boolean }
type Names = Record<'Base' | 'Child', new () => Thing> & { greet(): string, call(): string }

// The same program in both modes, so that they can be compared.
const base = (word: string): string => `export class Base {
  #word = '${word}'
  name() { return '${word}' }
  static word(thing: Base) { return thing.#word }
}
export function greet() { return '${word}' }
`
const child = (namespace: string): string => `import { Base, greet } from '${namespace}'
export class Child extends Base {
  name() { return 'child of ' + super.name() }
  word() { return Base.word(this) }
  isThing() { return this instanceof Base }
}
export const call = () => greet()
`

for (const mode of ['overwrite', 'update'] as const) {
  write(`${mode}/base.ts`, base('old'))
  write(`${mode}/child.ts`, child(mode))
  await code.addDirectory(mode, mode, { mode })
}
const [overwritten, updated] = [code.namespace('overwrite') as Names, code.namespace('update') as Names]
const held = (names: Names) => ({ Base: names.Base, greet: names.greet, base: new names.Base(), child: new names.Child() })
const [old, kept] = [held(overwritten), held(updated)]
for (const mode of ['overwrite', 'update']) assert.equal((await save(`${mode}/base.ts`, base('new'))).status, 'applied')

suite('a save of a file that is overwritten', () => {
  test('gives its names new functions and classes; who holds an old one keeps it', () => {
    assert.notEqual(overwritten.Base, old.Base)
    assert.deepEqual([overwritten.greet(), old.greet(), overwritten.call()], ['new', 'old', 'new'])
    assert.deepEqual([old.base.name(), new overwritten.Base().name(), new old.Base().name()], ['old', 'new', 'old'])
  })
  test('leaves children under the class that was there when they were loaded: the limit of the approach', () => {
    const made = new overwritten.Child() as Thing & { word(): string }
    assert.equal(made.name(), 'child of old')
    assert.equal(made.isThing(), false)
    assert.throws(() => made.word(), /Cannot read private member #word from an object whose class did not declare it/)
  })
  test('that saves the child too ends the trouble for new instances, and for them alone', async () => {
    await save('overwrite/child.ts', `${child('overwrite')}// saved`)
    const made = new overwritten.Child() as Thing & { word(): string }
    assert.deepEqual([made.name(), made.isThing(), made.word()], ['child of new', true, 'new'])
    assert.deepEqual([old.child.name(), old.child.isThing()], ['child of old', false])
  })
  test('that is bad changes nothing', async () => {
    const { Base, greet } = overwritten
    assert.equal((await save('overwrite/base.ts', 'export class {')).status, 'rejected')
    assert.equal((await save('overwrite/base.ts', `${base('bad')}throw new Error('no key')`)).status, 'failed')
    assert.equal((await save('overwrite/base.ts', 'export class Base {}')).status, 'rejected') // child.ts imports greet
    assert.deepEqual([overwritten.Base === Base, overwritten.greet === greet, overwritten.greet(), overwritten.call()], [true, true, 'new', 'new'])
    assert.equal((await save('overwrite/base.ts', base('good'))).status, 'applied')
    assert.deepEqual([overwritten.greet(), overwritten.call(), greet()], ['good', 'good', 'new'])
  })
})

test('the same save in the mode that updates leaves nothing old', () => {
  assert.equal(updated.Base, kept.Base)
  assert.deepEqual([updated.greet(), kept.greet(), updated.call(), kept.base.name(), kept.child.name(), kept.child.isThing()], ['new', 'new', 'new', 'new', 'child of new', true])
})
