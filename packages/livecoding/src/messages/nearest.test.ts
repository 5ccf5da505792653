import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nearest } from './nearest.ts'

test('the nearest word is one with a letter changed, added, lost or swapped; a far one is not meant', () => {
  const words = ['run', 'explain', 'help']
  for (const typo of ['rnu', 'rum', 'runn', 'un', 'RUN']) assert.equal(nearest(typo, words), 'run')
  assert.equal(nearest('explian', words), 'explain')
  assert.equal(nearest('install', words), undefined)
  assert.equal(nearest('', words), undefined)
  assert.equal(nearest('x', []), undefined)
  assert.equal(nearest('x', ['y']), undefined)
})
