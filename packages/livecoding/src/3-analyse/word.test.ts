import assert from 'node:assert/strict'
import { test } from 'node:test'
import { literally, wordOf } from './word.ts'

test('a word is found as a whole, with a `$` in any place', () => {
  const found = (name: string, text: string): number => [...text.matchAll(new RegExp(wordOf(name), 'g'))].length
  const text = '$ a$ $a a $$ a$a (a) [$] ticks$ ticks'
  assert.deepEqual(['$', 'a$', '$a', 'a', '$$', 'a$a', 'ticks$', 'ticks', 'tick'].map(name => found(name, text)), [2, 1, 1, 2, 1, 1, 1, 1, 0])
})

test('a name may have any characters', () => {
  for (const name of ['a.b', 'a+b', '(', '[', '\\', 'a|b', '^', '{2}', '?', 'a-b', '*', '/']) {
    for (const flags of ['', 'u']) {
      assert.equal(new RegExp(`^${literally(name)}$`, flags).test(name), true, name)
      assert.equal(new RegExp(`^${literally(name)}$`, flags).test('aab'), false, name)
    }
  }
})
