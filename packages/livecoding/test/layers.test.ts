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

/** What files of a folder, and of those in it, take from elsewhere. */
const takenFrom = (folder: string): string[] => files
  .filter(path => path.startsWith(`${folder}/`))
  .flatMap(path => takenBy(path).filter(other => !other.startsWith(`${folder}/`)).map(other => `${path} takes ${other}`))

const isOf = (...folders: string[]) => (taken: string): boolean => folders.some(folder => taken.includes(` takes ${folder}`))

/** What folders of a stage take from those behind them in the list. */
const takenUpwards = (stage: string, folders: readonly string[]): string[] => folders.flatMap((folder, index) =>
  takenFrom(`${stage}/${folder}`).filter(isOf(...folders.slice(index + 1).map(other => `${stage}/${other}/`))))

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

test('analysis is built up in steps: types go, names are resolved, code is walked, statements are split, edits are met', () => {
  assert.deepEqual(takenUpwards('3-analyse', ['erase', 'scope', 'walk', 'items', 'edit']), [])
  assert.deepEqual(takenUpwards('3-analyse', ['erase', 'scope', 'lower', 'edit']), [])
})

test('how new code says its names is known without what the code is for', () => {
  const taken = takenFrom('5-plan/unit')
  assert.ok(taken.length > 0)
  assert.deepEqual(taken.filter(isOf('5-plan/sites/', '5-plan/literals/', '5-plan/classes/', '5-plan/told/', '5-plan/exports/')), [])
})
