// Published test suites of npm packages, each run twice in the same way: with its sources managed by livecoding, and
// without. The outcomes have to be the same.
//
//   npm run suites                  all
//   npm run suites -- zod planck    these
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { atOnce } from '../test/at-once.ts'

if (!existsSync(join(import.meta.dirname, 'node_modules')) && spawnSync('npm', ['install', '--no-fund', '--no-audit', '--silent'], { cwd: import.meta.dirname, stdio: 'inherit' }).status !== 0) process.exit(1)

const { differences, passed } = await import('./lib/compare.mjs')
const { prepare } = await import('./lib/prepare.mjs')
const { suites } = await import('./suites.mjs')

const words = process.argv.slice(2)
const unknown = words.find(word => !suites.some(({ name }) => name === word))
if (unknown !== undefined) {
  console.error(`There is no suite ${unknown}; there are ${suites.map(({ name }) => name).join(', ')}.`)
  process.exit(1)
}

const urlOf = path => pathToFileURL(join(import.meta.dirname, path)).href
const loaders = { without: urlOf('lib/plain.mjs'), live: urlOf('lib/live.mjs') }

const wanted = suites.filter(({ name }) => words.length === 0 || words.includes(name)).map(suite => ({ ...suite, runs: new Map() }))
await atOnce(availableParallelism(), wanted.flatMap(suite => Object.keys(loaders).map(how => [suite, how])), async ([suite, how]) => {
  const { folder, version } = prepare(suite, how)
  suite.runs.set(how, await suite.run(folder, loaders[how]))
  if (suite.runs.size === 2) tell(suite, version)
})

/** Both runs of a suite have ended. */
function tell({ name, what, runs }, version) {
  const [without, live] = [runs.get('without'), runs.get('live')]
  const found = differences(without, live)
  if (passed(without) === 0) found.push('no test passes without livecoding: the suite does not run')
  console.log(`${found.length === 0 ? '✓' : '✗'} ${name} ${version}, ${what}: ${passed(live)} of ${live.size} tests pass, without livecoding ${passed(without)} of ${without.size}`)
  for (const line of found.slice(0, 20)) console.log(`    ${line}`)
  if (found.length > 0) process.exitCode = 1
}
