import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Problem } from '../8-report/report.ts'
import type { Waiting, World } from '../world.ts'
import { newsOf, type News } from './news.ts'
import { refused } from './outcome.ts'

const problem = (code: string, file?: string, message = code): Problem => ({ severity: 'error', code, message, hint: '', ...file !== undefined && { file, line: 1 } })

/** door.ts is saved while lock.ts waits, of which `told` was told; the try of both ended with `found`. */
function news({ told = [], found, wanted = [] }: { told?: Problem[], found: Problem[], wanted?: string[] }): News {
  const waiting = new Map<string, Waiting>([['/house/lock.ts', { text: 'lock', problems: told }]])
  const together = refused(found, new Map(wanted.map(path => [path, false])))
  return newsOf({ root: '/house', waiting } as World, new Map([['/house/door.ts', 'door']]), together)
}

suite('what is told of a save that could not be tried together with all that waits', () => {
  test('its own faults, and those that are nobody\'s', () => {
    for (const found of [problem('LC1102', 'door.ts'), problem('LC1403')]) {
      assert.deepEqual(news({ told: [found], found: [found] }), { isNew: true, reasons: [], problems: [found] })
    }
  })

  test('nothing that was told of the others before', () => {
    const before = problem('LC1102', 'lock.ts', 'no key')
    assert.deepEqual(news({ told: [before], found: [before] }), { isNew: false, reasons: [], problems: [before] })
  })

  test('why the others go on waiting, where it is for another reason now', () => {
    const [before, now] = [problem('LC1102', 'lock.ts', 'no key'), problem('LC1102', 'lock.ts', 'no bolt')]
    assert.deepEqual(news({ told: [before], found: [now] }), { isNew: true, reasons: [now], problems: [now] })
    const warning: Problem = { ...now, severity: 'warning' }
    assert.deepEqual(news({ told: [before], found: [warning] }).reasons, [])
  })

  test('what gates say of the others once more, and that they do not parse, is no news and is left out', () => {
    for (const code of ['LC1301', 'LC3212', 'LC3213']) assert.deepEqual(news({ found: [problem(code, 'lock.ts')] }), { isNew: false, reasons: [], problems: [] })
    const half = problem('LC1001', 'lock.ts')
    assert.deepEqual(news({ told: [half], found: [half] }), { isNew: false, reasons: [], problems: [] })
  })

  test('a cycle may be told at a file that waits; a file that the save asks for was not looked at before', () => {
    const cycle = problem('LC3203', 'lock.ts')
    assert.deepEqual(news({ told: [cycle], found: [cycle] }), { isNew: true, reasons: [], problems: [cycle] })
    const half = problem('LC1001', 'lock.ts')
    assert.deepEqual(news({ told: [half], found: [half], wanted: ['/house/lock.ts'] }), { isNew: true, reasons: [], problems: [half] })
  })
})
