// One engine, so many subscribers: prints the nanoseconds of processor time for one broadcast. The work of a subscriber is one
// addition to a field of its own.
const [engine, many, library] = process.argv.slice(2)
const count = Number(many)

class Subscriber {
  total = 0
  event_Tick(n) { this.total = (this.total + n) | 0 }
}

const engines = {
  async plain(list) { return rounds => { for (let n = 0; n < rounds; n++) for (let index = 0; index < list.length; index++) list[index].event_Tick(n) } },
  async livecoding(list) {
    const { EventHandler } = await import(library)
    const events = new EventHandler()
    for (const each of list) events.register(each)
    return rounds => { for (let n = 0; n < rounds; n++) events.Tick(n) }
  },
  async 'node:events'(list) {
    const { EventEmitter } = await import('node:events')
    const emitter = new EventEmitter().setMaxListeners(0)
    for (const each of list) emitter.on('Tick', n => { each.event_Tick(n) })
    return rounds => { for (let n = 0; n < rounds; n++) emitter.emit('Tick', n) }
  },
  async mitt(list) {
    const { default: mitt } = await import('mitt')
    const emitter = mitt()
    for (const each of list) emitter.on('Tick', n => { each.event_Tick(n) })
    return rounds => { for (let n = 0; n < rounds; n++) emitter.emit('Tick', n) }
  },
  async eventemitter3(list) {
    const { EventEmitter } = await import('eventemitter3')
    const emitter = new EventEmitter()
    for (const each of list) emitter.on('Tick', each.event_Tick, each)
    return rounds => { for (let n = 0; n < rounds; n++) emitter.emit('Tick', n) }
  },
  async emittery(list) {
    const { default: Emittery } = await import('emittery')
    const emitter = new Emittery()
    for (const each of list) emitter.on('Tick', ({ data }) => { each.event_Tick(data) })
    return async rounds => { for (let n = 0; n < rounds; n++) await emitter.emit('Tick', n) }
  },
  async 'livecoding, send'(list) {
    const { EventHandler } = await import(library)
    const events = new EventHandler()
    for (const each of list) events.register(each)
    return async rounds => { for (let n = 0; n < rounds; n++) await events.send.Tick(n) }
  },
}

const turn = () => new Promise(resolve => setImmediate(resolve))
const used = () => process.cpuUsage().user * 1000

const list = Array.from({ length: count }, () => new Subscriber())
const run = await engines[engine](list)
await turn()

// As many rounds as take about 20 ms, then the quickest of many: what else the machine does only ever adds.
let rounds = 1
for (;;) {
  const start = used()
  await run(rounds)
  if (used() - start > 20e6) break
  rounds *= 2
}
let best = Infinity
for (let times = 0; times < 25; times++) {
  const start = used()
  await run(rounds)
  best = Math.min(best, (used() - start) / rounds)
  await turn()
}
console.log(`@ ${JSON.stringify({ best })}`)
