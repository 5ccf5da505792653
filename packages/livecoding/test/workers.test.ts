// Worker threads of a program under `livecoding run` follow their files too.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, suite, test } from 'node:test'

const bin = join(import.meta.dirname, '../bin/livecoding.js')
const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, NODE_OPTIONS: undefined, NODE_TEST_CONTEXT: undefined }
const made: string[] = []
after(() => { for (const folder of made) rmSync(folder, { recursive: true, force: true }) })

/** Runs a program that edits itself, to its end; what it printed and what was reported. */
function run(files: Record<string, string>, flags: string[] = []): { out: string, err: string, reports: any[] } { // oxlint-disable-line typescript/no-explicit-any -- JSON
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'workers-')))
  made.push(folder)
  for (const [name, text] of Object.entries({ 'package.json': '{ "type": "module" }', ...files })) writeFileSync(join(folder, name), text)
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, bin, 'run', '--no-cache', '--report-file', 'live.jsonl', 'main.ts'], { cwd: folder, env, encoding: 'utf8', timeout: 120_000 })
  return { out: stdout, err: stderr, reports: readFileSync(join(folder, 'live.jsonl'), 'utf8').trim().split('\n').map(line => JSON.parse(line)) }
}

const told = `import { parentPort, workerData, threadId } from 'node:worker_threads'
import { greet } from './greet.ts'
parentPort!.on('message', () => parentPort!.postMessage([greet(), threadId, workerData, ...process.execArgv].join()))
`

suite('workers', { timeout: 300_000 }, () => {
  test('take edits, and their reports say which thread it was', () => {
    const { out, err, reports } = run({
      'greet.ts': "export const greet = () => 'hi'\n",
      'worker.ts': told,
      'main.ts': `import { renameSync, writeFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { greet } from './greet.ts'
class Own extends Worker {}
const workers = [new Worker(new URL('./worker.ts', import.meta.url), { workerData: 1 }), new Own('./worker.ts', { workerData: 2 })]
console.log(workers.every(each => each instanceof Worker), workers[0]!.constructor.name, workers[1] instanceof Own, Worker.name, Worker.length)
const ask = (worker: Worker) => new Promise<string>(done => { worker.once('message', done); worker.postMessage('') })
const all = () => Promise.all(workers.map(ask))
console.log(greet(), await all())
writeFileSync('next.ts', "export const greet = () => 'hello'\\n")
renameSync('next.ts', 'greet.ts')
let answers: string[] = []
do answers = await all()
while (greet() !== 'hello' || !answers.every(answer => answer.startsWith('hello')))
console.log(greet(), answers)
for (const worker of workers) await worker.terminate()
setTimeout(() => process.exit(), 50)
`,
    })
    assert.equal(out, "true Worker true Worker 1\nhi [ 'hi,1,1', 'hi,2,2' ]\nhello [ 'hello,1,1', 'hello,2,2' ]\n", err)
    assert.equal(reports.filter(({ type }) => type === 'ready').length, 1)
    const updates = reports.filter(({ type }) => type === 'update')
    assert.deepEqual(updates.map(({ thread, status, files }) => [thread ?? 0, status, files.join()]).toSorted(), [[0, 'applied', 'greet.ts'], [1, 'applied', 'greet.ts'], [2, 'applied', 'greet.ts']])
    assert.match(err, /✓ applied greet\.ts {2}worker 2/)
  })

  test('have instances that follow their classes: fields, private names, patterns and a parent', () => {
    const before = `export class Above { height = 2 }
export class Tile { #secret = 1; constructor(public n: number) {} told(): unknown { return [this.n, this.#secret] } }
export const tiles = [new Tile(1), new Tile(2)]
`
    const edited = `export class Above { height = 2; get tall() { return this.height * 10 } }
export class Tile extends Above { mark = 'm'; #secret = 1; #more = 5; x; y; constructor(public n: number) { super(); [this.x, this.y] = [this.n * 0, 8] } told(): unknown { return [this.n, this.#secret, this.#more, this.tall] } }
export const tiles = [new Tile(1), new Tile(2)]
`
    const { out, err, reports } = run({
      'tile.ts': before,
      'worker.ts': `import { parentPort } from 'node:worker_threads'
import { Above, Tile, tiles } from './tile.ts'
parentPort!.on('message', () => parentPort!.postMessage(JSON.stringify([tiles, tiles.map(each => each.told()), tiles[0] instanceof Above, new Tile(3)])))
`,
      'main.ts': `import { renameSync, writeFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
const worker = new Worker(new URL('./worker.ts', import.meta.url))
const ask = () => new Promise<string>(done => { worker.once('message', done); worker.postMessage('') })
const first = await ask()
console.log(first)
writeFileSync('next.ts', ${JSON.stringify(edited)})
renameSync('next.ts', 'tile.ts')
let answer = first
do answer = await ask()
while (answer === first)
console.log(answer)
await worker.terminate()
setTimeout(() => process.exit(), 50)
`,
    })
    assert.equal(out, '[[{"n":1},{"n":2}],[[1,1],[2,1]],false,{"n":3}]\n' +
      '[[{"n":1,"height":2,"mark":"m","x":0,"y":8},{"n":2,"height":2,"mark":"m","x":0,"y":8}],[[1,1,5,20],[2,1,5,20]],true,{"height":2,"n":3,"mark":"m","x":0,"y":8}]\n', err)
    assert.deepEqual(reports.filter(({ thread }) => thread === 1).flatMap(({ status, problems }) => [status, ...problems]), ['applied'])
  })

  test('a worker of a worker, and one of code that is given as text', () => {
    const { out, err, reports } = run({
      'greet.ts': "export const greet = () => 'hi'\n",
      'inner.ts': told,
      'worker.ts': `import { Worker, parentPort } from 'node:worker_threads'
const inner = new Worker(new URL('./inner.ts', import.meta.url))
inner.on('message', text => parentPort!.postMessage(text))
parentPort!.on('message', () => inner.postMessage(''))
`,
      'main.ts': `import { writeFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
const text = new Worker('require("node:worker_threads").parentPort.postMessage(process.execArgv.length)', { eval: true })
text.on('message', count => console.log('text', count))
text.on('exit', () => {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { execArgv: ['--no-warnings'] })
  let last = ''
  worker.on('message', answer => {
    if (answer !== last) console.log(last = answer)
    if (answer.startsWith('hello')) process.exit()
    if (answer.startsWith('hi')) writeFileSync('greet.ts', "export const greet = () => 'hello'\\n")
    setTimeout(() => worker.postMessage(''), 20)
  })
  worker.postMessage('')
})
`,
    })
    assert.equal(out, 'text 0\nhi,3,,--no-warnings\nhello,3,,--no-warnings\n', err)
    assert.deepEqual(reports.filter(({ type }) => type === 'update').map(({ thread, status }) => [thread, status]), [[3, 'applied']])
  })

  test('a worker has the flags that it would have, those of the whole process too', () => {
    const { out, err, reports } = run({
      'worker.ts': "import { parentPort } from 'node:worker_threads'\nparentPort!.postMessage([process.execArgv.join(' '), typeof gc, Error.stackTraceLimit].join())\n",
      'main.ts': "import { Worker } from 'node:worker_threads'\nnew Worker('./worker.ts').on('message', text => console.log(text))\ntry { new Worker('./worker.ts', { execArgv: ['--expose-gc'] }) } catch (error) { console.log(error.code, error.message) }\n",
    }, ['--expose-gc', '--no-warnings', '--stack-trace-limit=7'])
    assert.equal(out, "ERR_WORKER_INVALID_EXEC_ARGV Initiated Worker with invalid execArgv flags: --expose-gc\n--expose-gc --no-warnings --stack-trace-limit=7,function,7\n", err)
    assert.equal(reports.length, 1)
  })

  test('an error of a worker reaches the program as under plain Node', () => {
    const { out } = run({
      'worker.ts': "interface Door { open: boolean }\nexport const door: Door = { open: true }\nthrow new TypeError('stuck')\n",
      'main.ts': "import { Worker } from 'node:worker_threads'\nnew Worker(new URL('./worker.ts', import.meta.url)).on('error', error => console.log(error.name, error.message, error.stack!.includes('worker.ts:3:7')))\n",
    })
    assert.equal(out, 'TypeError stuck true\n')
  })

  test('instances in a worker get a new field, and live.instances finds them there', () => {
    const door = (body: string): string => `export class Door { ${body} }\nexport class Hatch extends Door {}\n`
    const { out, err } = run({
      'door.ts': door('lock = 1'),
      'worker.ts': `import { parentPort } from 'node:worker_threads'
import { live } from ${JSON.stringify(new URL('../dist/index.js', import.meta.url).href)}
import { Door, Hatch } from './door.ts'
const doors = [new Door(), new Door(), new Hatch()]
parentPort!.on('message', () => parentPort!.postMessage([live.instances(Door).length, live.instances(Hatch).length, JSON.stringify(doors)].join(' ')))
`,
      'main.ts': `import { renameSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { Door } from './door.ts'
const here = new Door()
const worker = new Worker(new URL('./worker.ts', import.meta.url))
const ask = async () => { worker.postMessage(''); return (await once(worker, 'message'))[0] }
const first = await ask()
console.log(first, JSON.stringify(here))
writeFileSync('next.ts', ${JSON.stringify(door('lock = 1; bolts = [this.lock + 1]'))})
renameSync('next.ts', 'door.ts')
let answer = first
do answer = await ask()
while (answer === first || !('bolts' in here))
console.log(answer, JSON.stringify(here))
await worker.terminate()
process.exit()
`,
    })
    const old = '{"lock":1}'
    const now = '{"lock":1,"bolts":[2]}'
    assert.equal(out, `3 1 [${old},${old},${old}] ${old}\n3 1 [${now},${now},${now}] ${now}\n`, err)
  })
})
