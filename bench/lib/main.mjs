import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { livecoding } from '../engines/livecoding.mjs'
import { bench } from './folders.mjs'
import { install } from './install.mjs'
import { writeDocument } from './document.mjs'
import { terminal } from './table.mjs'

const names = ['save-to-effect', 'file-size', 'unedited', 'after-edit', 'instances', 'start', 'memory', 'events', 'namespace']

const help = `npm run bench -- [name …] [options]

  names: ${names.join(', ')}; without one, all

  --quick        a first impression in a few minutes; docs/benchmarks.md is left alone
  --large        programs of 5,000 modules too
  --only NAME    this engine, library or Node version alone; repeatable; docs/benchmarks.md is left alone
  --no-install   take what is installed
  --document     write docs/benchmarks.md from the results that are there
`

/** Each benchmark is a file in benchmarks/: its title, what it measures, `run` and the tables of its results. */
export async function main(words) {
  const { values, positionals } = parseArgs({
    args: words, allowPositionals: true,
    options: { quick: { type: 'boolean' }, large: { type: 'boolean' }, only: { type: 'string', multiple: true, default: [] }, 'no-install': { type: 'boolean' }, document: { type: 'boolean' }, help: { type: 'boolean' } },
  })
  const unknown = positionals.filter(name => !names.includes(name))
  if (values.help || unknown.length > 0) return console.log(unknown.length > 0 ? `There is no benchmark ${unknown.join(', ')}.\n\n${help}` : help)
  if (values.document) return writeDocument(names)
  if (!existsSync(join(livecoding, 'dist/register.js'))) throw new Error('livecoding is not built: npm run build')
  if (!values['no-install']) await install()

  const draft = Boolean(values.quick) || values.only.length > 0
  for (const name of positionals.length > 0 ? positionals : names) {
    const benchmark = await import(`../benchmarks/${name}.mjs`)
    console.log(`\n${benchmark.title}\n`)
    const results = await benchmark.run({ quick: Boolean(values.quick), large: Boolean(values.large), only: values.only, tell: line => console.log(`  ${line}`) })
    for (const table of benchmark.tables(results)) console.log(terminal(table))
    const folder = join(bench, 'results', draft ? 'drafts' : '')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(results, null, 1)}\n`)
  }
  if (!draft) await writeDocument(names)
}

