import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { livecoding, register } from '../engines/livecoding.mjs'
import { runChild } from '../lib/child.mjs'
import { inFolder, writeFiles } from '../lib/folders.mjs'
import { median, reason, round } from '../lib/measure.mjs'
import { quiet } from '../lib/quiet.mjs'
import { crowd } from '../programs/crowd.mjs'

export const title = 'Saves that reach instances'

export const about = `A save that adds a field to a class whose instances are alive among other objects: the whole update, the walk of the heap that
finds them (done once for an update, by V8), and the processor time of the program's own thread. Milliseconds, median of five saves.`

const crowds = [{ instances: 100, others: 10_000 }, { instances: 10_000, others: 100_000 }, { instances: 100_000, others: 1_000_000 }]

export async function run({ quick, tell }) {
  const results = []
  for (const size of quick ? crowds.slice(1, 2) : crowds) {
    await quiet()
    try {
      const { save, walk, user } = await once(size)
      results.push({ ...size, save: round(median(save), 1), walk: round(median(walk), 1), user: round(median(user), 1) })
    } catch (thrown) { results.push({ ...size, error: reason(thrown) }) }
    const { error, save, walk } = results.at(-1)
    tell(`${size.instances} instances among ${size.others} objects: ${error ?? `${save} ms, of which the walk ${walk} ms`}`)
  }
  return results
}

const once = ({ instances, others }) => inFolder(async folder => {
  writeFiles(folder, { 'package.json': '{ "type": "module" }\n', 'main.ts': crowd(instances, others) })
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(livecoding, join(folder, 'node_modules/livecoding'))
  const output = await runChild(process.execPath, ['--import', register, 'main.ts'], { cwd: folder })
  return JSON.parse(output.slice(output.indexOf('@ ') + 2))
})

export function tables(results) {
  return [{
    title: 'Milliseconds for a save that adds a field', head: ['instances', 'other objects', 'update', 'walk of the heap', 'processor time'],
    rows: results.map(({ instances, others, save, walk, user, error }) => error ? [instances, others, error] : [instances, others, save, walk, user]),
  }]
}
