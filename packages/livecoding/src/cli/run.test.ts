import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { livecoding, node, project, type Ended } from './fixtures/start.ts'

const programs: Record<string, string> = {
  'arguments.mjs': 'console.log(process.argv, process.execArgv)',
  'main.mjs': 'console.log(import.meta.main, import.meta.filename)',
  'main.cjs': 'console.log(require.main === module, module.id, process.mainModule === module, __filename)',
  'exit-code.mjs': 'process.exitCode = 3',
  'exit.mjs': 'process.on("exit", code => console.log("bye", code)); process.exit(4)',
  'throws.mjs': 'function open() { throw new Error("no key") }\nopen()',
  'throws.cjs': 'function open() { throw new Error("no key") }\nopen()',
  'throws-later.cjs': 'setTimeout(() => { throw new Error("no key") })',
  'rejects.mjs': 'Promise.reject(new Error("no key"))',
  'never.mjs': 'await new Promise(() => {})',
  'syntax.mjs': 'let = ;',
  'import.mjs': 'import "./nowhere.mjs"',
  'order.cjs': 'process.nextTick(() => console.log("tick")); Promise.resolve().then(() => console.log("promise")); console.log("now")',
  'order.mjs': 'process.nextTick(() => console.log("tick")); Promise.resolve().then(() => console.log("promise")); console.log("now")',
  'signal.mjs': 'process.kill(process.pid, "SIGTERM")',
}

suite('a program under `livecoding run` prints and ends as under plain node', () => {
  const folder = project(programs)
  // A CommonJS main module is called from another function of Node's; nothing of ours may be in the stack.
  const comparable = ({ code, out, err }: Ended) => ({ code, out, err: err.replace(/\n {4}at .*(run_main|node:internal\/timers).*/g, '') })
  for (const entry of Object.keys(programs)) {
    test(entry, () => {
      const ours = comparable(livecoding(folder, 'run', '--report', 'silent', entry, '--report', 'json', '--', '-h'))
      assert.deepEqual(ours, comparable(node(folder, entry, '--report', 'json', '--', '-h')))
    })
  }
})

suite('reports', () => {
  const folder = project({ 'main.mjs': 'setTimeout(async () => { await fakeEngine.update(); console.log("mine") }, 20)' })
  const run = (...options: string[]) => livecoding(folder, 'run', ...options, 'main.mjs')

  test('the pretty report goes to standard error; standard output is the program\'s', () => {
    assert.deepEqual(run(), {
      code: 0,
      out: 'mine\n',
      err: 'livecoding follows 2 modules\n✓ applied tile.ts  nothing to do: this code runs already  2.4 ms\n',
    })
  })

  test('--report json prints one object a line, --report silent nothing', () => {
    const types = run('--report', 'json').err.trim().split('\n').map(line => JSON.parse(line).type)
    assert.deepEqual(types, ['ready', 'update'])
    assert.deepEqual(run('--report', 'silent'), { code: 0, out: 'mine\n', err: '' })
  })

  test('--report-file appends: ready once, then each update', () => {
    run('--report-file', 'live.jsonl', '--report', 'silent')
    run('--report-file=live.jsonl')
    const lines = readFileSync(join(folder, 'live.jsonl'), 'utf8').trim().split('\n').map(line => JSON.parse(line).type)
    assert.deepEqual(lines, ['ready', 'update', 'ready', 'update'])
  })

  for (const file of ['nowhere/live.jsonl', '.', ...process.platform === 'linux' ? ['/dev/full'] : []]) {
    test(`a report file that cannot be written (${file}) is told once, and the program goes on`, () => {
      const { code, out, err } = run('--report-file', file)
      assert.deepEqual({ code, out, told: err.match(/LC3102/g)?.length }, { code: 0, out: 'mine\n', told: 1 })
      assert.equal(run('--report', 'silent', '--report-file', file).err, '')
    })
  }
})

test('the options reach the engine', () => {
  const folder = project({ 'main.mjs': 'console.log(JSON.stringify(fakeEngine.options))' })
  const options = (...words: string[]) => JSON.parse(livecoding(folder, 'run', ...words, 'main.mjs', '--poll').out)
  const { root, ...none } = options()
  assert.match(root, /livecoding-cli-/)
  assert.deepEqual(none, { watch: true, cache: true })
  assert.deepEqual(options('--include', '../lib/**', '--exclude=a/**,{b,c}/*.ts', '--exclude', 'd', '--no-watch', '--no-cache', '--poll'), {
    root, watch: false, cache: false, poll: 300, include: ['../lib/**'], exclude: ['a/**', '{b,c}/*.ts', 'd'],
  })
  assert.equal(options('--poll', '50').poll, 50)
  assert.equal(options('--poll=60').poll, 60)
})
