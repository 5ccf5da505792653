import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { livecoding, register } from '../engines/livecoding.mjs'
import { runChild } from '../lib/child.mjs'
import { bench, inFolder, writeFiles } from '../lib/folders.mjs'
import { median, round } from '../lib/measure.mjs'

export const title = 'Events'

export const about = `A broadcast of livecoding/events beside calling the same methods in a plain loop, and beside other emitters.`

const engines = ['plain', 'livecoding', 'node:events', 'eventemitter3', 'mitt', 'livecoding, send', 'emittery']
const counts = [0, 1, 10, 1000, 100_000]
const library = pathToFileURL(join(livecoding, 'dist/events/index.js')).href

/** What is made in a managed module, and how it subscribes. */
const subscribers = [
  ['no event methods', 'class Door { width = 1 }\nexport const make = () => new Door()'],
  ['an event method, subscribed by itself', 'class Door { width = 1; event_Tick() {} }\nexport const make = () => new Door()'],
  ['events.register(this) by hand', 'class Door { width = 1; constructor() { events.register(this) } event_Tick() {} }\nexport const make = () => new Door()'],
  ['emitter.on("Tick", …) by hand', 'class Door { width = 1; constructor() { emitter.on("Tick", () => { this.tick() }) } tick() {} }\nexport const make = () => new Door()'],
]

export async function run({ quick, only, tell }) {
  const results = { broadcasts: [], instances: [] }
  for (const engine of engines) {
    if (only.length > 0 && !only.includes(engine)) continue
    for (const count of counts) {
      const all = []
      for (let times = 0; times < (quick ? 1 : 3); times++) {
          all.push(await child(process.execPath, [join(bench, 'programs/events.mjs'), engine, String(count), library], bench))
      }
      results.broadcasts.push({ engine, count, ns: median(all) })
      tell(`${engine}, ${count} subscribers: ${round(median(all), 1)} ns`)
    }
  }
  for (const [name, code] of only.length > 0 ? [] : subscribers) {
    const all = { plain: [], live: [] }
    for (let times = 0; times < (quick ? 1 : 3); times++) {
      for (const [which, flags] of [['plain', []], ['live', ['--import', register]]]) {
        if (which === 'plain' && name.includes('by itself')) continue
        all[which].push(await inFolder(async folder => {
          const head = `import { EventHandler } from ${JSON.stringify(library)}\nimport { EventEmitter } from 'node:events'\nexport const events = new EventHandler()\nconst emitter = new EventEmitter().setMaxListeners(0)\n`
          writeFiles(folder, { 'package.json': '{ "type": "module" }\n', 'subject.ts': head + code })
          cpSync(join(bench, 'programs/subscribers.mjs'), join(folder, 'main.mjs'))
          return child(process.execPath, [...flags, 'main.mjs'], folder)
        }))
      }
    }
    results.instances.push({ name, plain: round(median(all.plain), 0), live: round(median(all.live), 0) })
    tell(`an instance with ${name}: ${round(median(all.live), 0)} ns`)
  }
  return results
}

async function child(command, args, cwd) {
  const output = await runChild(command, args, { cwd })
  return JSON.parse(output.slice(output.indexOf('@ ') + 2)).best
}

export function tables({ broadcasts, instances }) {
  const nsOf = (engine, count) => broadcasts.find(each => each.engine === engine && each.count === count)?.ns
  const cell = (engine, count) => {
    const [ns, plain] = [nsOf(engine, count), nsOf('plain', count)]
    if (ns === undefined) return null
    const shown = round(ns, ns < 100 ? 1 : 0).toLocaleString('en-US')
    return engine === 'plain' || !plain || count === 0 ? shown : `${shown} (${round(ns / plain, 2)})`
  }
  return [
    {
      title: 'One broadcast', about: 'Nanoseconds of processor time for one broadcast to so many subscribers, each of which adds to a field; in brackets, times a plain loop over them. The last two rows await every broadcast.',
      head: ['', ...counts.map(count => `${count.toLocaleString('en-US')} ${count === 1 ? 'subscriber' : 'subscribers'}`)],
      rows: engines.filter(engine => broadcasts.some(each => each.engine === engine)).map(engine => [engine === 'plain' ? 'a plain loop' : engine, ...counts.map(count => cell(engine, count))]),
    },
    ...instances.length > 0 ? [{
      title: 'Making a subscriber', about: 'Nanoseconds of processor time for one instance that is made and dropped, collection included; what an emitter holds is never dropped.',
      head: ['an instance with', 'plain Node', 'livecoding'], rows: instances.map(({ name, plain, live }) => [name, plain, live]),
    }] : [],
  ]
}
