import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { test } from 'node:test'

// Which folders know which: what a file takes from another one, but for types, which cost nothing and tie nothing.

const source = resolve(import.meta.dirname, '../src')
const files = globSync('**/*.ts', { cwd: source }).filter(path => !path.endsWith('.test.ts') && !path.includes('fixtures'))

function takenBy(path: string): string[] {
  const text = readFileSync(join(source, path), 'utf8')
  const imports = text.matchAll(/^(?:import|export) (?!type )[^'"]*? from '(\.[^']+)'/gm)
  return [...imports].map(([, specifier]) => relative(source, resolve(source, dirname(path), specifier!)))
}

/** What files of a folder take from elsewhere. */
const takenFrom = (folder: string): string[] => files
  .filter(path => dirname(path) === folder)
  .flatMap(path => takenBy(path).filter(other => dirname(other) !== folder).map(other => `${path} takes ${other}`))

const isOf = (...folders: string[]) => (taken: string): boolean => folders.some(folder => taken.includes(` takes ${folder}`))

test('analysis knows nothing of a running program', () => {
  const taken = takenFrom('3-analyse')
  assert.ok(taken.length > 0)
  assert.deepEqual(taken.filter(each => !isOf('library.ts', 'messages/')(each)), [])
})

test('guards are put into what was analysed, and nothing else is known of it', () => {
  const taken = takenFrom('instrument')
  assert.ok(taken.length > 0)
  assert.deepEqual(taken.filter(each => !isOf('3-analyse/')(each)), [])
})

test('where a name leads is said by models alone', () => {
  const taken = takenFrom('graph')
  assert.ok(taken.length > 0)
  assert.deepEqual(taken.filter(each => !isOf('3-analyse/')(each)), [])
})

test('comparing changes nothing: it knows neither plans nor steps', () => {
  const taken = takenFrom('4-diff')
  assert.ok(taken.length > 0)
  assert.deepEqual(taken.filter(isOf('5-plan/', '6-verify/', '7-apply/', 'loader/')), [])
})
