import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createRecorder } from './recorder.ts'

function record<T>(work: () => T) {
  const recorder = createRecorder()
  const owner = {}
  recorder.enter(owner)
  const made = work()
  recorder.leave()
  return { recorder, owner, made }
}

test('an interval stops, and goes on as the same object', async () => {
  const ticks: number[] = []
  const { recorder, owner, made } = record(() => setInterval((tick: number) => { ticks.push(tick) }, 5, 1))
  const disposed = recorder.dispose(owner)
  assert.deepEqual(disposed.map(({ kind, name }) => [kind, name]), [['timer', 'interval 5 ms']])
  await sleep(30)
  assert.equal(ticks.length, 0)
  disposed[0].restore()
  assert.equal(recorder.count(owner), 1)
  while (ticks.length < 2) await sleep(1)
  clearInterval(made)
  const last = ticks.length
  await sleep(20)
  assert.equal(ticks.length, last)
  assert.equal(recorder.count(owner), 0)
})

test('a timeout fires when it would have fired', async () => {
  const fired: string[] = []
  const started = performance.now()
  const { recorder, owner, made } = record(() => setTimeout(() => fired.push(performance.now() - started > 299 ? 'mine' : 'early'), 300))
  await sleep(20)
  const disposed = recorder.dispose(owner)
  assert.equal(disposed[0].name, 'timeout 300 ms')
  await sleep(20)
  disposed[0].restore()
  assert.equal(recorder.count(owner), 1)
  // One that begins only now fires later, however busy the machine is.
  await sleep(300)
  fired.push('began anew')
  assert.deepEqual(fired, ['mine', 'began anew'])
  assert.equal(recorder.count(owner), 0)
  made.refresh()
  assert.equal(Reflect.get(made, '_idleTimeout'), 300)
  clearTimeout(made)
})

test('a restored timer that waits for nobody keeps no process alive', () => {
  const { recorder, owner, made } = record(() => setTimeout(() => {}, 100_000).unref())
  recorder.dispose(owner)[0].restore()
  assert.equal(made.hasRef(), false)
  made.ref()
  assert.deepEqual(process.getActiveResourcesInfo().filter(each => each === 'Timeout').length > 0, true)
  clearTimeout(made)
})

test('a fired, a cleared and a closed timer are over', async () => {
  const { recorder, owner, made } = record(() =>
    [setTimeout(() => {}, 1), setInterval(() => {}, 1000), setTimeout(() => {}, 1000)])
  assert.equal(recorder.count(owner), 3)
  clearInterval(made[1])
  made[2].close()
  await sleep(10)
  assert.deepEqual(recorder.names(owner), [])
  assert.deepEqual(recorder.dispose(owner), [])
})

test('an immediate of a failed update is not run', async () => {
  const heard: string[] = []
  const { recorder, owner } = record(() => setImmediate((word: string) => heard.push(word), 'now'))
  const disposed = recorder.dispose(owner)
  assert.deepEqual(disposed.map(({ kind, name }) => [kind, name]), [['immediate', 'immediate']])
  await sleep(5)
  assert.deepEqual(heard, [])
  disposed[0].restore()
  assert.equal(recorder.count(owner), 1)
  await sleep(5)
  assert.deepEqual(heard, ['now'])
  assert.equal(recorder.count(owner), 0)
})
