import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { Past } from './past.ts'
import type { UpdateReport } from '../8-report/report.ts'

const report = (id: number): UpdateReport => ({ type: 'update', id, status: 'applied', files: [], ms: 1, edits: [], problems: [] })

/** Remembers that these texts of one file ran one after the other. */
function pastOf(texts: readonly (string | undefined)[], path = 'door.ts', past = new Past()): Past {
  for (const [index, text] of texts.entries()) past.push(report(index), new Map([[path, text]]))
  return past
}

/** All that is remembered, from the last update back. */
function backFrom(past: Past): [string, string | undefined][][] {
  const found = []
  for (let texts = past.last(); texts; texts = past.last()) {
    found.push([...texts])
    past.drop()
  }
  return found
}

suite('the past', () => {
  test('gives the texts back one after the other, whatever the edits were', () => {
    const texts = ['', 'a', 'aa', 'aaa', 'ba', 'one two three', 'one three', 'one two two three', 'größer 🐌', 'größer 🐍', '\ud83d', undefined, 'again', '', undefined, undefined, 'end']
    assert.deepEqual(backFrom(pastOf(texts)).flat(), texts.map(text => ['door.ts', text]).toReversed())
  })

  test('knows which files each update changed', () => {
    const past = new Past()
    past.push(report(1), new Map([['door.ts', 'open 1'], ['lock.ts', 'locked']]))
    past.push(report(2), new Map([['key.ts', 'turn']]))
    past.push(report(3), new Map([['lock.ts', 'unlocked']]))
    past.push(report(4), new Map([['door.ts', 'open 2']]))
    assert.deepEqual(backFrom(past), [[['door.ts', 'open 2']], [['lock.ts', 'unlocked']], [['key.ts', 'turn']], [['door.ts', 'open 1'], ['lock.ts', 'locked']]])
  })

  test('goes back over updates that changed no text', () => {
    const past = pastOf(['one', 'two'])
    past.push(report(3), new Map())
    assert.deepEqual(past.reports.map(({ id }) => id), [0, 1, 3])
    past.drop()
    assert.deepEqual(past.reports.map(({ id }) => id), [0])
    assert.deepEqual([...past.last()!], [['door.ts', 'one']])
  })

  test('goes on from what is left after going back', () => {
    const past = pastOf(['one', 'two', 'three'])
    past.drop()
    pastOf(['four', 'five'], 'door.ts', past)
    assert.deepEqual(backFrom(past).flat().map(([, text]) => text), ['five', 'four', 'two', 'one'])
  })

  test('holds fifty updates, and is empty once cleared', () => {
    const past = pastOf(Array.from({ length: 80 }, (_, index) => `door ${index}`))
    assert.deepEqual(past.reports.map(({ id }) => id), Array.from({ length: 50 }, (_, index) => index + 30))
    assert.equal(backFrom(past).length, 50)
    const cleared = pastOf(['one'])
    cleared.clear()
    assert.deepEqual([cleared.last(), cleared.reports], [undefined, []])
  })
})
