import assert from 'node:assert/strict'
import { closeSync, mkdirSync, mkdtempSync, openSync, renameSync, rmSync, symlinkSync, unlinkSync, utimesSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { read, settled } from './read.ts'

const limits = { timeout: 60_000 }

function tempFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'read-'))
  // Looking again keeps no process awake; a test must be awake itself.
  const awake = setInterval(() => {}, 1000)
  t.after(() => {
    clearInterval(awake)
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

test('files whose text differs are read at once, equal ones are left out', limits, async t => {
  const folder = tempFolder(t)
  const [door, roof, jar] = ['door.ts', 'roof.ts', 'jar.ts'].map(name => join(folder, name)) as [string, string, string]
  writeFileSync(door, 'open')
  writeFileSync(roof, 'red')
  writeFileSync(jar, 'new here')
  utimesSync(door, 1, 1)
  const running = new Map([[door, 'shut'], [roof, 'red']])
  let save
  void read([door, roof, jar, door], path => running.get(path)).then(found => save = found)
  await Promise.resolve()
  assert.deepEqual(save, { files: [{ path: door, text: 'open' }, { path: jar, text: 'new here' }], problems: [] })
})

test('a byte order mark is no part of the text, all else is', limits, async t => {
  const door = join(tempFolder(t), 'door.ts')
  writeFileSync(door, '\uFEFF\r\n\topen \uFEFF\n')
  assert.deepEqual((await read([door], () => 'shut')).files, [{ path: door, text: '\r\n\topen \uFEFF\n' }])
  assert.deepEqual((await read([door], () => '\r\n\topen \uFEFF\n')).files, [])
})

test('a deleted file has no text; one never seen is not worth a word', limits, async t => {
  const folder = tempFolder(t)
  const door = join(folder, 'door.ts')
  assert.deepEqual(await read([door], () => 'open'), { files: [{ path: door, text: undefined }], problems: [] })
  assert.deepEqual(await read([door, join(folder, 'no', 'folder.ts')], () => undefined), { files: [], problems: [] })
})

test('a folder in the place of a file, or a file in the place of its folder: deleted', limits, async t => {
  const folder = tempFolder(t)
  const door = join(folder, 'door.ts')
  mkdirSync(door)
  writeFileSync(join(folder, 'house'), '')
  const files = [door, join(folder, 'house', 'roof.ts')]
  const save = await read(files, () => 'open')
  assert.deepEqual(save, { files: files.map(path => ({ path, text: undefined })), problems: [] })
})

test('an editor empties the file, then writes it', limits, async t => {
  const door = join(tempFolder(t), 'door.ts')
  writeFileSync(door, 'shut')
  const file = openSync(door, 'w')
  const save = read([door], () => 'shut')
  await sleep(10)
  writeSync(file, 'open')
  closeSync(file)
  assert.deepEqual((await save).files, [{ path: door, text: 'open' }])
})

test('an editor moves the file away, then puts another in its place', limits, async t => {
  const door = join(tempFolder(t), 'door.ts')
  writeFileSync(door, 'shut')
  renameSync(door, `${door}~`)
  const save = read([door], () => 'shut')
  await sleep(10)
  writeFileSync(`${door}.new`, 'open')
  renameSync(`${door}.new`, door)
  assert.deepEqual((await save).files, [{ path: door, text: 'open' }])
})

test('a file comes back with the text that runs: nothing happened', limits, async t => {
  const door = join(tempFolder(t), 'door.ts')
  const save = read([door], () => 'shut')
  writeFileSync(door, 'shut')
  assert.deepEqual(await save, { files: [], problems: [] })
})

test('a file that stays empty is empty', limits, async t => {
  const door = join(tempFolder(t), 'door.ts')
  writeFileSync(door, '')
  assert.deepEqual((await read([door], () => 'open')).files, [{ path: door, text: '' }])
  assert.deepEqual((await read([door], () => '')).files, [])
})

test('a file that cannot be read is a problem, not a deletion', limits, async t => {
  const folder = tempFolder(t)
  const [door, snake] = [join(folder, 'door.ts'), join(folder, 'snake.ts')]
  writeFileSync(door, 'open')
  symlinkSync(snake, snake)
  const save = await read([snake, door], () => 'shut')
  assert.deepEqual(save.files, [{ path: door, text: 'open' }])
  assert.deepEqual(save.problems.map(({ code, file }) => ({ code, file })), [{ code: 'LC1002', file: snake }])
  assert.match(save.problems[0]?.message ?? '', /ELOOP/)
  unlinkSync(snake)
  writeFileSync(snake, 'hiss')
  assert.deepEqual(await read([snake], () => 'shut'), { files: [{ path: snake, text: 'hiss' }], problems: [] })
})

test('a half written file is settled when it has stopped growing', limits, async t => {
  const door = join(tempFolder(t), 'door.ts')
  const file = openSync(door, 'w')
  writeSync(file, 'export const door =')
  const whole = settled({ path: door, text: 'export const door =' }, 100)
  for (const part of [' {', ' open: true', ' }']) {
    await sleep(10)
    writeSync(file, part)
  }
  closeSync(file)
  assert.deepEqual(await whole, { path: door, text: 'export const door = { open: true }' })
})

test('a file that never stops changing is taken as it is', limits, async t => {
  const door = join(tempFolder(t), 'door.ts')
  let count = 0
  const busy = setInterval(() => writeFileSync(door, `${count++}`), 2)
  t.after(() => clearInterval(busy))
  assert.notEqual((await settled({ path: door, text: '' })).text, '')
})
