import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { EventHandler } from '../src/events/index.ts'
import { InProcess, library } from './in-process.ts'

setFlagsFromString('--expose-gc')
const gc = runInNewContext('gc') as () => void

let program: InProcess
let events: EventHandler<{ Tick(n: number): void }>
let Door: new () => object

before(async () => {
  program = new InProcess()
  ;({ events, Door } = await program.load<{ events: typeof events, Door: typeof Door }>('door.ts', `import { EventHandler } from ${library}
export const events = new EventHandler()
export class Door { static count = 0; event_Tick() { Door.count++ } }`))
})
after(() => { program.end() })

const turn = async (): Promise<void> => new Promise(resolve => { setImmediate(resolve) })

/** Collects until what the collector took has been told. */
async function collected(): Promise<number> {
  for (let times = 0; times < 6; times++) {
    gc()
    await turn()
  }
  return process.memoryUsage().heapUsed
}

async function inTurns(count: number, make: () => void): Promise<void> {
  for (let made = 0; made < count; made += 10_000) {
    for (let index = 0; index < 10_000; index++) make()
    events.Tick(made)
    await turn()
  }
}

test('a million subscribers that are created and dropped leave no memory behind', async () => {
  let kept: object = new Door()
  await inTurns(20_000, () => { kept = new Door() })
  const start = await collected()
  await inTurns(1_000_000, () => { kept = new Door() })
  const end = await collected()
  assert.ok(end - start < 500_000, `${end - start} bytes more`)
  assert.deepEqual(events.describe().events.map(({ subscribers }) => subscribers.map(({ count }) => count)), [[1]])
  events.unregister(kept)
})

test('nor do callbacks of objects that are dropped, and registrations that end', async () => {
  const register = (): void => {
    const owner = { count: 0 }
    events.Tick.register(function (this: typeof owner) { this.count++ } as () => void, { owner })
    events.Tick.register(() => {})[Symbol.dispose]()
    events.register({ event_Tick() {} })[Symbol.dispose]()
  }
  await inTurns(20_000, register)
  const start = await collected()
  await inTurns(100_000, register)
  const end = await collected()
  assert.ok(end - start < 500_000, `${end - start} bytes more`)
  assert.deepEqual(events.describe().events, [])
})

test('a subscriber lives as long as the program holds it, and gets its events through collections', async () => {
  const kept = Array.from({ length: 1000 }, () => new Door())
  const constructor = Door as unknown as { count: number }
  constructor.count = 0
  for (let times = 0; times < 5; times++) {
    await collected()
    events.Tick(times)
  }
  assert.equal(constructor.count, 5000)
  kept.length = 0
  await collected()
  events.Tick(6)
  assert.equal(constructor.count, 5000)
})
