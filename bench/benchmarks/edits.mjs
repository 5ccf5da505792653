import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { default as livecoding } from '../engines/livecoding.mjs'
import { startChild } from '../lib/child.mjs'
import { inFolder, writeFiles } from '../lib/folders.mjs'
import { median, reason, round, sleep } from '../lib/measure.mjs'
import { quiet } from '../lib/quiet.mjs'
import { functions } from '../programs/functions.mjs'

export const title = 'Kinds of edit in a large file'

export const about = `A file of 3,000 functions is edited and put back, again and again; each kind of edit in a program of its own. Milliseconds as
livecoding reports them: from the text that was read to the program that runs it; the first save after the start, and the median of those after it.`

const count = 3000
const added = 'export function extra(): number { return 5 }\n'
/** The text of one of the functions. */
const whole = (text, index) => text.match(new RegExp(`export function weigh${index}\\([^]*?\\n}\\n`))[0]

const kinds = {
  'a literal': text => text.replace('let sum = 1', 'let sum = 2'),
  'literals in the first and in the last line': text => text.replace('let sum = 1', 'let sum = 2').replace('total = () => ', 'total = () => 1 + '),
  'a function comes, at the end': text => text + added,
  'a function comes, in the middle': text => text.replace(`export function weigh${count / 2}(`, `${added}export function weigh${count / 2}(`),
  'a function goes': text => text.replace(whole(text, 7), ''),
  'a function moves to the end': text => text.replace(whole(text, 7), '') + whole(text, 7),
  'a function that another uses is renamed': text => text.replaceAll(`weigh${count / 2}(`, 'gauge('),
  'a constant comes': text => text + 'export const extra = 5\n',
  'an interface comes': text => text.replace('export function weigh9(', 'interface Extra { size: number }\nexport function weigh9('),
  'an import comes, and is used': text => `import { sep } from 'node:path'\n${text.replace('let sum = 1', 'let sum = sep.length')}`,
  'a bracket is missing': text => text + 'export function extra( { return 5 }\n',
}

export async function run({ quick, tell }) {
  const results = []
  for (const [kind, edit] of Object.entries(kinds)) {
    await quiet()
    const result = await inFolder(folder => measure(edit, quick ? 6 : 16, folder)).catch(error => ({ error: reason(error) }))
    results.push({ kind, ...result })
    tell(`${kind}: ${result.error ?? `first ${result.first} ms, then ${result.later} ms`}`)
  }
  return results
}

async function measure(edit, saves, folder) {
  const program = functions(count, { language: 'ts' })
  writeFiles(folder, program.files)
  const [path, reports] = [join(folder, program.file.name), join(folder, 'reports.jsonl')]
  const [command, args] = livecoding.command(folder, { reports })
  const child = startChild(command, args, { cwd: folder })
  try {
    await child.line(text => text.startsWith('@ ') || undefined, 60_000)
    await sleep(1500)
    const before = readFileSync(path, 'utf8')
    const after = edit(before)
    if (after === before) throw new Error('this edit changes nothing')
    const times = []
    for (let save = 0; save < saves; save++) {
      writeFileSync(path, save % 2 === 0 ? after : before)
      times.push((await updateAfter(reports, save)).ms)
      await sleep(200 + Math.random() * 100)
    }
    return { first: round(times[0]), later: round(median(times.slice(1))) }
  } finally {
    await child.stop()
  }
}

/** The report that comes after so many. */
async function updateAfter(file, many) {
  for (const until = performance.now() + 10_000; performance.now() < until; await sleep(5)) {
    const updates = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line)).filter(({ type }) => type === 'update') : []
    if (updates.length > many) return updates[many]
  }
  throw new Error('Error: a save was not reported')
}

export const tables = results => [{
  title: 'One kind after the other', head: ['edit', 'the first save', 'later saves'], rows: results.map(({ kind, first, later, error }) => [kind, first ?? error, later]),
}]

export const plots = () => []
