import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs, { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, statSync, symlinkSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Problem } from '../8-report/report.ts'
import { createWatcher, type Watcher } from './watch.ts'

/** A busy machine may take its time; what never comes is a failure. */
const limits = { timeout: 60_000 }

interface Story {
  folder: string
  watcher: Watcher
  batches: string[][]
  problems: Problem[]
  /** Waits until `saved` was called with the file. */
  saw(path: string): Promise<void>
  /** Waits until what was done before has been told, and forgets it. */
  calm(): Promise<void>
}

function tempFolder(t: TestContext): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'watch-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function story(t: TestContext, poll?: number): Story {
  const folder = tempFolder(t)
  const batches: string[][] = []
  const problems: Problem[] = []
  const watcher = createWatcher({
    ...(poll === undefined ? {} : { poll }),
    interesting: path => path.endsWith('.ts'),
    saved: paths => batches.push(paths),
    problem: problem => problems.push(problem),
  })
  t.after(() => watcher.close())
  async function saw(path: string): Promise<void> {
    while (!batches.flat().includes(path)) await sleep(2, undefined, { signal: t.signal })
  }
  async function calm(): Promise<void> {
    const marker = join(mkdtempSync(join(folder, 'calm-')), 'marker.ts')
    watcher.add(join(marker, '..'))
    writeFileSync(marker, '')
    await saw(marker)
    // Polling tells a file again until its time stamp is too old to hide another edit.
    if (poll !== undefined) await sleep(30 + 2 * poll)
    batches.length = 0
  }
  return { folder, watcher, batches, problems, saw, calm }
}

for (const poll of [undefined, 10]) {
  const way = poll === undefined ? 'native' : 'polling'

  test(`${way}: a file is created, edited, replaced by rename and deleted`, limits, async t => {
    const { folder, watcher, batches, saw, calm } = story(t, poll)
    const door = join(folder, 'door.ts')
    watcher.add(folder)
    writeFileSync(door, 'closed')
    await saw(door)
    await calm()
    writeFileSync(door, 'opened')
    await saw(door)
    await calm()
    writeFileSync(join(folder, 'door.tmp'), 'locked')
    renameSync(join(folder, 'door.tmp'), door)
    await saw(door)
    await calm()
    unlinkSync(door)
    await saw(door)
    // Under load polling may tell of the last marker once more.
    const told = batches.flat().filter(path => basename(path) !== 'marker.ts')
    assert.deepEqual(new Set(told), new Set([door]), 'door.tmp interests nobody')
  })

  test(`${way}: many files at once are one batch`, limits, async t => {
    const { folder, watcher, batches, saw, calm } = story(t, poll)
    const rooms = Array.from({ length: 200 }, (_, index) => join(folder, `room${index}.ts`))
    watcher.add(folder)
    await calm()
    for (const room of rooms) writeFileSync(room, 'a room')
    await saw(rooms[199] ?? '')
    // Under load polling may tell of the last marker once more.
    const [first] = batches.map(batch => batch.filter(path => basename(path) !== 'marker.ts')).filter(batch => batch.length > 0)
    assert.deepEqual(first?.toSorted(), rooms.toSorted())
  })

  test(`${way}: an edit with the size and the time stamp of before is seen`, limits, async t => {
    const { folder, watcher, saw, calm } = story(t, poll)
    const door = join(folder, 'door.ts')
    writeFileSync(door, 'open')
    const { atime, mtime } = statSync(door)
    watcher.add(folder)
    await calm()
    writeFileSync(door, 'shut')
    utimesSync(door, atime, mtime)
    await saw(door)
  })

  test(`${way}: a folder is deleted and comes back`, limits, async t => {
    const { folder, watcher, saw, calm } = story(t, poll)
    const cellar = join(folder, 'house', 'cellar')
    const barrel = join(cellar, 'barrel.ts')
    mkdirSync(cellar, { recursive: true })
    writeFileSync(barrel, 'full')
    watcher.add(cellar)
    rmSync(join(folder, 'house'), { recursive: true })
    await saw(barrel)
    await calm()
    mkdirSync(cellar, { recursive: true })
    writeFileSync(barrel, 'empty')
    await saw(barrel)
    await calm()
    writeFileSync(barrel, 'full')
    await saw(barrel)
  })

  test(`${way}: a folder is replaced at once by another`, limits, async t => {
    const { folder, watcher, saw, calm } = story(t, poll)
    const cellar = join(folder, 'cellar')
    const barrel = join(cellar, 'barrel.ts')
    mkdirSync(cellar)
    writeFileSync(barrel, 'full')
    watcher.add(cellar)
    rmSync(cellar, { recursive: true })
    mkdirSync(cellar)
    await saw(barrel)
    await calm()
    writeFileSync(barrel, 'new')
    await saw(barrel)
  })

  test(`${way}: a folder above is moved away and another takes its place`, limits, async t => {
    const { folder, watcher, saw, calm } = story(t, poll)
    const house = join(folder, 'house')
    const barrel = join(house, 'cellar', 'barrel.ts')
    const jar = join(house, 'cellar', 'jar.ts')
    mkdirSync(join(house, 'cellar'), { recursive: true })
    writeFileSync(barrel, 'full')
    watcher.add(join(house, 'cellar'))
    renameSync(house, join(folder, 'ruin'))
    mkdirSync(join(house, 'cellar'), { recursive: true })
    writeFileSync(jar, 'jam')
    await saw(barrel)
    await saw(jar)
    await calm()
    writeFileSync(jar, 'empty')
    await saw(jar)
  })

  test(`${way}: a symlinked folder keeps the name it was given, and a loop does no harm`, limits, async t => {
    const { folder, watcher, saw } = story(t, poll)
    mkdirSync(join(folder, 'real'))
    symlinkSync(join(folder, 'real'), join(folder, 'link'))
    symlinkSync(folder, join(folder, 'loop'))
    symlinkSync(join(folder, 'snake'), join(folder, 'snake'))
    for (const name of ['real', 'link', 'loop/loop', 'snake']) watcher.add(join(folder, name))
    writeFileSync(join(folder, 'real', 'door.ts'), 'open')
    await saw(join(folder, 'real', 'door.ts'))
    await saw(join(folder, 'link', 'door.ts'))
    writeFileSync(join(folder, 'roof.ts'), 'red')
    await saw(join(folder, 'loop', 'loop', 'roof.ts'))
  })
}

test('each file that is touched is told at once, before its save; not so in a flood', limits, async t => {
  const folder = tempFolder(t)
  const told: string[] = []
  const watcher = createWatcher({
    interesting: path => path.endsWith('.ts'),
    touched: path => { told.push(`touched ${basename(path)}`) },
    saved: paths => { told.push(...paths.map(path => `saved ${basename(path)}`)) },
    problem: problem => assert.fail(problem.message),
  })
  t.after(() => watcher.close())
  watcher.add(folder)
  for (const name of ['a.ts', 'b.ts']) writeFileSync(join(folder, name), '')
  while (!told.includes('saved b.ts')) await sleep(2, undefined, { signal: t.signal })
  assert.deepEqual([...new Set(told)], ['touched a.ts', 'touched b.ts', 'saved a.ts', 'saved b.ts'])
  told.length = 0
  for (let n = 0; n < 200; n++) writeFileSync(join(folder, `${n}.ts`), '')
  while (!told.includes('saved 199.ts')) await sleep(2, undefined, { signal: t.signal })
  assert.ok(told.filter(each => each.startsWith('touched')).length < 200)
})

test('a folder added twice tells once, and after close nothing', limits, async t => {
  const { folder, watcher, batches, saw, calm } = story(t)
  watcher.add(folder)
  watcher.add(`${folder}/./`)
  writeFileSync(join(folder, 'door.ts'), 'open')
  await saw(join(folder, 'door.ts'))
  assert.deepEqual(batches, [[join(folder, 'door.ts')]])
  await calm()
  watcher.close()
  const another = story(t)
  another.watcher.add(folder)
  writeFileSync(join(folder, 'door.ts'), 'shut')
  await another.saw(join(folder, 'door.ts'))
  assert.deepEqual(batches, [])
})

test('a folder that does not exist yet is watched once it does', limits, async t => {
  const { folder, watcher, saw, calm } = story(t)
  const jar = join(folder, 'house', 'cellar', 'jar.ts')
  watcher.add(join(folder, 'house', 'cellar'))
  mkdirSync(join(folder, 'house', 'cellar'), { recursive: true })
  writeFileSync(jar, 'jam')
  await saw(jar)
  await calm()
  writeFileSync(jar, 'empty')
  await saw(jar)
})

test('more events than the system remembers lose no file', { timeout: 60_000 }, async t => {
  const { folder, watcher, saw } = story(t)
  watcher.add(folder)
  for (let index = 0; index < 9000; index++) writeFileSync(join(folder, `${index}.txt`), 'noise')
  writeFileSync(join(folder, 'last.ts'), 'signal')
  await saw(join(folder, 'last.ts'))
})

for (const code of ['ENOSPC', 'EMFILE', 'EACCES']) {
  test(`the system refuses with ${code}: told once, then polled`, limits, async t => {
    const { folder, watcher, problems, saw } = story(t)
    t.mock.method(fs, 'watch', () => {
      throw Object.assign(new Error(`${code}: watch`), { code })
    })
    syncBuiltinESMExports()
    watcher.add(folder)
    watcher.add(code === 'EACCES' ? folder : join(folder, 'house'))
    t.mock.restoreAll()
    syncBuiltinESMExports()
    writeFileSync(join(folder, 'door.ts'), 'open')
    await saw(join(folder, 'door.ts'))
    assert.deepEqual(problems.map(problem => problem.code), ['LC3101'])
    assert.match(problems[0]?.message ?? '', new RegExp(code))
  })
}

for (const poll of ['', 'poll: 10,']) {
  test(`a program that is watched exits by itself (${poll})`, limits, async t => {
    const folder = tempFolder(t)
    const program = `
      import { writeFileSync } from 'node:fs'
      import { createWatcher } from ${JSON.stringify(new URL('watch.ts', import.meta.url).href)}
      const watcher = createWatcher({ ${poll} interesting: () => true, saved() {}, problem: console.error })
      watcher.add(${JSON.stringify(folder)})
      watcher.add(${JSON.stringify(join(folder, 'not', 'yet'))})
      setTimeout(() => writeFileSync(${JSON.stringify(join(folder, 'door.ts'))}, 'open'), 30)`
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: 'inherit' })
    t.after(() => child.kill())
    assert.deepEqual(await once(child, 'exit'), [0, null])
  })
}
