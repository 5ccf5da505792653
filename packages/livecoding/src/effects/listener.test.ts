import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import fs from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import os from 'node:os'
import { PassThrough, Readable } from 'node:stream'
import { test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { MessageChannel } from 'node:worker_threads'
import { createRecorder } from './recorder.ts'

const recorder = createRecorder()

function record(work: () => void): object {
  const owner = {}
  recorder.enter(owner)
  work()
  recorder.leave()
  return owner
}

test('a listener goes, and comes back at its place', () => {
  const door = new EventEmitter()
  const heard: string[] = []
  const say = (word: string) => () => void heard.push(word)
  const mine: object[] = []
  door.on('knock', say('one'))
  mine.push(record(() => door.on('knock', say('two')).addListener('knock', say('three'))))
  door.on('knock', say('four'))
  mine.push(record(() => door.prependListener('knock', say('zero'))))
  const heardNow = () => { heard.length = 0; door.emit('knock'); return heard.join(' ') }

  assert.equal(heardNow(), 'zero one two three four')
  assert.deepEqual(recorder.names(mine[0]), ['listener knock', 'listener knock'])
  const [first, second] = mine.map(recorder.dispose)
  assert.equal(heardNow(), 'one four')
  for (const { restore } of [...second, ...first]) restore()
  assert.equal(heardNow(), 'zero one two three four')
  for (const { restore } of mine.flatMap(recorder.dispose).toReversed()) restore()
  assert.equal(heardNow(), 'zero one two three four')
})

test('a listener for once comes back for once, and is over when it fired', () => {
  const door = new EventEmitter()
  const heard: string[] = []
  const owner = record(() => {
    door.once('open', who => heard.push(who))
    door.prependOnceListener('open', who => heard.push(`first ${who}`))
  })
  const disposed = recorder.dispose(owner)
  assert.equal(disposed.length, 2)
  door.emit('open', 'ann')
  for (const { restore } of disposed) restore()
  door.emit('open', 'bob')
  door.emit('open', 'cat')
  assert.deepEqual(heard, ['first bob', 'bob'])
  assert.equal(recorder.count(owner), 0)
})

test('a removed listener is over', () => {
  const door = new EventEmitter()
  const listen = () => {}
  const owner = record(() => door.on('knock', listen).on(Symbol('secret'), listen))
  door.off('knock', listen)
  assert.deepEqual(recorder.dispose(owner).map(({ name }) => name), ['listener Symbol(secret)'])
})

test('a signal of the process is heard no more, and heard again', () => {
  const others = process.listenerCount('SIGUSR2')
  const owner = record(() => process.on('SIGUSR2', () => {}))
  assert.equal(process.listenerCount('SIGUSR2'), others + 1)
  const [{ restore }] = recorder.dispose(owner)
  assert.equal(process.listenerCount('SIGUSR2'), others)
  restore()
  assert.equal(process.listenerCount('SIGUSR2'), others + 1)
  recorder.dispose(owner)
})

test('a class with an `on` of its own is asked once', () => {
  class Bell extends EventEmitter {
    asked = 0
    override on(event: string, listener: () => void): this {
      this.asked++
      return super.on(event, listener)
    }
  }
  const bell = new Bell()
  const owner = record(() => bell.once('ring', () => {}))
  const [{ restore }] = recorder.dispose(owner)
  assert.equal(bell.listenerCount('ring'), 0)
  restore()
  assert.equal(bell.listenerCount('ring'), 1)
  assert.equal(bell.asked, 1)
})

test('a stream is listened to by the program; its pipes are its own', async () => {
  const river = new PassThrough()
  const drops: string[] = []
  const sink = new PassThrough()
  const owner = record(() => {
    river.on('data', drop => drops.push(String(drop)))
    river.pipe(sink)
    Readable.from(['a']).pipe(new PassThrough())
  })
  assert.deepEqual(recorder.names(owner), ['listener data'])
  const [{ restore }] = recorder.dispose(owner)
  river.write('lost')
  await nextTurn()
  restore()
  river.write('caught')
  await nextTurn()
  assert.deepEqual(drops, ['caught'])
  assert.equal(String(sink.read(10)), 'lostcaught')
})

test('the error listener of what the owner made stays with it', () => {
  const old = new EventEmitter()
  let made = old
  const owner = record(() => {
    old.on('error', () => {})
    made = new PassThrough().on('error', () => {}).on('end', () => {})
  })
  assert.deepEqual(recorder.dispose(owner).map(({ name }) => name), ['listener end', 'listener error'])
  assert.equal(made.listenerCount('error') > 0, true)
  assert.equal(old.listenerCount('error'), 0)
})

test('the wiring inside of what a library made stays; its listeners elsewhere go', t => {
  const folder = fs.mkdtempSync(`${os.tmpdir()}/effects-`)
  t.after(() => fs.rmSync(folder, { recursive: true }))
  fs.mkdirSync(`${folder}/node_modules/bells`, { recursive: true })
  fs.writeFileSync(`${folder}/node_modules/bells/index.js`, `
    const { EventEmitter } = require('node:events')
    exports.bell = tower => {
      const bell = new EventEmitter().on('ring', () => {})
      tower.on('fall', () => bell.emit('ring'))
      return bell
    }`)
  const tower = new EventEmitter()
  const { bell } = createRequire(`${folder}/main.js`)('bells') as { bell(tower: EventEmitter): EventEmitter }
  const owner = record(() => bell(tower).on('ring', () => {}))
  assert.deepEqual(recorder.dispose(owner).map(({ name }) => name), ['listener ring', 'listener fall'])
})

test('an event target: once, capture, place, signals and doubles', () => {
  const bell = new EventTarget()
  const heard: string[] = []
  const say = (word: string) => () => void heard.push(word)
  const ring = () => { heard.length = 0; bell.dispatchEvent(new Event('ring')); return heard.join(' ') }
  const leaving = new AbortController()
  const double = say('double')
  bell.addEventListener('ring', double)
  const owner = record(() => {
    bell.addEventListener('ring', double)
    bell.addEventListener('ring', say('captured'), true)
    bell.addEventListener('ring', { handleEvent: say('object') }, { capture: true })
    bell.addEventListener('ring', say('guest'), { signal: leaving.signal })
    bell.addEventListener('ring', say('once'), { once: true })
    bell.addEventListener('ring', say('never'), { signal: AbortSignal.abort() })
  })
  bell.addEventListener('ring', say('last'))
  assert.equal(recorder.count(owner), 4)
  const disposed = recorder.dispose(owner)
  assert.equal(ring(), 'double last')
  for (const { restore } of disposed) restore()
  assert.equal(ring(), 'double captured object guest once last')
  assert.equal(ring(), 'double captured object guest last')
  leaving.abort()
  assert.equal(ring(), 'double captured object last')
  assert.equal(recorder.count(owner), 2)
  for (const { restore } of recorder.dispose(owner).toReversed()) restore()
  assert.equal(ring(), 'double captured object last')
})

test('a message port has listeners of both kinds', async () => {
  const { port1, port2 } = new MessageChannel()
  const heard: unknown[] = []
  const owner = record(() => {
    port1.on('message', word => heard.push(word))
    port1.addEventListener('message', event => heard.push((event as MessageEvent).data))
  })
  assert.equal(recorder.count(owner), 2)
  const disposed = recorder.dispose(owner)
  for (const { restore } of disposed) restore()
  port2.postMessage('hello')
  while (heard.length < 2) await nextTurn()
  assert.deepEqual(heard, ['hello', 'hello'])
  recorder.dispose(owner)
  port1.close()
})

test('behind a wait, what Node registered for the program counts where the program registers it itself', async () => {
  const own = () => 'the code of a program has guards: $lc0.m1s0'
  const ended = async () => {
    await nextTurn()
    const [first, second] = [createServer(own), createServer()]
    first.on('connect', own)
    second.on('connect', own)
  }
  const owner = {}
  recorder.enter(owner)
  const work = ended()
  recorder.ran(work)
  recorder.leave()
  await work
  assert.deepEqual(recorder.names(owner), ['listener connect', 'listener connect'])
})
