import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { bench } from './folders.mjs'
import { markdown } from './table.mjs'

const docs = join(bench, '../docs')

/** Writes docs/benchmarks.md and its plots from the results that are there; `notes.md` stands before the tables. */
export async function writeDocument(names) {
  const parts = [readFileSync(join(bench, 'notes.md'), 'utf8').trimEnd(), `Measured on ${availableParallelism()} cores, Node ${process.versions.node}. Numbers are medians; the machine is shared, so ratios count more than milliseconds.`]
  for (const name of names) {
    const file = join(bench, 'results', `${name}.json`)
    if (!existsSync(file)) continue
    const benchmark = await import(`../benchmarks/${name}.mjs`)
    const results = JSON.parse(readFileSync(file, 'utf8'))
    parts.push(`## ${benchmark.title}`, ...benchmark.plots ? await draw(name, benchmark.plots(results)) : [], ...benchmark.tables(results).map(markdown))
  }
  writeFileSync(join(docs, 'benchmarks.md'), `${parts.join('\n\n').trimEnd()}\n`)
}

async function draw(name, plots) {
  const { svg } = await import('./plot.mjs')
  mkdirSync(join(docs, 'plots'), { recursive: true })
  return Promise.all(plots.map(async (plot, index) => {
    const file = `plots/${name}${plots.length > 1 ? `-${index + 1}` : ''}.svg`
    writeFileSync(join(docs, file), `${await svg(plot)}\n`)
    return `![${plot.title}](${file})`
  }))
}
