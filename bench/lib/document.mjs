import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { bench } from './folders.mjs'
import { markdown } from './table.mjs'

/** Writes docs/benchmarks.md from the results that are there; `notes.md` stands before the tables. */
export async function writeDocument(names) {
  const parts = [readFileSync(join(bench, 'notes.md'), 'utf8').trimEnd(), `Measured on ${availableParallelism()} cores, Node ${process.versions.node}. Numbers are medians; the machine is shared, so ratios count more than milliseconds.`]
  for (const name of names) {
    const file = join(bench, 'results', `${name}.json`)
    if (!existsSync(file)) continue
    const benchmark = await import(`../benchmarks/${name}.mjs`)
    parts.push(`## ${benchmark.title}`, ...benchmark.tables(JSON.parse(readFileSync(file, 'utf8'))).map(markdown))
  }
  writeFileSync(join(bench, '../docs/benchmarks.md'), `${parts.join('\n\n').trimEnd()}\n`)
}
