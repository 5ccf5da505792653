// Follows one package through its releases: `node follow.mjs NAME`. Ends with 1 where a step differs from a fresh start.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { start } from '../../packages/livecoding/dist/index.js'
import { packages } from '../packages.mjs'
import { loaded } from './load.mjs'
import { empty, folderOf, place, releasesOf } from './place.mjs'

const [name] = process.argv.slice(2)
const library = packages[name]
const [first, ...others] = releasesOf(library)
const folder = folderOf(name)
empty(folder)
place(library, first, folder)
const engine = start({ root: folder, watch: false })
await library.work(await loaded(library, folder))
const held = [{ since: first, made: library.hold?.(await loaded(library, folder)) }]

for (const release of others) {
  const files = place(library, release, folder)
  const started = performance.now()
  const { status, problems } = await engine.update(files)
  const ms = Math.round(performance.now() - started)
  const found = status === 'applied' ? await differences(release) : problems.map(({ code, message, file }) => `${code} ${message} ${file}`)
  console.log(`${found.length === 0 ? '✓' : '✗'} ${name} ${release}: ${files.length} files, ${status} in ${ms} ms`)
  for (const line of found) console.log(`    ${line}`)
  if (found.length > 0) process.exitCode = 1
}
engine.stop()
process.exit()

/** What the running program does otherwise than a fresh start of the release would. */
async function differences(release) {
  const expected = fresh(release)
  const library_ = await loaded(library, folder)
  const all = [['', expected, await tried(() => library.work(library_))]]
  if (library.use) {
    held.push({ since: release, made: library.hold(library_) })
    const newest = await tried(() => library.use(held.at(-1).made))
    for (const { since, made } of held) all.push([`what was made since ${since}: `, newest, await tried(() => library.use(made))])
  }
  return all.flatMap(([what, right, now]) => isDeepStrictEqual(right, now) ? [] : `${what}${difference(JSON.stringify(right), JSON.stringify(now))}`)
}

function fresh(release) {
  const there = folderOf(name, `-${release}`)
  empty(there)
  place(library, release, there)
  const { stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'fresh.mjs'), name, there], { encoding: 'utf8' })
  if (!stdout.includes('@')) throw new Error(`A fresh start of ${name} ${release} fails: ${stderr}`)
  return JSON.parse(stdout.slice(stdout.indexOf('@') + 1))
}

/** As JSON says it, or what was thrown. */
async function tried(work) {
  try {
    return JSON.parse(JSON.stringify(await work()))
  } catch (error) {
    return error.stack.split('\n').slice(0, 3).join(' | ')
  }
}

function difference(right, now) {
  let at = 0
  while (right[at] === now[at]) at++
  const around = text => text.slice(Math.max(0, at - 40), at + 120)
  return `expected …${around(right)}… but got …${around(now)}…`
}
