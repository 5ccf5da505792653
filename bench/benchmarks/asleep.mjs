import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { default as livecoding } from '../engines/livecoding.mjs'
import { startChild } from '../lib/child.mjs'
import { inFolder, writeFiles } from '../lib/folders.mjs'
import { median, reason, round, sleep } from '../lib/measure.mjs'
import { quiet } from '../lib/quiet.mjs'
import { sleeping, tree, withNumber } from '../programs/tree.mjs'

export const title = 'A program that sleeps'

export const about = `The program of the section before, but with a server that nobody calls instead of a loop: nothing wakes it but the
save itself. From \`write()\` returning to the line that it prints with its new value, as \`import.meta.hot.on('livecoding:update', …)\` tells it. Milliseconds.`

export async function run({ quick, tell }) {
  const results = []
  for (const modules of quick ? [20] : [20, 1000]) {
    await quiet()
    const result = await inFolder(folder => measure(modules, quick ? 6 : 31, folder)).catch(error => ({ error: reason(error) }))
    results.push({ modules, ...result })
    tell(`${modules} modules: ${result.error ?? `first ${result.first} ms, then ${result.later} ms, at most ${result.worst} ms`}`)
  }
  return results
}

async function measure(modules, saves, folder) {
  const program = tree(modules, { main: sleeping })
  writeFiles(folder, program.files)
  const [command, args] = livecoding.command(folder)
  const child = startChild(command, args, { cwd: folder })
  const shows = total => text => text === `@ ${total}` || undefined
  try {
    await child.line(shows(program.total), 60_000)
    await sleep(1500)
    const times = []
    const path = join(folder, program.leaf.name)
    for (let save = 1; save <= saves; save++) {
      const text = withNumber(readFileSync(path, 'utf8'), 1 + save)
      const shown = child.line(shows(program.total + save))
      writeFileSync(path, text)
      const written = performance.now()
      times.push((await shown).now - written)
      await sleep(200 + Math.random() * 300)
    }
    const later = times.slice(1)
    return { first: round(times[0]), later: round(median(later)), worst: round(Math.max(...later)) }
  } finally {
    await child.stop()
  }
}

export const tables = results => [{
  title: 'A leaf is edited, and nothing else happens', head: ['modules', 'the first save', 'later saves, median', 'the slowest of them'], rows: results.map(({ modules, first, later, worst, error }) => [modules, first ?? error, later, worst]),
}]

export const plots = () => []
