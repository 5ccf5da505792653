import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bench } from './folders.mjs'
import { readResults } from './results.mjs'
import { markdown } from './table.mjs'

const docs = join(bench, '../docs')

/** Writes docs/benchmarks.md and its plots from the results that are there; `notes.md` stands before the tables. */
export async function writeDocument(names) {
  const parts = [readFileSync(join(bench, 'notes.md'), 'utf8').trimEnd(), 'Numbers are medians; the machine is shared, so ratios count more than milliseconds.']
  for (const name of names) {
    const record = readResults(name)
    if (!record) continue
    const { title, about, plots, tables } = await import(`../benchmarks/${name}.mjs`)
    parts.push(`## ${title}`, about, measured(record), ...plots ? await draw(name, plots(record.results)) : [], ...tables(record.results).map(markdown))
  }
  writeFileSync(join(docs, 'benchmarks.md'), `${parts.join('\n\n').replaceAll(/\n{3,}/g, '\n\n').trimEnd()}\n`)
}

const measured = ({ livecoding, date, node, machine }) => `livecoding ${livecoding}, measured ${date} with Node ${node} on ${machine}.`

async function draw(name, plots) {
  const { svg } = await import('./plot.mjs')
  mkdirSync(join(docs, 'plots'), { recursive: true })
  return Promise.all(plots.map(async (plot, index) => {
    const file = `plots/${name}${plots.length > 1 ? `-${index + 1}` : ''}.svg`
    writeFileSync(join(docs, file), `${await svg(plot)}\n`)
    return `![${plot.title}](${file})`
  }))
}
