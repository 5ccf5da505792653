import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import fs, { watch as importedWatch } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import net from 'node:net'
import os from 'node:os'
import { test } from 'node:test'
import timers, { setTimeout as importedTimeout } from 'node:timers'
import promises, { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { callback } from './effect.ts'
import { createRecorder } from './recorder.ts'

const places: [object, string][] = [
  [globalThis, 'setTimeout'], [globalThis, 'setInterval'], [globalThis, 'setImmediate'], [timers, 'setTimeout'],
  [EventEmitter, 'init'], [EventEmitter.prototype, 'on'], [EventEmitter.prototype, 'addListener'],
  [EventEmitter.prototype, 'once'], [EventEmitter.prototype, 'prependListener'],
  [EventTarget.prototype, 'addEventListener'], [net.Server.prototype, 'listen'], [fs, 'watch'], [fs, 'watchFile']
]
const look = () => [...places.map(([target, key]) => Object.getOwnPropertyDescriptor(target, key)), importedTimeout,
  importedWatch]

test('the top level has run, and the platform is as it was', async () => {
  const before = look()
  const recorder = createRecorder()
  recorder.enter({})
  assert.notEqual(setTimeout, before[0])
  assert.notEqual(importedTimeout, before.at(-2))
  recorder.leave()
  await nextTurn()
  assert.deepEqual(look(), before)
  assert.ok(look().every((now, at) => at < places.length || now === before[at]))
  assert.ok(places.every(([target, key], at) =>
    Object.getOwnPropertyDescriptor(target, key)?.value === (before[at] as PropertyDescriptor).value))
})

test('a wrapper looks like what it stands before', () => {
  const { name, length } = setTimeout
  const recorder = createRecorder()
  recorder.enter({})
  assert.deepEqual([setTimeout.name, setTimeout.length], [name, length])
  assert.equal(Reflect.get(setTimeout, promisify.custom), promises.setTimeout)
  assert.match(Function.prototype.toString.call(setTimeout), /native code/)
  assert.equal(setTimeout, timers.setTimeout)
  assert.equal(setTimeout, importedTimeout)
  assert.equal(EventEmitter.prototype.on, EventEmitter.prototype.addListener)
  recorder.leave()
})

test('modules follow each other, and each owner has its own', () => {
  const recorder = createRecorder()
  const [town, tavern] = [{}, {}]
  recorder.enter(town)
  setInterval(() => {}, 1000)
  recorder.enter(tavern)
  setInterval(() => {}, 2000)
  recorder.enter(town)
  setInterval(() => {}, 3000)
  recorder.leave()
  const unowned = setInterval(() => {}, 4000)
  assert.deepEqual(recorder.names(town), ['interval 1000 ms', 'interval 3000 ms'])
  assert.deepEqual(recorder.names(tavern), ['interval 2000 ms'])
  assert.deepEqual(recorder.dispose(town).map(({ name }) => name), ['interval 3000 ms', 'interval 1000 ms'])
  assert.equal(recorder.dispose(tavern).length, 1)
  assert.deepEqual(recorder.dispose(town), [])
  assert.equal(Reflect.get(unowned, '_destroyed'), false)
  clearInterval(unowned)
})

test('a top level that throws, or waits, records nothing for others', async () => {
  const before = setTimeout
  const recorder = createRecorder()
  const owner = {}
  recorder.enter(owner)
  await sleep(1)
  const timer = setTimeout(() => {}, 1000)
  assert.equal(setTimeout, before)
  assert.equal(recorder.count(owner), 0)
  clearTimeout(timer)
})

test('a wrapper that the program kept works, and records when somebody is recording', async () => {
  const recorder = createRecorder()
  const owner = {}
  recorder.enter(owner)
  const later = setTimeout
  recorder.leave()
  await nextTurn()
  const told = await new Promise(resolve => later(resolve, 1, 'told'))
  assert.equal(told, 'told')
  assert.equal(await promisify(later)(1, 'promised'), 'promised')
  assert.equal(recorder.count(owner), 0)
  recorder.enter(owner)
  later(() => {}, 1000)
  recorder.leave()
  assert.equal(recorder.dispose(owner).length, 1)
})

test('a wrapper that the program puts back is replaced by the original next time', async () => {
  const original = setTimeout
  const recorder = createRecorder()
  recorder.enter({})
  const kept = setTimeout
  recorder.leave()
  await nextTurn()
  globalThis.setTimeout = kept
  recorder.enter({})
  recorder.leave()
  await nextTurn()
  assert.equal(setTimeout, original)
})

test('what the program put in place of a wrapper stays', async () => {
  const original = setInterval
  const recorder = createRecorder()
  recorder.enter({})
  const wrapped = setInterval
  const counting = Object.assign((...args: Parameters<typeof setInterval>) => wrapped(...args), original)
  globalThis.setInterval = counting
  recorder.leave()
  await nextTurn()
  assert.equal(setInterval, counting)
  globalThis.setInterval = original
})

test("Node's own listeners and timers are not the program's", async () => {
  const recorder = createRecorder()
  const owner = {}
  recorder.enter(owner)
  const server = createServer((_, response) => response.end('hello')).listen(0)
  const waiting = once(server, 'listening')
  const napping = sleep(1, 'slept')
  const promised = promisify(setTimeout)(1, 'promised')
  recorder.leave()
  await waiting
  assert.deepEqual([await napping, await promised], ['slept', 'promised'])
  assert.equal(recorder.count(owner), 1)
  assert.equal(recorder.dispose(owner)[0].kind, 'server')
})

test('what a required module does while it is loaded belongs to the module', t => {
  const recorder = createRecorder()
  const [owner, required] = [{}, {}]
  const require = createRequire(import.meta.url)
  const folder = fs.mkdtempSync(`${os.tmpdir()}/effects-`)
  t.after(() => fs.rmSync(folder, { recursive: true }))
  fs.writeFileSync(`${folder}/clock.cjs`, `
    exports.own = setInterval(() => {}, 1000)
    exports.start = () => setInterval(() => {}, 2000)
    enterRequired(); setInterval(() => {}, 3000); leaveRequired()`)
  Object.assign(globalThis, { enterRequired: () => recorder.enter(required), leaveRequired: recorder.leave })
  recorder.enter(owner)
  const clock = require(`${folder}/clock.cjs`) as { own: NodeJS.Timeout; start(): void }
  clock.start()
  recorder.leave()
  assert.deepEqual(recorder.names(owner), ['interval 2000 ms'])
  assert.deepEqual(recorder.names(required), ['interval 3000 ms'])
  recorder.dispose(owner)
  recorder.dispose(required)
  clearInterval(clock.own)
})

test('a dispose that throws is told, and stops no other', () => {
  const recorder = createRecorder()
  const owner = {}
  const undone: string[] = []
  const failure = new Error('the lamp is stuck')
  recorder.add(owner, callback(() => undone.push('first')))
  recorder.add(owner, callback(() => { throw failure }))
  recorder.add(owner, callback(() => undone.push('last')))
  const disposed = recorder.dispose(owner)
  assert.deepEqual(undone, ['last', 'first'])
  assert.deepEqual(disposed.map(({ error }) => error), [undefined, failure, undefined])
  for (const { restore } of disposed) restore()
  assert.equal(recorder.count(owner), 3)
})

test('emitters and targets are not held', async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const recorder = createRecorder()
  const owner = {}
  recorder.enter(owner)
  for (let count = 0; count < 10; count++) {
    const [door, bell] = [new EventEmitter(), new EventTarget()]
    door.on('knock', () => door.emit('heard'))
    bell.addEventListener('ring', () => bell.dispatchEvent(new Event('heard')))
  }
  recorder.leave()
  assert.equal(recorder.count(owner), 20)
  await sleep(1)
  collect()
  assert.equal(recorder.count(owner), 0)
})

test('effects that are over are not kept', () => {
  const recorder = createRecorder()
  const owner = {}
  recorder.enter(owner)
  for (let count = 0; count < 1000; count++) clearTimeout(setTimeout(() => {}, 1000))
  recorder.leave()
  assert.deepEqual(recorder.names(owner), [])
  assert.deepEqual(recorder.dispose(owner), [])
})
