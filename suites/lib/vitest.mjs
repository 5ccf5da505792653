import { spawn } from 'node:child_process'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { finished } from '../../test/finished.mjs'

const vitest = join(import.meta.dirname, '../node_modules/vitest/vitest.mjs')

/**
 * Runs the vitest tests of a folder in Node itself, without the runner's own module loader; gives the outcome of each test
 * by its name. Files whose path matches `without` are left out; those whose text matches `alone` have a process each.
 * `loader` is imported before.
 */
export async function runVitest(folder, { tests, without = /(?!)/, alone = /(?!)/, ...options }, loader) {
  const files = globSync(tests, { cwd: folder }).filter(file => !without.test(file))
  const isolated = files.filter(file => alone.test(readFileSync(join(folder, file), 'utf8')))
  const together = files.filter(file => !isolated.includes(file))
  const outcomes = [...await run(folder, { ...options, files: together, isolate: false }, loader)]
  if (isolated.length > 0) outcomes.push(...await run(folder, { ...options, files: isolated, isolate: true }, loader))
  return new Map(outcomes)
}

async function run(folder, { files, isolate, globals = false, setup }, loader) {
  const config = {
    include: files, watch: false, pool: 'forks', isolate, fileParallelism: isolate, globals, sequence: { shuffle: false }, cache: false,
    ...setup && { setupFiles: [setup] }, experimental: { viteModuleRunner: false }, execArgv: ['--import', loader],
  }
  writeFileSync(join(folder, 'vitest.config.mjs'), `export default ${JSON.stringify({ test: config }, undefined, 2)}\n`)
  const output = join(folder, 'outcome.json')
  await finished(spawn(process.execPath, [vitest, 'run', '--reporter=json', `--outputFile=${output}`], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] }))
  const outcomes = new Map()
  for (const { name, status, message, assertionResults } of JSON.parse(readFileSync(output, 'utf8')).testResults) {
    const file = name.slice(folder.length + 1)
    if (assertionResults.length === 0) outcomes.set(file, `${status} ${message.replaceAll(folder, '.')}`)
    for (const each of assertionResults) outcomes.set(`${file} ${each.fullName}`, each.status)
  }
  return outcomes
}
