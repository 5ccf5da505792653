import assert from 'node:assert/strict'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createRecorder } from './recorder.ts'

const recorder = createRecorder()

function record<T>(work: () => T): { owner: object; made: T } {
  const owner = {}
  recorder.enter(owner)
  const made = work()
  recorder.leave()
  return { owner, made }
}

function folderFor(t: TestContext): string {
  const folder = fs.mkdtempSync(`${os.tmpdir()}/effects-`)
  t.after(() => fs.rmSync(folder, { recursive: true }))
  return folder
}

/** Writes a file until another watcher of the folder has heard of it: by then any other would have, too. */
async function toldToOthers(t: TestContext, folder: string, file: string): Promise<void> {
  const others: (string | null)[] = []
  const watcher = fs.watch(folder, (_, name) => others.push(name))
  t.after(() => watcher.close())
  for (let n = 0; !others.includes(file); n++) {
    fs.writeFileSync(`${folder}/${file}`, String(n))
    await sleep(5)
  }
}

for (const options of [{}, { recursive: true }]) {
  test(`a watched folder, ${JSON.stringify(options)}`, async t => {
    const folder = folderFor(t)
    const heard: (string | null)[] = []
    const { owner, made } = record(() => fs.watch(folder, options, (_, name) => heard.push(name)))
    const [{ kind, name, restore }] = recorder.dispose(owner)
    assert.deepEqual([kind, name], ['watcher', `watcher ${folder}`])
    await toldToOthers(t, folder, 'silent.txt')
    assert.equal(heard.join(), '')
    restore()
    assert.equal(recorder.count(owner), 1)
    // It may take a moment until it watches again.
    for (let n = 0; !heard.includes('loud.txt'); n++) {
      fs.writeFileSync(`${folder}/loud.txt`, String(n))
      await sleep(5)
    }
    const closed = once(made, 'close')
    made.close()
    await closed
    heard.length = 0
    await toldToOthers(t, folder, 'late.txt')
    assert.equal(heard.join(), '')
  })
}

test('a closed watcher is over', t => {
  const { owner, made } = record(() => fs.watch(folderFor(t)))
  assert.equal(recorder.count(owner), 1)
  made.close()
  assert.deepEqual(recorder.dispose(owner), [])
})

test('a watched file', async t => {
  const file = `${folderFor(t)}/note.txt`
  fs.writeFileSync(file, 'one')
  const { promise, resolve } = Promise.withResolvers<void>()
  const { owner } = record(() => fs.watchFile(file, { interval: 5 }, () => resolve()))
  assert.deepEqual(recorder.names(owner), [`watcher ${file}`])
  const [{ restore }] = recorder.dispose(owner)
  assert.equal(recorder.count(owner), 0)
  restore()
  const writing = setInterval(() => fs.appendFileSync(file, ' and another'), 10)
  await promise
  clearInterval(writing)
  fs.unwatchFile(file)
  assert.deepEqual(recorder.dispose(owner), [])
})
