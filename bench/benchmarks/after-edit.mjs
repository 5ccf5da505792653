import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { register } from '../engines/livecoding.mjs'
import { runChild } from '../lib/child.mjs'
import { bench, inFolder, writeFiles } from '../lib/folders.mjs'
import { median, reason, round } from '../lib/measure.mjs'
import { quiet } from '../lib/quiet.mjs'
import { edited, operations, timer } from '../programs/operations.mjs'

export const title = 'Calls and constructions after an edit'

export const about = `Nanoseconds for one operation in a tight loop, which is where a guard weighs most: in plain Node, under the engine as
loaded, after one edit of that function or class, and after ten; and in plain Node that was started with the text after ten edits. Median over processes.`

export async function run({ quick, only, tell }) {
  const results = []
  for (const { name, code } of operations) {
    if (only.length > 0 && !only.includes(name)) continue
    const all = { plain: [], loaded: [], one: [], ten: [], fresh: [] }
    let error
    for (let pair = 0; pair < (quick ? 1 : 3) && !error; pair++) {
      await quiet()
      try {
        all.plain.push((await once(code, [])).loaded)
        all.fresh.push((await once(edited(code, 11), [])).loaded)
        const live = await once(code, ['--import', register])
        for (const key of ['loaded', 'one', 'ten']) all[key].push(live[key])
      } catch (thrown) { error = reason(thrown) }
    }
    results.push({ name, ...(error ? { error } : Object.fromEntries(Object.entries(all).map(([key, list]) => [key, round(median(list), 1)]))) })
    const last = results.at(-1)
    tell(`${name}: ${error ?? `${last.plain} ns; livecoding ${last.loaded}, after an edit ${last.one}, after ten ${last.ten}, plain Node then ${last.fresh}`}`)
  }
  return results
}

const once = (code, flags) => inFolder(async folder => {
  writeFiles(folder, { 'package.json': '{ "type": "module" }\n', 'main.mjs': timer, 'subject.ts': code })
  cpSync(join(bench, 'programs/operations.mjs'), join(folder, 'operations.mjs'))
  const output = await runChild(process.execPath, [...flags, 'main.mjs'], { cwd: folder })
  return JSON.parse(output.slice(output.indexOf('@ ') + 2))
})

export function tables(results) {
  return [{
    title: 'Nanoseconds for one operation', head: ['', 'plain Node', 'livecoding', 'after an edit', 'after ten edits', 'plain Node then'],
    rows: results.map(({ name, plain, loaded, one, ten, fresh, error }) => error ? [name, error] : [name, plain, loaded, one, ten, fresh]),
  }]
}
