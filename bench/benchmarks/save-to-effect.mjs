import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { engines } from '../engines/index.mjs'
import { startChild } from '../lib/child.mjs'
import { inFolder, writeFiles } from '../lib/folders.mjs'
import { median, reason, round, sleep } from '../lib/measure.mjs'
import { lines } from '../lib/plot-kinds.mjs'
import { quiet } from '../lib/quiet.mjs'
import { tree, withNumber } from '../programs/tree.mjs'

export const title = 'From a save to its effect'

export const about = `The time from \`write()\` returning to the program showing the new value. The program looks at its own value
in a \`setImmediate\` loop and prints it when it is another one; each engine runs in its own process, with the options
that its makers advise. Milliseconds, median. "Missed": saves that had no effect within ten seconds; watchers that do not hear
of a save are let off after three.`

const patience = 10_000

const kinds = [
  { key: 'leaf', title: 'A leaf is edited', files: program => [program.leaf] },
  { key: 'shared', title: 'A module with a hundred importers is edited', about: 'In the program of 20 modules all others import it.', files: program => program.shared ? [program.shared] : [] },
  { key: 'ten', title: 'Ten files are saved together', files: program => program.ten },
]

/** Everything for each size and engine: how long each kind of save took, and what became of the program's state. */
export async function run({ quick, only, tell }) {
  const sizes = quick ? [1, 20, 200] : [1, 20, 200, 1000, 5000]
  const results = []
  for (const modules of sizes) {
    for (const engine of engines) {
      if (only.length > 0 && !only.includes(engine.name)) continue
      const saves = quick ? 5 : engine.name === 'livecoding' ? 21 : modules > 1000 ? 3 : 7
      await quiet()
      const result = await inFolder(folder => measure(engine, modules, saves, folder)).catch(error => ({ error: reason(error) }))
      results.push({ engine: engine.name, modules, ...result })
      tell(`${modules} modules, ${engine.name}: ${result.error ?? kinds.map(({ key }) => `${key} ${cell(result, key)}`).join(', ')}`)
    }
  }
  return results
}

async function measure(engine, modules, saves, folder) {
  const program = tree(modules, engine)
  writeFiles(folder, { ...program.files, ...engine.files })
  const [command, args] = engine.command(folder)
  const child = startChild(command, args, { cwd: folder })
  try {
    const first = await child.line(shows(program.total), 90_000)
    // Watchers that begin late would miss the first save.
    await sleep(1500)
    const result = { start: round(first.now - child.started), state: [] }
    const current = { total: program.total, seen: first.value, numbers: new Map() }
    for (const { key, files } of kinds) {
      if (files(program).length === 0) continue
      const times = []
      let missed = 0
      for (let index = 0; index < saves && missed < 3; index++) {
        const time = await save(child, folder, files(program), current).catch(() => undefined)
        if (time === undefined) missed++
        else times.push(time)
      }
      result[key] = { median: round(median(times)), first: round(times[0]), worst: round(Math.max(...times)), saves, missed }
    }
    result.state = stateOf(first.value, current.seen)
    return result
  } finally {
    await child.stop()
  }
}

/** Writes one more into each file, and waits until the program shows the new sum. */
async function save(child, folder, files, current) {
  const texts = files.map(({ name, weight }) => {
    const number = (current.numbers.get(name) ?? 1) + 1
    current.numbers.set(name, number)
    current.total += weight
    return [join(folder, name), withNumber(readFileSync(join(folder, name), 'utf8'), number)]
  })
  const shown = child.line(shows(current.total), patience)
  for (const [path, text] of texts) writeFileSync(path, text)
  const written = performance.now()
  const { value, now } = await shown
  current.seen = value
  await sleep(200 + Math.random() * 100)
  return now - written
}

/** Lines of the program: `@ total pid, times that main was evaluated, times that the leaf was evaluated`. */
const shows = total => text => {
  const [mark, sum, pid, main, leaf] = text.split(' ')
  return mark === '@' && Number(sum) === total ? { pid, main: Number(main), leaf: Number(leaf) } : undefined
}

function stateOf(first, last) {
  if (first.pid !== last.pid) return 'lost: another process'
  if (last.main > first.main) return 'lost: evaluated again'
  return last.leaf > first.leaf ? 'kept in modules that no edit touched' : 'kept'
}

export function tables(results) {
  const sizes = [...new Set(results.map(each => each.modules))]
  const names = [...new Set(results.map(each => each.engine))]
  const of = (engine, modules) => results.find(each => each.engine === engine && each.modules === modules)
  const head = ['engine', ...sizes.map(size => `${size.toLocaleString('en-US')} module${size === 1 ? '' : 's'}`)]
  const state = { title: 'What becomes of the state of the program', head: ['engine', ''], rows: names.map(name => [name, results.find(each => each.engine === name && each.state)?.state ?? 'could not be run']) }
  return [
    ...kinds.map(({ key, ...rest }) => ({ ...rest, files: undefined, head, rows: names.map(name => [name, ...sizes.map(size => cell(of(name, size), key))]) })),
    { title: 'The first save after the start', about: 'A leaf is edited; nothing is warm yet.', head, rows: names.map(name => [name, ...sizes.map(size => of(name, size)?.leaf?.first)]) },
    state,
  ]
}

function cell(result, key) {
  if (result?.error) return result.error
  const { median: ms, missed } = result?.[key] ?? {}
  return missed > 0 ? `${ms ?? '–'} (${missed} missed)` : ms
}

export const plots = results => kinds.map(({ key, title }) => lines({
  title, x: 'modules', y: 'ms from a save to its effect', points: results.map(each => ({ series: each.engine, x: each.modules, y: each[key]?.median ?? NaN })),
}))
