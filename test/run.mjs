// What `npm test` runs: every *.test.ts of the packages and examples, three files at a time on two cores: some wait more than they work.
// The library is built first where its source is newer than what was built: programs in the tests run the built one.
import { spawnSync } from 'node:child_process'
import { chmodSync, globSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { pathToFileURL } from 'node:url'
import { optionsOf } from './options.mjs'

const root = join(import.meta.dirname, '..')
const library = join(root, 'packages/livecoding')
const usage = `npm test                           all tests
npm test -- scenarios watch        the files whose path contains one of these words
npm test -- --only 'undo|syntax'   the tests whose title matches
npm test -- --shard 1/2            every second file and every second scenario, from the first
npm test -- --scenarios 1/3        every third scenario, from the first`
const { values: { only, shard, scenarios = shard }, positionals: words } = optionsOf(usage, { options: { only: { type: 'string' }, shard: { type: 'string' }, scenarios: { type: 'string' } }, allowPositionals: true })
const [number, shards] = (shard ?? '1/1').split('/').map(Number)
for (const [option, part] of Object.entries({ shard, scenarios })) if (part !== undefined && !/^[1-9]\d*\/[1-9]\d*$/.test(part)) fail(`--${option} takes two numbers, as in 1/2; this is ${part}.`)

// Node counts its flags from 22.18 on: before, `.ts` files of tests need a flag, in the processes of the tests too.
if (!process.features.typescript) fail(`The tests need Node.js 22.18 or later; this is ${process.version}.`)

if (newest('src/**/*.ts', 'tsconfig.build.json', 'build.mjs') > newest('dist/**/*.js')) {
  const { status } = spawnSync(process.execPath, [join(library, 'build.mjs')], { stdio: 'inherit' })
  if (status !== 0) fail('The library does not build.')
}

const files = ['packages/*/test', 'examples/*/test', 'packages/*/src']
  .flatMap(folder => globSync(`${folder}/**/*.test.ts`, { cwd: root }).toSorted()) // the long ones first
  .filter(path => words.length === 0 || words.some(word => path.includes(word)))
  .filter((path, index) => path.endsWith('/scenarios.test.ts') || index % shards === number - 1)
if (files.length === 0) fail(`No test file's path contains ${words.join(' or ')}${shard === undefined ? '' : `, or none in ${shard} of them`}.`)

// What tests and their programs leave behind goes with the run. Some are run by another user, who has to come through.
const folder = mkdtempSync(join(tmpdir(), 'livecoding-tests-'))
chmodSync(folder, 0o755)
process.env.TMPDIR = folder
if (scenarios !== undefined) process.env.SCENARIO_SHARD = scenarios
process.once('exit', () => { rmSync(folder, { recursive: true, force: true, maxRetries: 3 }) })

run({
  files: files.map(path => relative(process.cwd(), join(root, path))),
  concurrency: availableParallelism() + 1,
  execArgv: ['--import', pathToFileURL(join(import.meta.dirname, 'compile-cache.mjs')).href],
  timeout: 1_200_000, // for one file: a test that hangs is a failure, not a wait; a busy machine takes its time
  ...only === undefined ? {} : { testNamePatterns: [new RegExp(only)] },
})
  .on('test:fail', () => { process.exitCode = 1 })
  .compose(spec)
  .pipe(process.stdout)

/** When the youngest of these files of the library was written; long ago where there is none. */
function newest(...patterns) {
  const paths = globSync(patterns, { cwd: library })
  return Math.max(0, ...paths.map(path => statSync(join(library, path)).mtimeMs))
}

function fail(text) {
  console.error(text)
  process.exit(1)
}
