import assert from 'node:assert/strict'
import { after, suite, test } from 'node:test'
import { InProcess } from './in-process.ts'

// Closures that keep their last code, as the source lost it or it cannot reach a variable, see what other closures write,
// also where a save is the first to write the variable; and when the source has their code again, they follow it again.

type Held = Record<string, (...given: unknown[]) => never>
interface Module { held: Held, make(...given: unknown[]): void }

const source = `export const held = {}
export function make(n, m) {
  const windows = n * 2
  held.read = () => { const f = () => n; return { f, now: n } }
  held.deep = () => () => () => n + m
  held.add = () => 1
  return windows
}
make(5, 100)
`
const writes = (text: string): string => text.replace('held.add = () => 1', 'held.add = () => { m++; return ++n }')
const without = (text: string, name: string): string => text.replace(new RegExp(`  held.${name}.*\\n`), '')

suite('closures whose code the source lost', () => {
  const program = new InProcess()
  after(() => { program.end() })
  let count = 0
  const load = async (text: string): Promise<{ module: Module, save(text: string, status?: string): Promise<string[]> }> => {
    const name = `lost${count++}.mjs`
    return {
      module: await program.load<Module & Record<string, never>>(name, text),
      async save(next, status = 'applied') {
        const report = await program.save({ [name]: next })
        assert.equal(report.status, status, JSON.stringify(report.problems))
        return report.problems.map(({ code }) => code)
      },
    }
  }
  const back = async (by: 'undo' | 'redo' = 'undo'): Promise<void> => { assert.equal((await program.engine[by]())?.status, 'applied') }

  test('see a parameter that the save which lost them is the first to write, or a later one', async () => {
    for (const steps of [[writes(without(source, 'deep'))], [without(source, 'deep'), writes(without(source, 'deep'))]]) {
      const { module: { held, make }, save } = await load(source)
      const { deep, add } = { ...held } as Record<string, () => () => () => unknown>
      const [inner, innermost] = [deep!(), deep!()()]
      for (const text of steps) await save(text)
      add!()
      assert.deepEqual([deep!()()(), inner()(), innermost()], [107, 107, 107])
      const later = deep!()
      await save(writes(source).replace('n + m', 'n - m'))
      assert.deepEqual([deep!()()(), inner()(), innermost(), later()()], [-95, -95, -95, -95])
      make(1, 1)
      add!()
      assert.deepEqual([inner()(), (held as Record<string, () => () => () => unknown>)['deep']!()()()], [-95, 0])
    }
  })

  test('are as they were after a save that failed, and change with undo and redo', async () => {
    const { module: { held }, save } = await load(source)
    const { deep, add } = { ...held } as Record<string, () => () => () => unknown>
    const next = writes(without(source, 'deep'))
    await save(`${next}throw new Error('no')\n`, 'failed')
    assert.deepEqual([add!(), deep!()()()], [1, 105])
    await save(next)
    assert.deepEqual([add!(), deep!()()()], [6, 107])
    await back()
    assert.deepEqual([add!(), deep!()()()], [1, 107])
    await back('redo')
    assert.deepEqual([add!(), deep!()()()], [7, 109])
  })

  test('follow their code again in every generation once it is back', async () => {
    const { module: { held, make }, save } = await load(source)
    const all = [{ ...held }]
    const now = (): unknown[] => all.map(({ read }) => (read!() as { now: unknown }).now)
    const texts = [2, 3].map(times => source.replace('now: n', `now: n * ${times}`))
    for (const [index, text] of texts.entries()) {
      await save(text)
      make(7 + 2 * index, 1)
      all.push({ ...held })
    }
    assert.deepEqual(now(), [15, 21, 27])
    await save(without(texts[1]!, 'read'))
    await save(writes(without(texts[1]!, 'read')))
    all.forEach(({ add }) => add!())
    assert.deepEqual(now(), [18, 24, 30])
    for (let step = 0; step < 3; step++) await back()
    assert.deepEqual(now(), [12, 16, 20])
    await save(source.replace('now: n', 'now: -n'))
    assert.deepEqual(now(), [-6, -8, -10])
  })

  test('keep names that went with them, and take those that changed', async () => {
    const { module: { held }, save } = await load(`import { join } from 'node:path'
export const held = {}
const gone = () => 'gone'
export function make(n) {
  held.read = () => [gone(), n, join('a', 'b'), stays, typeof gone]
  held.add = () => 1
}
let stays = 1
make(5)
`)
    const { read, add } = { ...held }
    await save(`export const held = {}
export function make(n) { held.add = () => ++n }
let stays = 2
make(50)
`)
    add!()
    assert.deepEqual(read!(), ['gone', 6, 'a/b', 2, 'function'])
  })

  test('say private names', async () => {
    const text = `export const held = {}
export class Room {
  #size = 1
  make(n) {
    held.read = () => [n, this.#size]
    held.add = () => 1
    held.grow = () => { this.#size++ }
  }
}
new Room().make(5)
`
    const { module: { held }, save } = await load(text)
    const { read, add, grow } = { ...held }
    await save(without(text, 'read').replace('held.add = () => 1', 'held.add = () => ++n'))
    add!()
    grow!()
    assert.deepEqual(read!(), [6, 2])
    await save(text.replace('[n, this.#size]', '[this.#size, n]'))
    assert.deepEqual(read!(), [2, 6])
  })

  test('are found again by their code where they have no name: entries of literals, callbacks, classes and loops', async () => {
    const text = (entry: string, callback: string, method: string, said: string): string => `export const held = { ${entry} }
export const list = []
let step = () => {}
export function make(n) {
  ${callback}
  list.push(() => n * 2)
  ${method && `class Door { look() { return ${method} } }; held.door = new Door()`}
}
make(1)
export const log = []
export const turn = async () => { step(); await new Promise(done => setImmediate(done)) }
async function run() { ${said} }
run()
`
    const first = text('look() { return 1 }', 'list.push(() => n)', 'n + 1', "while (true) { await new Promise(done => { step = done }); log.push('old') }")
    const { module, save } = await load(first)
    const { held: { look, door }, list: [one, two], log, turn } = { ...module, held: { ...module.held } } as unknown as { held: Record<string, (() => unknown) & { look(): unknown }>, list: (() => unknown)[], log: unknown[], turn(): Promise<void> }
    await save(text('', '', '', "for (;;) { await new Promise(done => { step = done }); log.push('other') }"))
    assert.deepEqual([look!(), one!(), two!(), door!.look()], [1, 1, 2, 2])
    await turn()
    await back()
    await save(text('look() { return 3 }', 'list.push(() => -n)', 'n + 5', "while (true) { await new Promise(done => { step = done }); log.push('new') }"))
    assert.deepEqual([look!(), one!(), two!(), door!.look()], [3, -1, 2, 6])
    await turn()
    await turn()
    assert.deepEqual(log, ['old', 'old', 'new'])
  })

  test('or that cannot reach a variable, see what others write first, and closures that they make follow', async () => {
    for (const together of [true, false]) {
      const name = `kept-${together}.mjs`
      const { held } = await program.load<Module & Record<string, never>>(name, source)
      const { read, add } = { ...held } as Record<string, () => { f(): unknown, now: unknown }>
      const { f } = read!()
      const edited = source.replace('const f = () => n; return', 'const f = () => n + 0.5; windows; return')
      const reports = together ? [await program.save({ [name]: writes(edited) })] : [await program.save({ [name]: edited }), await program.save({ [name]: writes(edited) })]
      assert.ok(reports.every(({ status }) => status === 'applied') && reports[0]!.problems.some(({ code }) => code === 'LC2101'))
      add!()
      const { f: later } = read!()
      assert.deepEqual([read!().now, f(), later()], [6, 6.5, 6.5])
      await program.save({ [name]: writes(edited).replace('n + 0.5', 'n + 0.25') })
      add!()
      assert.deepEqual([read!().now, f(), later(), read!().f()], [7, 7.25, 7.25, 7.25])
      await program.save({ [name]: writes(source) })
      assert.deepEqual([read!().now, f(), later(), read!().f()], [7, 7, 7, 7])
    }
  })
})
