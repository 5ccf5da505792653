import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { EventEmitter, getEventListeners } from 'node:events'
import { suite, test } from 'node:test'
import { handler, turn } from './fixtures/written.ts'
import { EventHandler } from './index.ts'

suite('other ways to broadcast', () => {
  test('send waits for each stage, and gathers what failed', async () => {
    const { events, trouble } = handler()
    const got: string[] = []
    class Slow {
      async event_Tick_pre() { await turn(); got.push('pre') }
      async event_Tick(n: number) { got.push('begins'); await turn(); if (n === 2) throw new Error('two'); got.push('ends') }
      event_Tick_post() { got.push('post') }
    }
    const slow = [new Slow(), new Slow()]
    for (const each of slow) events.register(each)
    await events.send.Tick(1)
    assert.deepEqual(got.splice(0), ['pre', 'pre', 'begins', 'begins', 'ends', 'ends', 'post', 'post'])
    await assert.rejects(events.send.Tick(2), (error: AggregateError) => error.errors.map(String).join() === 'Error: two,Error: two')
    assert.deepEqual(got, ['pre', 'pre', 'begins', 'begins', 'post', 'post'])
    assert.deepEqual(trouble, [])
  })

  test('noblock returns at once and delivers in a later turn, in order, to those who are there then', async () => {
    const { events } = handler()
    const got: number[] = []
    events.noblock.Tick(1)
    events.noblock.Tick(2)
    events.Tick.register(n => { got.push(n); if (n === 1) events.noblock.Tick(3) })
    await Promise.resolve()
    assert.equal(got.length, 0)
    await turn()
    assert.deepEqual(got, [1, 2])
    await turn()
    assert.deepEqual(got, [1, 2, 3])
  })

  test('wait gives the next arguments, times out, and is cancelled', async () => {
    const { events } = handler()
    const waiting = events.Say.wait()
    events.Say('ann', 'hello')
    events.Say('ann', 'again')
    assert.deepEqual(await waiting, ['ann', 'hello'])
    await assert.rejects(events.Tick.wait({ timeout: 1 }), { code: 'LC3404' })
    const abort = new AbortController()
    const cancelled = events.Tick.wait({ signal: abort.signal, timeout: 10_000 })
    abort.abort(new Error('enough'))
    await assert.rejects(cancelled, { message: 'enough' })
    await assert.rejects(events.Tick.wait({ signal: abort.signal }), { message: 'enough' })
    assert.deepEqual(events.describe().events, [])
  })

  test('for await takes every broadcast, and ends with the loop', async () => {
    const { events } = handler()
    const got: number[] = []
    const loop = (async () => {
      for await (const [n] of events.Tick) {
        got.push(n)
        await turn()
        if (n === 3) break
      }
    })()
    events.Tick(1)
    events.Tick(2)
    events.Tick(3)
    await loop
    assert.deepEqual(got, [1, 2, 3])
    assert.deepEqual(events.describe().events, [])
  })
})

suite('bridges', () => {
  test('from an EventEmitter and an EventTarget, and back', () => {
    const { events } = handler()
    const emitter = new EventEmitter()
    const target = new EventTarget()
    const got: unknown[] = []
    events.Tick.register(n => { got.push(n) })
    const from = [events.receive(emitter, { tick: 'Tick' }), events.receive(target, ['Nothing'])]
    emitter.emit('tick', 4)
    events.Nothing.register((...all: unknown[]) => { got.push((all[0] as globalThis.Event).type) })
    target.dispatchEvent(new Event('Nothing'))
    assert.deepEqual(got.splice(0), [4, 'Nothing'])
    for (const each of from) each.unregister()
    emitter.emit('tick', 5)
    assert.equal(got.length, 0)
    emitter.on('said', (...all: unknown[]) => { got.push(all) })
    target.addEventListener('Say', event => { got.push((event as CustomEvent).detail) })
    const to = [events.relay(emitter, { Say: 'said' }), events.relay(target, ['Say'])]
    events.Say('ann', 'hello')
    assert.deepEqual(got.splice(0), [['ann', 'hello'], ['ann', 'hello']])
    for (const each of to) each.unregister()
    events.Say('ann', 'hello')
    assert.equal(got.length, 0)
  })
})

suite('classes that nobody manages', () => {
  test('track: instances from before, and those of the class that it gives', () => {
    const { events } = handler()
    const got: string[] = []
    class Plain { name: string; constructor(name: string) { this.name = name } event_Tick() { got.push(this.name) } static event_Nothing() { got.push('static') } }
    const before = new Plain('before')
    const Door = events.track(Plain)
    class Sub extends Door { event_Say() { got.push(`${this.name} says`) } }
    const all = [new Door('after'), new Sub('sub')]
    assert.ok(all.every(each => each instanceof Door && each instanceof Plain))
    assert.equal(events.track(Plain), Door)
    assert.equal(events.track(Door), Door)
    const second = handler().events
    const Other = second.track(Plain)
    const other = new Other('other')
    second.Tick(1)
    assert.deepEqual(got.splice(0).toSorted(), ['after', 'before', 'other', 'sub'])
    second.unregister(other)
    events.Tick(1)
    events.Say('a', 'b')
    events.Nothing()
    assert.deepEqual(got, ['before', 'after', 'sub', 'sub says', 'static'])
    assert.equal(before.name, 'before')
  })
})

test('what registers and leaves again and again, under one signal, leaves nothing behind', () => {
  const { events } = handler()
  const { signal } = new AbortController()
  const lamp = { event_Tick() {} }
  for (let times = 0; times < 100; times++) {
    events.register(lamp, { signal }).unregister()
    events.Tick.register(() => {}, { signal }).unregister()
  }
  assert.equal(getEventListeners(signal, 'abort').length, 0)
  assert.deepEqual(events.describe().events, [])
})

test('one that leaves and throws is told by its name', () => {
  const { events, trouble } = handler()
  class Once { event_Tick() { events.unregister(this); throw new Error('done') } }
  const all = [new Once(), new Once()]
  events.register(all[0]!)
  events.Tick(1)
  for (const each of all) events.register(each)
  events.Tick(2)
  assert.deepEqual(trouble, Array.from({ length: 3 }, () => 'Tick event_Tick Once Error: done'))
})

test('describe tells who listens and why', () => {
  const { events } = handler()
  class Greeter { event_Tick() {} event_Say_pre() {} }
  const all = [new Greeter(), new Greeter()]
  for (const each of all) events.register(each)
  events.Tick.register(function audit() {}, { priority: 3 })
  assert.deepEqual(events.describe().events, [
    { event: 'Tick', subscribers: [{ stage: 'main', name: 'audit', count: 1, why: 'callback', priority: 3 }, { stage: 'main', name: 'Greeter', count: 2, why: 'registered', priority: 0 }] },
    { event: 'Say', subscribers: [{ stage: 'pre', name: 'Greeter', count: 2, why: 'registered', priority: 0 }] },
  ])
  assert.equal(String(events.describe()), 'Tick\n  main audit  callback, priority 3\n  main Greeter × 2  registered\nSay\n  pre  Greeter × 2  registered')
})

test('a handler shows nothing but its events, whatever they are called', async () => {
  const events = new EventHandler<{ core(): void, stage(n: number): void, options(): void, entry(): void }>()
  let got = 0
  events.stage.register(n => { got += n })
  events.core.register(() => { got += 10 })
  events.stage(1)
  events.core()
  assert.equal(got, 11)
  assert.equal(await Promise.resolve(events), events)
  assert.equal(JSON.stringify(events), '{}')
})

test('broadcasts where no code can be made from strings', () => {
  const program = `import { EventHandler } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)}
const events = new EventHandler({ onError: error => console.log(String(error)) })
events.Tick.register(n => console.log(n), { stage: 'pre' })
events.Tick.register(() => { throw new Error('no') })
events.Tick.register(n => { console.log(n + 1); if (n > 5) events.Tick(n - 5) })
events.Tick(7)`
  const flags = ['--disallow-code-generation-from-strings', '--input-type=module-typescript', '--no-warnings']
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, '--eval', program], { encoding: 'utf8' })
  assert.equal(stdout.replaceAll('\n', ' '), '7 Error: no 8 2 Error: no 3 ', stderr)
})
