import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assert as check, integer, property, string, tuple } from 'fast-check'
import { differenceOf } from './difference.ts'

test('the difference of two texts is what stands between their common ends', () => {
  assert.deepEqual(differenceOf('the door is open', 'the door was open'), { head: 9, tail: 6 })
  assert.deepEqual(differenceOf('', 'door'), { head: 0, tail: 0 })
  assert.deepEqual(differenceOf('door', 'door'), { head: 4, tail: 0 })
  assert.deepEqual(differenceOf('aa', 'aaa'), { head: 2, tail: 0 })
})

test('of any two texts the ends are common, and as long as they can be', () => {
  const long = tuple(string(), integer({ min: 0, max: 10_000 })).map(([text, count]) => text + '0123456789abcdef'.repeat(count >> 4))
  check(property(long, string(), string(), long, (start, one, two, end) => {
    const [before, after] = [start + one + end, start + two + end]
    const { head, tail } = differenceOf(before, after)
    assert.equal(before.slice(0, head), after.slice(0, head))
    assert.equal(before.slice(before.length - tail), after.slice(after.length - tail))
    const limit = Math.min(before.length, after.length)
    assert.ok(head === limit || before[head] !== after[head])
    assert.ok(head + tail === limit || before.at(-1 - tail) !== after.at(-1 - tail))
  }))
})
