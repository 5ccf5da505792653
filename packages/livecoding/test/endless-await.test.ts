import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Story } from './story.ts'

// A save whose `await` never ended held up every save after it, the one that mended it, too, and nothing was told.

const files = {
  'db.ts': "export const db = await Promise.resolve('one')\n",
  'tile.ts': 'export const tile = () => 1\n',
  'main.ts': `import { db } from './db.ts'
import { tile } from './tile.ts'
const given = globalThis as { done?: (value: string) => void }
export const probe = (end: boolean) => {
  if (end) given.done!('late')
  return [typeof given.done, db, tile()]
}
`,
}
const endless = 'export const db = await new Promise<string>(done => { (globalThis as { done?: unknown }).done = done })\n'

async function startWaiting(t: Parameters<typeof Story.start>[0]): Promise<Story> {
  const story = await Story.start(t, files)
  story.write({ 'db.ts': endless })
  while ((await story.probe() as string[])[0] !== 'function') await sleep(5)
  return story
}

suite('a save that waits for what does not come', () => {
  test('is given up once its file is saved again, and what comes later is nobody\'s', async t => {
    const story = await startWaiting(t)
    story.write({ 'db.ts': "export const db = await Promise.resolve('two')\n" })
    const failed = await story.problem('LC1407')
    assert.equal(failed.status, 'failed')
    assert.deepEqual(failed.files, ['db.ts'])
    await story.applied()
    assert.deepEqual(await story.probe(true), ['function', 'two', 1])
    assert.deepEqual(await story.probe(), ['function', 'two', 1])
  })

  test('does not hold up other files for ever', async t => {
    const story = await startWaiting(t)
    story.write({ 'tile.ts': 'export const tile = () => 2\n' })
    const told = await story.told(update => update.status === 'applied' && update.files.includes('tile.ts'))
    assert.ok(told.some(({ problems }) => problems.some(({ code }) => code === 'LC1407')))
    assert.deepEqual(await story.probe(), ['function', 'one', 2])
    story.write({ 'db.ts': "export const db = await Promise.resolve('three')\n" })
    await story.applied()
    assert.deepEqual(await story.probe(), ['function', 'three', 2])
  })

  test('is applied when it comes in time, though a newer save is there', async t => {
    const story = await startWaiting(t)
    story.write({ 'tile.ts': 'export const tile = () => 3\n' })
    await story.probe(true)
    await story.told(update => update.status === 'applied' && update.files.includes('tile.ts'))
    assert.deepEqual(await story.probe(), ['function', 'late', 3])
  })

  test('once given up, holds up no save, and is tried again behind each', async t => {
    const story = await startWaiting(t)
    story.write({ 'tile.ts': 'export const tile = () => 2\n' })
    await story.told(update => update.status === 'applied' && update.files.includes('tile.ts'))
    for (const size of [3, 4, 5]) {
      story.write({ 'tile.ts': `export const tile = () => ${size}\n` })
      const told = await story.told(update => update.status === 'applied' && update.files.includes('tile.ts'))
      assert.ok(told.at(-1)!.ms < 1500, `${told.at(-1)!.ms} ms`)
      assert.equal((await story.probe() as unknown[])[2], size)
    }
    const tried = story.told(update => update.status === 'applied' && update.files.includes('db.ts'))
    await story.probe(true)
    await tried
    assert.deepEqual(await story.probe(), ['function', 'late', 5])
  })
})
