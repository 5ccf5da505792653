import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { handler, turn } from './fixtures/written.ts'

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
