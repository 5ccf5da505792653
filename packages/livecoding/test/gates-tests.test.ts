import assert from 'node:assert/strict'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { library } from './library.ts'

const { code, root, write, save } = library({ tests: true })
mkdirSync(join(root, 'node_modules'))
for (const name of ['vitest', 'vite', '@vitest', 'chai']) symlinkSync(join(import.meta.dirname, '../../../node_modules', name), join(root, 'node_modules', name))
write('package.json', '{ "type": "module" }')
write('shop/price.ts', 'export const price = (count: number) => count * 10')
await code.addDirectory('shop', 'shop')
const shop = code.namespace('shop') as { price(count: number): number }
const saidBy = async (path: string, text: string): Promise<string> => {
  const { status, problems } = await save(path, text)
  return status === 'applied' ? status : problems.map(({ code, message }) => `${code} ${message}`).join('\n')
}
const saidOf = (test: string): Promise<string> => saidBy('shop/price.test.ts', `import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest'\nimport { price } from './price.ts'\n${test}`)

suite('tests in the style of vitest', () => {
  test('describe, it, hooks, mocks and matchers', async () => {
    assert.equal(await saidOf(`
      const told = vi.fn((count: number) => price(count))
      beforeEach(() => { told.mockClear() })
      afterEach(() => { expect(told).toHaveBeenCalled() })
      describe('a price', () => {
        it('follows the count', () => {
          expect(told(2)).toBe(20)
          expect(told).toHaveBeenCalledWith(2)
          expect({ price: told(3), more: 1 }).toMatchObject({ price: expect.any(Number) })
          expect([1, 2].map(told)).toEqual([10, 20])
        })
        test('is waited for', async () => {
          expect.assertions(2)
          await expect(Promise.resolve(told(1))).resolves.toBe(10)
          await expect(async () => { throw new RangeError('too many') }).rejects.toThrow(/many/)
        })
        it('is spied on', () => {
          const shop = { price }
          const spy = vi.spyOn(shop, 'price').mockReturnValue(7)
          expect([shop.price(1), spy.mock.calls.length, told(1)]).toStrictEqual([7, 1, 10])
          spy.mockRestore()
          expect(shop.price).toBe(price)
        })
      })`), 'applied')
  })

  test('tables, and tests that are left out, expected to fail or tried again', async () => {
    assert.equal(await saidOf(`
      let tries = 0
      test.each([[1, 10], [2, 20]])('%d costs %d', (count, cost) => { expect(price(count)).toBe(cost) })
      test.each\`count | cost
        \${1} | \${10}
        \${3} | \${30}\`('$count costs $cost', ({ count, cost }) => { expect(price(count)).toBe(cost) })
      test.for([[4, 40]])('for', ([count, cost], { expect }) => { expect(price(count)).toBe(cost) })
      describe.each([{ count: 5 }])('$count', ({ count }) => { it('costs', () => { expect(price(count)).toBe(50) }) })
      it.skip('is left out', () => { expect(1).toBe(2) })
      it.skipIf(true)('too', () => { expect(1).toBe(2) })
      it.runIf(false)('too', () => { expect(1).toBe(2) })
      it('skips itself', ({ skip }) => { skip(); expect(1).toBe(2) })
      it.todo('comes later')
      it.fails('fails', () => { expect(1).toBe(2) })
      it('is tried again', { retry: 1 }, () => { expect(++tries).toBe(2) })
      it.concurrent('has time', async () => { expect(price(1)).toBe(10) }, 4000)`), 'applied')
    assert.match(await saidOf("test.each([[1, 10], [2, 30]])('%d costs %d', (count, cost) => { expect(price(count)).toBe(cost) })"), /^LC1301 tests said no: 2 costs 30: expected 20 to be 30/)
    assert.match(await saidOf("test.fails('fails', () => {})"), /Expect test to fail/)
    assert.match(await saidOf("test('counts', () => { expect.assertions(2); expect(price(1)).toBe(10) })"), /expected number of assertions to be 2, but got 1/)
  })

  test('what needs the runner of vitest is refused with a word of it', async () => {
    assert.match(await saidOf("vi.mock('./price.ts')"), /`vi\.mock` needs vitest's own runner/)
    assert.match(await saidOf("test.extend({})"), /`test\.extend` needs vitest's own runner/)
    assert.match(await saidOf("test('s', () => { expect(1).toMatchSnapshot() })"), /toMatchSnapshot/)
  })

  test('refuse new code of the file beside them, and are asked again when they are saved', async () => {
    assert.equal(await saidOf("test('ten', () => { expect(price(1)).toBe(10) })"), 'applied')
    const no = await saidBy('shop/price.ts', 'export const price = (count: number) => count * 11')
    assert.match(no, /^LC1301 tests said no: ten \(shop\/price\.test\.ts:3\): expected 11 to be 10/)
    assert.equal(shop.price(2), 20)
    assert.equal(await saidOf("test('eleven', () => { expect(price(1)).toBe(11) })"), 'applied')
    assert.equal(shop.price(2), 22)
  })
})

suite('a test that ends its thread', () => {
  const refused = async (test: string, pattern: RegExp): Promise<void> => {
    assert.match(await saidBy('shop/price.test.ts', `import test from 'node:test'\nimport { price } from './price.ts'\n${test}`), pattern)
    assert.equal(shop.price(2), 22)
  }
  test('by process.exit', () => refused("test('ends', () => { process.exit(price(1) - 11) })", /^LC3212 The gate tests gave no answer: Error: the tests ended the thread with exit code 0\./))
  test('by an error outside of a test', () => refused("throw new RangeError(`no ${price(1)}`)", /no 11/))
  test('by an error that nobody catches', () => refused("test('late', async () => { setTimeout(() => { throw new RangeError('late') }); await new Promise(done => setTimeout(done, 20)) })", /late/))
  test('by an import of what is not there', () => refused("import './nowhere.ts'", /nowhere/))
  test('by text that is no code', () => refused('test(', /^LC1301 tests said no: shop\/price\.test\.ts(?::1)?: ./))
  test('and the next one is asked as usual', () => refused("test('sound', () => {})", /^applied$/))
})
