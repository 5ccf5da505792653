import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { EventEmitter, getEventListeners } from 'node:events'
import { suite, test } from 'node:test'
import { EventHandler } from './index.ts'

interface Events {
  Tick(n: number): void
  Say(who: string, what: string): void
  Nothing(): void
  Long(a: number, b: number, c: number, d: number, e: number): void
}

/** A handler whose trouble is written down. */
function handler(): { events: EventHandler<Events>, trouble: string[] } {
  const trouble: string[] = []
  return { trouble, events: new EventHandler<Events>({ onError: (error, { event, method, subscriber }) => { trouble.push(`${event} ${method} ${subscriber.constructor.name} ${String(error)}`) } }) }
}

const turn = async (): Promise<void> => new Promise(resolve => { setImmediate(resolve) })

suite('broadcasts', () => {
  test('reach methods named for them, with all arguments, in the order of registration', () => {
    const { events } = handler()
    const got: unknown[] = []
    class First { event_Say(...all: unknown[]) { got.push(['first', ...all]) } event_Long(...all: unknown[]) { got.push(all) } event_Nothing(...all: unknown[]) { got.push(all) } }
    class Second extends First { override event_Say(...all: unknown[]) { got.push(['second', ...all]) } event_Tick(n: number) { got.push(n) } }
    const [a, b] = [new First(), new Second()]
    events.register(b)
    events.register(a)
    events.register(a)
    events.Say('ann', 'hello')
    events.Tick(7)
    assert.deepEqual(got.splice(0), [['second', 'ann', 'hello'], ['first', 'ann', 'hello'], 7])
    events.Nothing()
    events.Long(1, 2, 3, 4, 5)
    assert.deepEqual(got, [[], [], [1, 2, 3, 4, 5], [1, 2, 3, 4, 5]])
  })

  test('finish each stage before the next begins', () => {
    const { events } = handler()
    const got: string[] = []
    class All {
      name: string
      constructor(name: string) { this.name = name }
      event_Tick_post() { got.push(`${this.name} post`) }
      event_Tick() { got.push(this.name) }
      event_Tick_pre(n: number) { got.push(`${this.name} pre ${n}`) }
    }
    const both = [new All('a'), new All('b')]
    for (const each of both) events.register(each)
    events.Tick(1)
    assert.deepEqual(got, ['a pre 1', 'b pre 1', 'a', 'b', 'a post', 'b post'])
  })

  test('go on behind a subscriber that throws, now or later', async () => {
    const { events, trouble } = handler()
    const got: string[] = []
    class Bad { event_Tick() { throw new Error('now') } }
    class Late { async event_Tick() { throw new Error('later') } }
    class Good { event_Tick() { got.push('good') } }
    const all = [new Bad(), new Late(), new Good(), new Bad()]
    for (const each of all) events.register(each)
    events.Tick(1)
    await turn()
    assert.deepEqual(got, ['good'])
    assert.deepEqual(trouble, ['Tick event_Tick Bad Error: now', 'Tick event_Tick Bad Error: now', 'Tick event_Tick Late Error: later'])
  })

  test('higher priorities come first, equal ones as they registered', () => {
    const { events } = handler()
    const got: string[] = []
    events.Tick.register(() => got.push('a'))
    events.Tick.register(() => got.push('low'), { priority: -1 })
    events.Tick.register(() => got.push('high'), { priority: 5 })
    events.Tick.register(() => got.push('b'))
    events.Tick.register(() => got.push('high too'), { priority: 5 })
    events.Tick(1)
    assert.deepEqual(got, ['high', 'high too', 'a', 'b', 'low'])
  })

  test('registering an instance again with another priority moves it', () => {
    const { events } = handler()
    const got: string[] = []
    const first = { event_Tick() { got.push('first') } }
    const second = { event_Tick() { got.push('second') } }
    events.register(first)
    events.register(second)
    events.register(second, { priority: 1 })
    events.Tick(1)
    assert.deepEqual(got, ['second', 'first'])
  })
})

suite('inside a subscriber', () => {
  test('who registers gets the next broadcast; who leaves is not called any more', () => {
    const { events } = handler()
    const got: string[] = []
    const last = { event_Tick() { got.push('last') } }
    const late = { event_Tick() { got.push('late') } }
    events.Tick.register(() => {
      got.push('first')
      events.unregister(last)
      events.register(late)
      events.Tick.register(() => got.push('urgent'), { priority: 9 })
    })
    events.register(last)
    events.Tick(1)
    assert.deepEqual(got.splice(0), ['first'])
    events.Tick(2)
    assert.deepEqual(got, ['urgent', 'first', 'late'])
  })

  test('broadcasting again delivers at once, to all', () => {
    const { events } = handler()
    const got: string[] = []
    events.Tick.register(n => { got.push(`a${n}`); if (n === 1) events.Tick(2) })
    events.Tick.register(n => { got.push(`b${n}`) })
    events.Tick(1)
    assert.deepEqual(got, ['a1', 'a2', 'b2', 'b1'])
  })

  test('one that left while broadcasts were under way, one inside the other, is called by none of them', () => {
    const { events } = handler()
    const got: string[] = []
    const leaving = { event_Tick(n: number) { got.push(`leaving ${n}`) } }
    events.Tick.register(n => {
      if (n < 3) events.Tick(n + 1)
      if (n === 3) events.unregister(leaving)
      events.Tick.register(() => {}, { priority: n })
    })
    events.register(leaving)
    events.Tick(1)
    assert.equal(got.length, 0)
  })

  test('a broadcast without end is given up, and the next one is as ever', () => {
    const { events } = handler()
    let count = 0
    const echo = (n: number): void => { count++; if (n > 0) events.Tick(n) }
    events.Tick.register(echo)
    events.Tick.register(echo)
    assert.throws(() => { events.Tick(1) }, { code: 'LC3403' })
    assert.equal(count, 500)
    events.Tick(0)
    assert.equal(count, 502)
  })
})

suite('callbacks', () => {
  test('are registered for a stage, and end by hand, by signal, by `using`, by themselves, or by their function', () => {
    const { events } = handler()
    const got: unknown[] = []
    const abort = new AbortController()
    const byHand = events.Tick.register(() => got.push('hand'), { stage: 'post' })
    events.Tick.register(() => got.push('signal'), { signal: abort.signal })
    events.Tick.register(function (this: Disposable) { got.push('once'); this[Symbol.dispose]() } as () => void)
    const named = (): void => { got.push('named') }
    events.Tick.register(named)
    // What `using` does at the end of a block.
    const block = events.Tick.register(() => got.push('using'), { stage: 'pre' })
    events.Tick(1)
    block[Symbol.dispose]()
    assert.deepEqual(got.splice(0), ['using', 'signal', 'once', 'named', 'hand'])
    byHand.unregister()
    byHand.unregister()
    abort.abort()
    assert.equal(events.Tick.unregister(named), true)
    assert.equal(events.Tick.unregister(named), false)
    events.Tick(2)
    assert.equal(got.length, 0)
    events.Tick.register(() => got.push('aborted'), { signal: abort.signal })
    events.Tick(3)
    assert.equal(got.length, 0)
  })

  test('of an object are called with it', () => {
    const { events } = handler()
    class Counter { count = 0; add(n: number) { this.count += n } }
    const counter = new Counter()
    events.Tick.register(counter.add, { owner: counter })
    events.Tick(4)
    assert.equal(counter.count, 4)
    assert.deepEqual(events.describe().events[0]?.subscribers.map(({ name }) => name), ['add of Counter'])
  })

  test('what cannot be registered is told, and changes nothing', () => {
    const { events } = handler()
    assert.throws(() => events.register(7 as never), { code: 'LC3405', name: 'TypeError' })
    assert.throws(() => events.Tick.register('tick' as never), { code: 'LC3405' })
    assert.throws(() => events.Tick.register(() => {}, { stage: 'before' as never }), { code: 'LC3405' })
    assert.throws(() => events.relay(null as never, ['Tick']), { code: 'LC3405' })
    assert.throws(() => events.track({} as never), { code: 'LC3405' })
    assert.deepEqual(events.describe().events, [])
  })
})

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
