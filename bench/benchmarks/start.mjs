import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { default as livecoding, register } from '../engines/livecoding.mjs'
import { tsx } from '../engines/tsx-watch.mjs'
import { startChild } from '../lib/child.mjs'
import { inFolder, writeFiles } from '../lib/folders.mjs'
import { median, round, sleep } from '../lib/measure.mjs'
import { lines } from '../lib/plot-kinds.mjs'
import { quiet } from '../lib/quiet.mjs'
import { ending, tree } from '../programs/tree.mjs'

export const title = 'Start'

export const about = `From starting the process to the first line that the program prints. The modules are TypeScript with types, interfaces, a
class and some functions each. livecoding and tsx have an empty cache ("cold") or the one of an earlier start. Milliseconds, median.`

const node = { name: 'node', command: () => [process.execPath, ['main.ts']] }
const ways = [
  node,
  { ...livecoding, name: 'livecoding run, cold', cold: true },
  { ...livecoding, name: 'livecoding run' },
  { name: 'node --import livecoding/register', command: () => [process.execPath, ['--import', register, 'main.ts']] },
  { name: 'tsx, cold', cold: true, command: () => [process.execPath, [tsx, 'main.ts']] },
  { name: 'tsx', command: () => [process.execPath, [tsx, 'main.ts']] },
]

export async function run({ quick, only, tell }) {
  const sizes = quick ? [1, 200] : [1, 200, 1000, 5000]
  const results = []
  for (const modules of sizes) {
    await inFolder(async folder => {
      const program = modules === 1 ? { 'package.json': '{ "type": "module" }\n', 'main.ts': 'const one: number = 1\nconsole.log(`@ ${one}`)\n' } : tree(modules, { main: ending }).files
      writeFiles(folder, program)
      const chosen = ways.filter(way => only.length === 0 || only.includes(way.name))
      const times = new Map(chosen.map(way => [way, []]))
      // One after the other in each round: a slow moment of the machine meets all of them.
      for (let count = 0; count < (quick ? 3 : modules > 1000 ? 4 : 6); count++) {
        await quiet()
        for (const way of chosen) {
          const time = await once(way, folder)
          // What nobody has run yet is not in the system's own cache of files.
          if (count > 0) times.get(way).push(time)
        }
      }
      for (const way of chosen) {
        results.push({ way: way.name, modules, ms: round(median(times.get(way)), 0) })
        tell(`${modules} modules, ${way.name}: ${results.at(-1).ms} ms`)
      }
    })
  }
  return results
}

async function once(way, folder) {
  const cache = join(folder, way.name.startsWith('tsx') ? '.tsx' : '.livecoding')
  if (way.cold) rmSync(cache, { recursive: true, force: true })
  mkdirSync(cache, { recursive: true })
  const [command, args] = way.command(folder)
  const child = startChild(command, args, { cwd: folder, env: { TMPDIR: cache, XDG_CACHE_HOME: cache } })
  try {
    const { now } = await child.line(text => text.startsWith('@ ') || undefined, 120_000)
    // What it keeps for its next start may be written as it ends.
    if (way.cold) await Promise.race([child.ended, sleep(2000)])
    return now - child.started
  } finally {
    await child.stop()
  }
}

export function tables(results) {
  const sizes = [...new Set(results.map(each => each.modules))]
  const names = [...new Set(results.map(each => each.way))]
  const of = (way, modules) => results.find(each => each.way === way && each.modules === modules)?.ms
  const times = (way, modules) => of(way, modules) === undefined ? undefined : `${of(way, modules).toLocaleString('en-US')}${of('node', modules) && way !== 'node' ? ` (${(of(way, modules) / of('node', modules)).toFixed(2)}×)` : ''}`
  return [{ title: 'Time to the first line', head: ['', ...sizes.map(size => `${size.toLocaleString('en-US')} module${size === 1 ? '' : 's'}`)], rows: names.map(name => [name, ...sizes.map(size => times(name, size))]) }]
}

export const plots = results => [lines({
  title: 'Time to the first line', x: 'modules', y: 'ms', points: results.map(each => ({ series: each.way, x: each.modules, y: each.ms ?? NaN })),
})]
