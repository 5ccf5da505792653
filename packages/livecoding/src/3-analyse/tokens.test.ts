import assert from 'node:assert/strict'
import { test } from 'node:test'
import { find, skip } from './tokens.ts'

test('all white space of JavaScript stands between words, the form feeds of old files too', () => {
  for (const space of [' ', '\t', '\n', '\r', '\v', '\f', '\u00a0', '\ufeff', '\u2003', '\u2028', '/* = */', '// =\n']) {
    assert.equal(skip(`${space}=`, 0), space.length)
    assert.equal(find(`(${space})${space}=`, 0, '=', '()'), 2 + 2 * space.length)
  }
})
