import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { atOnce } from '../../../../test/at-once.ts'

export interface Failure { seed: number, error: string, scenario: string }
/** `rich`: the programs have many items. */
export interface Wanted { from: number, seeds: number, saves: number, jobs: number, rich?: boolean, told?: (failure: Failure) => void }

/** As many seeds are run by one process: Node keeps every module that it has loaded. */
const most = 25

/** Runs seeds in several processes; gives those that fail, shrunk. @throws Error where a process ends badly */
export async function runSeeds({ from, seeds, saves, jobs, rich = false, told }: Wanted): Promise<Failure[]> {
  const failures: Failure[] = []
  const firsts = Array.from({ length: Math.ceil(seeds / most) }, (_, index) => from + index * most)
  await atOnce(jobs, firsts, async first => {
    for (const failure of await runProcess([first, Math.min(most, from + seeds - first), saves, ...rich ? ['rich'] : []])) {
      failures.push(failure)
      told?.(failure)
    }
  })
  return failures
}

async function runProcess(words: (number | string)[]): Promise<Failure[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'seeds.ts'), ...words.map(String)], { env: { ...process.env, NODE_TEST_CONTEXT: undefined, NODE_OPTIONS: undefined }, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>(done => { child.on('close', done) })
  let told = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => { told += text })
  const failures: Failure[] = []
  for await (const line of createInterface({ input: child.stdout })) failures.push(JSON.parse(line) as Failure)
  const code = await ended
  if (code !== 0) throw new Error(`seeds ${words.join(' ')} ended with ${code}: ${told}`)
  return failures
}
