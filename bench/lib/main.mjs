import { join } from 'node:path'
import { runChild } from './child.mjs'
import { project } from './folders.mjs'
import { install } from './install.mjs'
import { writeDocument } from './document.mjs'
import { reason, round } from './measure.mjs'
import { readResults, writeResults } from './results.mjs'
import { optionsOf } from '../../test/options.mjs'
import { terminal } from './table.mjs'

const names = ['save-to-effect', 'asleep', 'file-size', 'edits', 'unedited', 'after-edit', 'instances', 'start', 'memory', 'events', 'namespace']

const help = `npm run bench -- [name …] [options]

Measures livecoding beside its peers. Builds the library, installs what is missing (peers, libraries, other versions of
Node), runs one benchmark after the other, and writes docs/benchmarks.md.

Each benchmark keeps its results in bench/results/NAME.json, with the version that was measured and the date. So a
run of one benchmark replaces one section of docs/benchmarks.md and leaves the others: commit both files.

  names, and the minutes that each took when it last ran:
${names.map(name => `    ${name.padEnd(16)}${String(readResults(name)?.minutes ?? '').padStart(6)}`.trimEnd()).join('\n')}

  --quick        a first impression in a few minutes
  --only NAME    this engine, library or operation alone; repeatable
                 the results of --quick and --only are drafts: bench/results/drafts, no section of the page
  --no-install   take what is installed
  --document     measure nothing, write docs/benchmarks.md from the results that are there
`

/** Each benchmark is a file in benchmarks/: its title, what it measures, `run` and the tables of its results. */
export async function main(words) {
  const { values, positionals } = optionsOf(help, {
    args: words, allowPositionals: true,
    options: { quick: { type: 'boolean' }, only: { type: 'string', multiple: true, default: [] }, 'no-install': { type: 'boolean' }, document: { type: 'boolean' } },
  })
  const unknown = positionals.filter(name => !names.includes(name))
  if (unknown.length > 0) {
    process.exitCode = 1
    return console.error(`There is no benchmark ${unknown.join(', ')}.\n\n${help}`)
  }
  if (!values['no-install']) await install()
  if (values.document) return writeDocument(names)
  await runChild(process.execPath, [join(project, 'packages/livecoding/build.mjs')], { cwd: project })

  const draft = Boolean(values.quick) || values.only.length > 0
  for (const name of positionals.length > 0 ? positionals : names) {
    const benchmark = await import(`../benchmarks/${name}.mjs`)
    console.log(`\n${benchmark.title}\n`)
    const started = performance.now()
    try {
      const results = await benchmark.run({ quick: Boolean(values.quick), only: values.only, tell: line => console.log(`  ${line}`) })
      for (const table of benchmark.tables(results)) console.log(terminal(table))
      writeResults(name, results, { draft, minutes: round((performance.now() - started) / 60_000, 1) })
      // After each, so that a run which is stopped keeps what it has measured.
      if (!draft) await writeDocument(names)
    } catch (error) {
      process.exitCode = 1
      console.error(`  failed: ${reason(error)}`)
    }
  }
}
