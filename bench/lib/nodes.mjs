import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { bench } from './folders.mjs'

/** Node versions beside the one that runs the benchmarks; each in a folder of its own, for all packages called `node` want one place. */
export const versions = ['24', '22']

export const nodeFolder = version => join(bench, 'nodes', version)

/** What starts each Node: `{ version: '24.1.0', command }`, this one first. */
export function nodes() {
  const others = versions.map(version => join(nodeFolder(version), 'node_modules/.bin/node')).filter(command => existsSync(command))
  return [process.execPath, ...others].map(command => ({ command, version: execFileSync(command, ['--version'], { encoding: 'utf8' }).trim().slice(1) }))
}
