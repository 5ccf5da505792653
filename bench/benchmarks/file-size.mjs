import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import bunHot from '../engines/bun-hot.mjs'
import denoHmr from '../engines/deno-hmr.mjs'
import { default as livecoding } from '../engines/livecoding.mjs'
import viteNode from '../engines/vite-node.mjs'
import { startChild } from '../lib/child.mjs'
import { inFolder, writeFiles } from '../lib/folders.mjs'
import { median, reason, round, sleep } from '../lib/measure.mjs'
import { lines } from '../lib/plot-kinds.mjs'
import { quiet } from '../lib/quiet.mjs'
import { functions, withLiteral } from '../programs/functions.mjs'

export const title = 'The size of a file'

export const about = `One literal is changed in a file of many functions of seven lines. Milliseconds, median; "as reported" is the \`ms\` of
livecoding's own report: from the text that was read to the program that runs it.`

const patience = 10_000

export async function run({ quick, only, tell }) {
  const sizes = quick ? [20, 1000] : [20, 200, 1000, 3000]
  const results = []
  for (const size of sizes) {
    for (const engine of [livecoding, bunHot, viteNode, denoHmr]) {
      if (only.length > 0 && !only.includes(engine.name)) continue
      await quiet()
      const result = await inFolder(folder => measure(engine, size, quick ? 7 : 21, folder)).catch(error => ({ error: reason(error) }))
      results.push({ engine: engine.name, functions: size, ...result })
      tell(`${size} functions, ${engine.name}: ${result.error ?? `${result.effect} ms${result.reported === undefined ? '' : `, as reported ${result.reported} ms`}`}`)
    }
  }
  return results
}

async function measure(engine, size, saves, folder) {
  const program = functions(size, engine)
  writeFiles(folder, program.files)
  const reports = join(folder, 'reports.jsonl')
  const [command, args] = engine.command(folder, { reports })
  const child = startChild(command, args, { cwd: folder })
  try {
    await child.line(shows(1), 60_000)
    await sleep(1500)
    const path = join(folder, program.file.name)
    const source = readFileSync(path, 'utf8')
    const effects = []
    for (let number = 2; number < saves + 2; number++) {
      const shown = child.line(shows(number), patience)
      writeFileSync(path, withLiteral(source, program.middle, number))
      const written = performance.now()
      effects.push((await shown).now - written)
      await sleep(200 + Math.random() * 100)
    }
    const updates = existsSync(reports) ? readFileSync(reports, 'utf8').trim().split('\n').map(line => JSON.parse(line)).filter(report => report.type === 'update') : []
    return {
      effect: round(median(effects)), first: round(effects[0]),
      ...(updates.length > 0 && { reported: round(median(updates.map(report => report.ms))), firstReported: updates[0].ms }),
    }
  } finally {
    await child.stop()
  }
}

const shows = number => text => text.startsWith(`@ ${number} `) ? true : undefined

export function tables(results) {
  const sizes = [...new Set(results.map(each => each.functions))]
  const names = [...new Set(results.map(each => each.engine))]
  const row = (label, name, key) => [label, ...sizes.map(size => {
    const result = results.find(each => each.engine === name && each.functions === size)
    return result?.[key] ?? result?.error
  })]
  const rows = names.map(name => row(name, name, 'effect'))
  if (names.includes('livecoding')) rows.push(row('livecoding, the first save', 'livecoding', 'first'), row('livecoding, as reported', 'livecoding', 'reported'), row('livecoding, as reported, the first', 'livecoding', 'firstReported'))
  return [{ title: 'One literal changed', head: ['engine', ...sizes.map(size => `${size.toLocaleString('en-US')} functions`)], rows }]
}

export const plots = results => [lines({
  title: 'One literal changed', x: 'functions in the file', y: 'ms from a save to its effect', points: results.map(each => ({ series: each.engine, x: each.functions, y: each.effect ?? NaN })),
})]
