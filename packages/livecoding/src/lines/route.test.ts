import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { routeBetweenVersions } from './route.ts'

suite('a place in old text leads to its place in the new', () => {
  /** Follows the `^` in the old text; gives the new text with a `^` where it leads. */
  const follow = (from: string, to: string): string => {
    const at = from.indexOf('^')
    const there = routeBetweenVersions(from.replace('^', ''), to)(at).at
    return `${to.slice(0, there)}^${to.slice(there)}`
  }

  test('lines that moved', () => {
    assert.equal(follow('a()\n^b()\nc()', '// one\n// two\na()\nb()\nc()'), '// one\n// two\na()\n^b()\nc()')
  })
  test('a line with another indentation', () => {
    assert.equal(follow('if (x) {\n^go()\n}', 'while (y) {\n    go()\n}'), 'while (y) {\n    ^go()\n}')
  })
  test('one line that became three', () => {
    assert.equal(follow('export function line() { return ^new Error() }', 'export function line(): number {\n  return new Error()\n}'),
      'export function line(): number {\n  return ^new Error()\n}')
  })
  test('a word that is gone leads to what came behind it', () => {
    assert.equal(follow('a(^old(), b)', 'a(b)'), 'a(^b)')
  })
  test('functions that changed places', () => {
    const [one, two] = ['function one() {\n  first()\n}', 'function two() {\n  ^second()\n}']
    assert.equal(follow(`${one}\n${two}`, `// moved\n${one}\n${two.replace('^', '')}\n`), `// moved\n${one}\n${two}\n`)
  })
})
