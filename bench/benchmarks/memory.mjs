import { join } from 'node:path'
import { register } from '../engines/livecoding.mjs'
import { startChild } from '../lib/child.mjs'
import { inFolder, writeFiles } from '../lib/folders.mjs'
import { median, reason, round } from '../lib/measure.mjs'
import { functions } from '../programs/functions.mjs'
import { collected, editing, resident, residentAlone } from '../programs/resident.mjs'
import { tree } from '../programs/tree.mjs'

export const title = 'Memory'

export const about = 'Everything that can go has gone: garbage is collected several times before each look, and behind updates 35 seconds are waited, as V8 gives up code that has not run for a while.'

/** Files that are edited a thousand times, with something that the program holds of them. */
const edited = [
  {
    name: 'a function', find: /(return )1/, text: `
export function answer(): number {
  return 1
}
export const hold = (): (() => number) => answer
export const total = (held: () => number): number => held()
`,
  },
  {
    name: 'a closure that is held', find: /(return n \+ )1/, text: `
export const hold = (n: number = 0): (() => number) => () => {
  return n + 1
}
export const total = (held: () => number): number => held()
`,
  },
  {
    name: 'a method, with an instance', find: /(return this\.#n \+ )1/, text: `
class Door {
  #n: number = 0
  open(): number {
    return this.#n + 1
  }
}
export const hold = (): Door => new Door()
export const total = (held: Door): number => held.open()
`,
  },
  {
    name: 'a constant', find: /(const answer: number = )1/, text: `
const answer: number = 1
export const hold = (): undefined => undefined
export const total = (): number => answer
`,
  },
]

/** In one folder, in this order: the second start of livecoding finds what the first kept for it. */
const ways = [['node', []], ['livecoding, cold', ['--import', register]], ['livecoding', ['--import', register]]]

export async function run({ quick, tell }) {
  const size = []
  for (const modules of quick ? [1, 200] : [1, 200, 1000, 5000]) {
    const all = new Map(ways.map(([way]) => [way, []]))
    for (let count = 0; count < (quick ? 1 : modules > 1000 ? 1 : 3); count++) {
      await inFolder(async folder => {
        for (const [way, flags] of ways) all.get(way).push(await look(folder, modules, flags))
      })
    }
    for (const [way, looks] of all) {
      size.push({ way, modules, rss: median(looks.map(each => each.rss)), heap: median(looks.map(each => each.heapUsed)) })
      tell(`${modules} modules, ${way}: ${mb(size.at(-1).rss)} MB resident, ${mb(size.at(-1).heap)} MB heap`)
    }
  }
  const updates = []
  const count = quick ? 100 : 1000
  for (const each of edited) {
    const result = await inFolder(folder => edit(folder, each, count)).catch(error => ({ error: reason(error) }))
    updates.push({ what: each.name, updates: count, ...result })
    tell(`${each.name}: ${result.error ?? `heap ${mb(result.before.heapUsed)} MB before, ${mb(result.warm.heapUsed)} MB after 10 updates, ${mb(result.after.heapUsed)} MB after ${count}`}`)
  }
  return { size, updates }
}

async function look(folder, modules, flags) {
  const program = modules === 1 ? { 'package.json': '{ "type": "module" }\n', 'main.ts': residentAlone } : tree(modules, { main: resident }).files
  writeFiles(folder, { ...program, 'collected.mjs': collected })
  return answer(folder, flags)
}

async function edit(folder, { find, text }, updates) {
  const others = functions(100, {}).files['many.ts'].replace(/export const total.*\n/, '')
  writeFiles(folder, { 'package.json': '{ "type": "module" }\n', 'collected.mjs': collected, 'main.ts': editing(updates, find), 'edited.ts': others + text })
  return answer(folder, ['--import', register])
}

async function answer(folder, flags) {
  const child = startChild(process.execPath, ['--expose-gc', ...flags, join(folder, 'main.ts')], { cwd: folder, env: { XDG_CACHE_HOME: join(folder, 'cache') } })
  try {
    return (await child.line(text => text.startsWith('@ ') ? JSON.parse(text.slice(2)) : undefined, 300_000)).value
  } finally {
    await child.stop()
  }
}

const megabytes = bytes => bytes === undefined ? undefined : round(bytes / 2 ** 20, 1)
const mb = bytes => round(bytes / 2 ** 20, 2)
const withCode = ({ heapUsed, code }) => `${mb(heapUsed)} (${mb(code)})`
const withoutCode = ({ heapUsed, code }) => heapUsed - code

export function tables({ size, updates }) {
  const of = (way, modules) => size.find(each => each.way === way && each.modules === modules)
  const sizes = [...new Set(size.map(each => each.modules))]
  return [
    {
      title: 'Against plain Node', about: 'MB.', head: ['', ...sizes.map(modules => `${modules.toLocaleString('en-US')} module${modules === 1 ? '' : 's'}`)],
      rows: [['resident', 'rss'], ['heap', 'heap']].flatMap(([label, key]) => ways.map(([way]) => [`${label}, ${way}`, ...sizes.map(modules => megabytes(of(way, modules)?.[key]))])),
    },
    {
      title: `${updates[0].updates.toLocaleString('en-US')} updates of one file`, about: 'The heap in MB, and how much of it is code that V8 has compiled. The file has a hundred functions; each update changes one literal.',
      head: ['what is edited', 'before', 'after 10 updates', `after ${updates[0].updates.toLocaleString('en-US')}`, 'growth since 10', 'growth without compiled code'],
      rows: updates.map(({ what, before, warm, after, error }) => error ? [what, error] : [what, withCode(before), withCode(warm), withCode(after), mb(after.heapUsed - warm.heapUsed), mb(withoutCode(after) - withoutCode(warm))]),
    },
  ]
}
