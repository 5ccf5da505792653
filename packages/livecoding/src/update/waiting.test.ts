import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Problem } from '../8-report/report.ts'
import type { Waiting, World } from '../world.ts'
import { refused } from './outcome.ts'
import { givenUp, noteEnding, othersWaiting } from './waiting.ts'

const problem = (code: string, severity: Problem['severity'] = 'error'): Problem => ({ severity, code, message: code, hint: '' })

const worldWith = (waiting: Record<string, Waiting>): World => ({ waiting: new Map(Object.entries(waiting)) }) as World

suite('what waits', () => {
  test('is tried beside a save, but for what the save brings itself', () => {
    const world = worldWith({ 'door.ts': { text: 'old', problems: [] }, 'lock.ts': { text: undefined, problems: [] }, 'bell.ts': { text: 'bell', problems: [] } })
    assert.deepEqual([...othersWaiting(world, new Map([['door.ts', 'new']]))], [['lock.ts', undefined], ['bell.ts', 'bell']])
    assert.deepEqual([...othersWaiting(world, new Map(), ['bell.ts', 'door.ts'])], [['lock.ts', undefined]])
  })

  test('is given up where its await did not end', () => {
    assert.deepEqual(givenUp(worldWith({ 'door.ts': { text: '', problems: [problem('LC1407')] }, 'lock.ts': { text: '', problems: [problem('LC1001')] } })), ['door.ts'])
  })

  test('waits no more once it was tried and is in place; the rest is told why, once', () => {
    const world = worldWith({ 'door.ts': { text: 'door', problems: [] }, 'lock.ts': { text: 'lock', problems: [problem('LC1102')] } })
    const result = { ...refused([problem('LC1101'), problem('LC2301', 'warning')]), status: 'applied' as const }
    noteEnding(world, result, { tried: new Map([['door.ts', 'door']]), known: new Map() })
    assert.deepEqual([...world.waiting], [['lock.ts', { text: 'lock', problems: [problem('LC1102'), problem('LC1101')] }]])
  })

  test('gets what a save could not bring', () => {
    const world = worldWith({})
    const files = new Map([['door.ts', 'door'], ['lock.ts', undefined]])
    noteEnding(world, refused([problem('LC1102')]), { tried: files, known: files })
    assert.deepEqual([...world.waiting], [['door.ts', { text: 'door', problems: [problem('LC1102')] }], ['lock.ts', { text: undefined, problems: [problem('LC1102')] }]])
  })
})
