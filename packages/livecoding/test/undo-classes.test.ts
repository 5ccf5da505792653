import assert from 'node:assert/strict'
import { after, suite, test } from 'node:test'
import { InProcess } from './in-process.ts'

interface Doors {
  Door: (new () => { look(): string }) & { made: number, kind?: string, sign(): string }
  Wall: new () => object
  old: { look(): string }
}

const before = `
export class Wall { brick = 'brick'; name() { return 'wall' } }
export class Fence { wire = 'wire'; name() { return 'fence' } }
export class Door extends Wall {
  static made = 1
  static sign() { return \`door \${this.made}\` }
  lock = 'brass'
  #turns = 1
  look() { return \`\${super.name()} \${this.lock} \${this.#turns++}\` }
}
export const old = new Door()
`

const now = `
export class Wall { brick = 'brick'; name() { return 'wall' } }
export class Fence { wire = 'wire'; name() { return 'fence' } }
export class Door extends Fence {
  static kind = 'oak'
  static #count = 5
  static sign() { return \`\${this.kind} \${++this.#count}\` }
  hinges = 2
  #dents = 7
  look() { return \`\${super.name()} \${this.hinges} \${this.#dents++}\` }
}
export const old = new Door()
`

suite('undo of an update of fields, extends and statics', () => {
  const program = new InProcess()
  after(() => { program.end() })

  test('takes class and instance back to the old text and keeps state: what the update had removed is made anew; redo and a second undo too', async () => {
    const { Door, Wall, old } = await program.load<Doors>('doors.mjs', before)
    Door.made = 3
    Object.assign(old, { lock: 'rusty' })
    assert.equal(old.look(), 'wall rusty 1')
    const isBefore = (fields: object, made: number): void => {
      assert.deepEqual([{ ...old }, Object.keys(Door)], [fields, ['made']])
      assert.deepEqual([Object.getPrototypeOf(Door), old instanceof Wall, Door.made, Door.sign()], [Wall, true, made, `door ${made}`])
      assert.deepEqual([Object.keys(new Door()), new Door().look()], [['brick', 'lock'], 'wall brass 1'])
    }
    const isNow = (): void => {
      assert.deepEqual([{ ...old }, old instanceof Wall, Object.keys(Door), Door.kind], [{ brick: 'brick', wire: 'wire', hinges: 2 }, false, ['kind'], 'oak'])
      assert.deepEqual(Object.keys(new Door()), ['wire', 'hinges'])
    }
    isBefore({ brick: 'brick', lock: 'rusty' }, 3)
    assert.equal((await program.save({ 'doors.mjs': now })).status, 'applied')
    isNow()
    assert.deepEqual([old.look(), old.look(), Door.sign()], ['fence 2 7', 'fence 2 8', 'oak 6'])
    assert.equal((await program.engine.undo())!.status, 'applied')
    isBefore({ brick: 'brick', wire: 'wire', lock: 'brass' }, 1)
    assert.equal(old.look(), 'wall brass 1')
    assert.equal((await program.engine.redo())!.status, 'applied')
    isNow()
    assert.match(old.look(), /^fence 2 \d$/)
    assert.equal((await program.engine.undo())!.status, 'applied')
    isBefore({ brick: 'brick', wire: 'wire', lock: 'brass' }, 1)
    assert.equal(old.look(), 'wall brass 1')
  })
})
