import { existsSync } from 'node:fs'
import { extname, relative } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Problem } from '../../8-report/report.ts'
import { problem } from '../../messages/message.ts'
import type { World } from '../../world.ts'
import type { Gate, Proposal } from './gate.ts'
import type { Failure, Job } from './test-worker.ts'

const endings = ['.ts', '.mts', '.tsx', '.js', '.mjs', '.jsx']
const isTest = /\.(?:test|spec)(\.[cm]?[jt]sx?)$/

/**
 * Runs the tests of each saved file, `mail.test.ts` beside `mail.ts`, against its new code, in a thread of their own
 * that the program shares nothing with. A saved test file runs too.
 */
export const testing = (): Gate => ({
  name: 'tests',
  moment: 'before',
  follows: (world, path) => isTest.test(path) && sourcesOf(path).some(source => world.modules.has(source) || world.waiting.has(source)),
  async ask(proposal, signal) {
    const tests = testsOf(proposal)
    if (tests.size === 0) return []
    const failures = await run(proposal, [...tests.keys()], signal)
    return failures.map(failure => told(proposal.world, failure, tests.get(failure.test)!))
  },
})

const sourcesOf = (path: string): string[] => endings.map(ending => path.replace(isTest, ending))

/** Test files, and the saved file that each speaks for. */
function testsOf({ texts, world }: Proposal): Map<string, string> {
  const tests = new Map<string, string>()
  for (const path of texts.keys()) {
    if (isTest.test(path)) {
      if (existsSync(path)) tests.set(path, path)
      continue
    }
    const stem = path.slice(0, -extname(path).length)
    for (const kind of ['test', 'spec']) for (const ending of endings) if (existsSync(`${stem}.${kind}${ending}`) && world.isManaged(`file://${path}`)) tests.set(`${stem}.${kind}${ending}`, path)
  }
  return tests
}

function told(world: World, { test, name, message, line, column }: Failure, file: string): Problem {
  const [place, of] = [relative(world.root, test), relative(world.root, file)]
  // What goes wrong outside of a test has the name of the file.
  if (name === test) return problem('LC1301', { gate: 'tests', detail: `${place}${line === undefined ? '' : `:${line}`}: ${message}` }, { file: of })
  if (test === file) return problem('LC1301', { gate: 'tests', detail: `${name}: ${message}` }, { file: of, ...line !== undefined && { line }, ...column !== undefined && { column } })
  return problem('LC1301', { gate: 'tests', detail: `${name} (${place}${line === undefined ? '' : `:${line}`}): ${message}` }, { file: of })
}

function run({ world, texts }: Proposal, tests: string[], signal: AbortSignal): Promise<Failure[]> {
  const directories = world.directories.map(({ path, namespace, options }) => ({ path, namespace, options }))
  const job: Job = { root: world.root, tests, texts: [...texts].filter(([path]) => !isTest.test(path)), directories }
  const file = import.meta.url.endsWith('.ts') ? './test-worker.ts' : './test-worker.js'
  const env = { ...process.env, NODE_TEST_CONTEXT: undefined, NODE_OPTIONS: undefined } as NodeJS.ProcessEnv
  const worker = new Worker(new URL(file, import.meta.url), { workerData: job, stdout: true, stderr: true, env, argv: [], execArgv: [] })
  // A program that has nothing else to do ends, whoever waits for its tests.
  worker.unref()
  signal.addEventListener('abort', () => { void worker.terminate() })
  return new Promise((done, failed) => {
    worker.on('message', done)
    worker.on('error', failed)
    worker.on('exit', code => { failed(new Error(`the tests ended the thread with exit code ${code}`)) })
  })
}
