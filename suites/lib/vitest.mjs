import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { finished } from './finished.mjs'

const vitest = join(import.meta.dirname, '../node_modules/vitest/vitest.mjs')

/**
 * Runs the vitest tests of a folder in Node itself, without the runner's own module loader; gives the outcome of each test
 * by its name. `loader` is imported before.
 */
export async function runVitest(folder, { tests, isolate = false, globals = false, setup }, loader) {
  const config = {
    include: tests, watch: false, pool: 'forks', isolate, fileParallelism: isolate, globals, sequence: { shuffle: false },
    ...setup && { setupFiles: [setup] }, experimental: { viteModuleRunner: false }, execArgv: ['--import', loader],
  }
  writeFileSync(join(folder, 'vitest.config.mjs'), `export default ${JSON.stringify({ test: config }, undefined, 2)}\n`)
  const output = join(folder, 'outcome.json')
  await finished(spawn(process.execPath, [vitest, 'run', '--reporter=json', `--outputFile=${output}`], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] }))
  const outcomes = new Map()
  for (const { name, status, message, assertionResults } of JSON.parse(readFileSync(output, 'utf8')).testResults) {
    const file = name.slice(folder.length + 1)
    if (assertionResults.length === 0) outcomes.set(file, `${status} ${message}`)
    for (const each of assertionResults) outcomes.set(`${file} ${each.fullName}`, each.status)
  }
  return outcomes
}
