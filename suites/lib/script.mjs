import { spawn } from 'node:child_process'
import { finished } from '../../test/finished.mjs'

/** Runs a script that prints a line for each test; gives the outcomes by line, and that of the whole. */
export async function runScript(folder, { script, line, options = [] }, loader) {
  const { code, output } = await finished(spawn(process.execPath, ['--import', loader, ...options, script], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] }))
  const outcomes = new Map([['exit code', String(code)]])
  for (const [, outcome, name] of output.matchAll(line)) outcomes.set(name, /^(?:ok|success)$/i.test(outcome) ? 'passed' : outcome)
  return outcomes
}
