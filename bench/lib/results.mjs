import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { livecoding } from '../engines/livecoding.mjs'
import { bench, project } from './folders.mjs'

/**
 * Results stay in git, one file for each benchmark, so that a run of one benchmark leaves the others as they were measured:
 *
 *     { livecoding: '0.1.0 (a630235)', date: '2026-11-27', node: '26.10.0', machine: '2 × AMD EPYC', minutes: 4.2, results }
 */
const fileOf = (name, draft) => join(bench, 'results', draft ? 'drafts' : '', `${name}.json`)

export function readResults(name) {
  return existsSync(fileOf(name)) ? JSON.parse(readFileSync(fileOf(name), 'utf8')) : undefined
}

export function writeResults(name, results, { draft, minutes }) {
  mkdirSync(join(bench, 'results', 'drafts'), { recursive: true })
  const record = { livecoding: version(), date: new Date().toISOString().slice(0, 10), node: process.versions.node, machine: machine(), minutes, results }
  writeFileSync(fileOf(name, draft), `${JSON.stringify(record, null, 1)}\n`)
}

/** The version of the engine, and its commit where it is this project's own. */
function version() {
  const { version } = JSON.parse(readFileSync(join(livecoding, 'package.json'), 'utf8'))
  if (process.env.LIVECODING || !existsSync(join(project, '.git'))) return version
  const git = (...words) => execFileSync('git', words, { cwd: project, encoding: 'utf8' }).trim()
  const changed = git('status', '--porcelain', '--', 'packages/livecoding/src') ? ', changed' : ''
  return `${version} (${git('rev-parse', '--short', 'HEAD')}${changed})`
}

const machine = () => `${cpus().length} × ${cpus()[0].model.replaceAll(/\((?:R|TM)\)/g, '').trim()}`
