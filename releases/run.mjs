// Releases of npm packages, followed in place: a program loads the first one, and the files of each next one are saved over it at
// once. After every step the program has to do what a fresh start of that release does, with what it made before, too.
//
//   npm run releases                all
//   npm run releases -- yaml hono   these
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { finished } from '../test/finished.mjs'
import { atOnce } from '../test/at-once.ts'

if (!existsSync(join(import.meta.dirname, 'node_modules')) && spawnSync('npm', ['install', '--no-fund', '--no-audit', '--silent'], { cwd: import.meta.dirname, stdio: 'inherit' }).status !== 0) process.exit(1)

const { packages } = await import('./packages.mjs')
const words = process.argv.slice(2)
const unknown = words.find(word => !(word in packages))
if (unknown !== undefined) {
  console.error(`There is no package ${unknown}; there are ${Object.keys(packages).join(', ')}.`)
  process.exit(1)
}

// Each in a process of its own: the engine keeps what it has seen.
await atOnce(availableParallelism(), words.length > 0 ? words : Object.keys(packages), async name => {
  const { code, output } = await finished(spawn(process.execPath, [join(import.meta.dirname, 'lib/follow.mjs'), name], { stdio: ['ignore', 'pipe', 'pipe'] }))
  process.stdout.write(output)
  if (code !== 0) process.exitCode = 1
})
