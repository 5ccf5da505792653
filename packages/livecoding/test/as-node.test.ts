// Programs that nobody edits end, print and are seen as under plain Node: the same words start both, and all that comes out is compared.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, suite, test } from 'node:test'

const bin = join(import.meta.dirname, '../bin/livecoding.js')
const home = realpathSync(mkdtempSync(join(tmpdir(), 'as-node-')))
after(() => rmSync(home, { recursive: true, force: true }))

interface Case {
  what: string
  /** `main.*` is the entry, unless `words` name another. */
  files: Record<string, string>
  words?: string[]
  flags?: string[]
  input?: string
  /** Sent once the program has printed `ready`. */
  signal?: NodeJS.Signals
  links?: Record<string, string>
  since?: string
}

const whoAmI = 'console.log(JSON.stringify([process.argv.slice(1), process.execArgv, process.argv0, process.title, process.cwd()]))\n'

const cases: Case[] = [
  { what: 'its words', files: { 'main.mjs': whoAmI }, words: ['main.mjs', '--help', '-x', '--', 'a b', ''] },
  { what: 'flags of Node', files: { 'main.mjs': whoAmI }, flags: ['--stack-trace-limit=3', '--conditions=test'] },
  { what: 'being the main module', files: { 'main.mts': "import './other.mts'\nconsole.log(import.meta.main, import.meta.filename, import.meta.dirname, import.meta.url)\n", 'other.mts': 'console.log(import.meta.main)\n' }, since: '24.2.0' },
  { what: 'being the main module of CommonJS', files: { 'main.cjs': "console.log(require.main === module, module.id, module.parent, __filename, module.paths[0], require('./other.cjs'))\n", 'other.cjs': 'module.exports = [require.main === module, require.main.filename]\n' } },
  { what: 'the modules that `require` has', files: { 'main.cjs': "require('./other.cjs')\nconsole.log(Object.keys(require.cache), Object.keys(require('node:module')._cache), module.children.map(each => each.id))\n", 'other.cjs': 'module.exports = module.children.length\n' } },
  { what: 'the modules that `require` of an ES module has', files: { 'main.ts': "import { createRequire } from 'node:module'\nimport * as other from './other.cjs'\nconst require = createRequire(import.meta.url)\nrequire('./other.cjs')\nconsole.log(Object.keys(require.cache), other.default)\n", 'other.cjs': 'module.exports = module.children.length\n' } },
  { what: 'an entry without its ending, and a folder', files: { 'main.js': 'console.log(process.argv[1], __filename)\n', 'package.json': '{}' }, words: ['main.js'] },
  { what: 'an entry behind a link', files: { 'real/main.mjs': "import './beside.mjs'\nconsole.log(process.argv[1], import.meta.filename)\n", 'real/beside.mjs': 'console.log(1)\n' }, links: { 'main.mjs': 'real/main.mjs' } },
  { what: 'an exit code', files: { 'main.mjs': "process.on('exit', code => console.log('exit', code)); process.on('beforeExit', code => console.log('beforeExit', code)); process.exitCode = 3\n" } },
  { what: 'process.exit', files: { 'main.mjs': "process.on('exit', code => console.log('exit', code)); setInterval(() => {}, 1e6); setTimeout(() => process.exit(4), 5)\n" } },
  { what: 'an error at the top level', files: { 'main.ts': "interface Door { open(): void }\nimport { open } from './door.ts'\n\nconst door = {\n  open() { throw new TypeError('stuck') },\n} satisfies Door\nopen(door)\n", 'door.ts': 'export function open(door: { open(): void }): void {\n  door.open()\n}\n' } },
  { what: 'an error at the top level of CommonJS', files: { 'main.cjs': "const open = () => {\n  throw Object.assign(new Error('stuck', { cause: new RangeError('rust') }), { code: 'E_STUCK' })\n}\nopen()\n" } },
  { what: 'an error in a timer', files: { 'main.mjs': "class Door { open() { setTimeout(() => this.#pull(), 1) } #pull() { throw new Error('stuck') } }\nnew Door().open()\n" } },
  { what: 'a value that is no error', files: { 'main.mjs': "setImmediate(() => {\n  throw { door: 'stuck' }\n})\n" } },
  { what: 'a value that is no error, of a statement that calls', files: { 'main.cjs': "// a gap\nconst before = 1 /* and\nmore */\n\nthrow Symbol('stuck')\n" } },
  { what: 'a value that is no error, thrown by a call', files: { 'main.cts': "interface Door { open(): void }\n\n// opens\nfunction open(): never {\n  throw { door: 'stuck' }\n}\n\nconst one = 1\n\n// one, two\nif (one) throw String(one)\nopen()\n" } },
  { what: 'a value that is no error, in the first statement', files: { 'main.cjs': "/* a comment */\n\nthrow Symbol('stuck')\n" } },
  { what: 'a rejection that nobody handles', files: { 'main.ts': "async function open(): Promise<void> {\n  await null\n  throw new Error('stuck')\n}\nasync function all(): Promise<void> { await open() }\nvoid all()\n" } },
  { what: 'a rejection with a value', files: { 'main.mjs': "Promise.reject('stuck')\n" } },
  { what: 'an uncaught exception that is handled', files: { 'main.mjs': "process.on('uncaughtException', (error, origin) => console.log(error.message, origin, error.stack))\nsetTimeout(() => { throw new Error('stuck') }, 1)\n" } },
  { what: 'a syntax error in the entry', files: { 'main.mjs': 'const door = {\n  open() { return 1 \n}\nconsole.log(door)\n' } },
  { what: 'a TypeScript entry with imports where package.json says CommonJS', files: { 'main.ts': "import { open } from './door.ts'\nopen()\n", 'door.ts': 'export const open = () => 1\n', 'package.json': '{ "type": "commonjs" }' } },
  { what: 'exports of a TypeScript file where package.json says CommonJS', files: { 'main.mjs': "import { open } from './door.ts'\nopen()\n", 'door.ts': 'const size: number = 1\nexport const open = () => size\n', 'package.json': '{ "type": "commonjs" }' } },
  { what: 'a syntax error in a CommonJS entry', files: { 'main.cjs': 'const a = 1\nconst a = 2\n' } },
  { what: 'a syntax error in an import', files: { 'main.mjs': "import './broken.mjs'\n", 'broken.mjs': 'export const = 1\n' } },
  { what: 'an import of a file that is not there', files: { 'main.mjs': "import './nowhere.mjs'\n" } },
  { what: 'an import of a name that is not there', files: { 'main.mjs': "import { knock } from './door.mjs'\nknock()\n", 'door.mjs': 'export const open = 1\n' } },
  { what: 'an import, on a line with code, of a name that is not there', files: { 'main.mjs': "const open = () => 1; import { knock as hit, open as no } from './door.mjs'; hit(open)", 'door.mjs': 'export const open = 1' } },
  { what: 'an import of a name that two stars give', files: { 'main.mjs': "import { knock } from './all.mjs'", 'all.mjs': "export * from './one.mjs'; export * from './two.mjs'", 'one.mjs': 'export const knock = 1', 'two.mjs': 'export const knock = 2' } },
  { what: 'an import of a name that a CommonJS module lacks', files: { 'main.mjs': "import { knock as hit } from './door.cjs'; const open = () => ({ hit })", 'door.cjs': 'exports.open = () => 1\n' }, since: '24.0.0' },
  { what: 'import() of what does not link', files: { 'main.mjs': "try { await import('./hall.mjs') } catch (error) { console.log(error.stack) }", 'hall.mjs': "import { knock } from './door.mjs'; const open = () => knock", 'door.mjs': 'export const open = 1' } },
  { what: 'import() of a file that is not there', files: { 'main.mjs': "const f = () => import('./nowhere.mjs'); await f().catch(({ message, code }) => console.log(message, code))" } },
  { what: 'JSON without its attribute', files: { 'main.mjs': "import door from './door.json'; console.log(door)", 'door.json': '{}' } },
  { what: 'an attribute for what is no JSON', files: { 'main.mjs': "import door from './door.mjs' with { type: 'json' }; console.log(door)", 'door.mjs': 'export default 1' } },
  { what: 'JSON that does not parse', files: { 'main.cjs': "const door = require('./door.json')\n", 'door.json': '{"a":1,}' } },
  { what: 'a syntax error in what is required', files: { 'main.cjs': "const door = () => require('./door.cjs'); door()\n", 'door.cjs': 'const f = () => 1; const = 1' } },
  { what: 'an error in what is required', files: { 'main.cjs': "require('./door.cjs')\n", 'door.cjs': 'const f = a => a.b.c; f({})' } },
  { what: 'a constant that is written to', files: { 'main.mjs': 'const door = 1; const f = () => { door = 2 }; f()' } },
  { what: 'a name that nobody declares', files: { 'main.mjs': 'const f = () => knock(1)\nf()\n' } },
  { what: "an 'error' event that nobody listens to", files: { 'main.mjs': "import { EventEmitter } from 'node:events'; const door = new EventEmitter(); const f = () => door.emit('error', new Error('stuck')); f()" } },
  { what: 'a default export with code behind it on its line', files: { 'main.mjs': "import one, { two } from './one.mjs'; import made, { three } from './made.mjs'; console.log(one, two, made.name, three)", 'one.mjs': 'export default 1; export const two = 2', 'made.mjs': 'export default function () {} export const three = [3]; (() => {})()' } },
  { what: 'a file with nothing but a hashbang', files: { 'main.mjs': '#!/usr/bin/env node' } },
  { what: 'a CommonJS module that is taken out of the cache', files: { 'main.cjs': "const one = require('./door.cjs'); delete require.cache[require.resolve('./door.cjs')]; const two = require('./door.cjs'); console.log(one === two, one.count, two.count, require('./door.cjs') === two)", 'door.cjs': 'globalThis.count = (globalThis.count ?? 0) + 1; exports.count = globalThis.count' } },
  { what: 'an error in a worker', files: { 'main.mjs': "import { Worker } from 'node:worker_threads'; const worker = new Worker(new URL('./work.mjs', import.meta.url)); worker.on('error', error => console.log(error.message, error.stack.split('\\n')[1]))", 'work.mjs': "const f = () => { throw new Error('stuck') }\nf()\n" } },
  { what: 'a package that is not there', files: { 'main.mjs': "import 'no-such-package-here'\n" } },
  { what: 'a require of a file that is not there', files: { 'main.cjs': "const f = () => require('./nowhere.cjs'); f()\n" }, flags: ['--stack-trace-limit=30'] },
  { what: 'an await that nothing ends', files: { 'main.mjs': "process.on('exit', code => console.log('exit', code))\nawait new Promise(() => {})\n" }, flags: ['--no-warnings'] },
  { what: 'standard input', files: { 'main.mjs': "let all = ''\nfor await (const part of process.stdin.setEncoding('utf8')) all += part\nconsole.log(all.toUpperCase(), process.stdin.isTTY)\n" }, input: 'one\ntwo\n' },
  { what: 'standard input that it does not read', files: { 'main.mjs': "console.log('done')\n" }, input: 'unread' },
  { what: 'warnings', files: { 'main.mjs': "process.emitWarning('draughty', 'DoorWarning')\nprocess.emitWarning('old', 'DeprecationWarning', 'DEP_DOOR')\n" } },
  { what: 'a signal that ends it', files: { 'main.mjs': "process.on('exit', () => console.log('never'))\nsetInterval(() => {}, 1e6)\nconsole.log('ready')\n" }, signal: 'SIGTERM' },
  { what: 'Ctrl-C', files: { 'main.mjs': "setInterval(() => {}, 1e6)\nconsole.log('ready')\n" }, signal: 'SIGINT' },
  { what: 'a signal that it handles', files: { 'main.mjs': "process.on('SIGTERM', signal => { console.log(signal); process.exit(5) })\nsetInterval(() => {}, 1e6)\nconsole.log('ready')\n" }, signal: 'SIGTERM' },
  { what: 'a signal of its own', files: { 'main.mjs': "process.on('SIGUSR2', () => { console.log('told'); process.exitCode = 6; clearInterval(timer) })\nconst timer = setInterval(() => {}, 1e6)\nconsole.log('ready')\n" }, signal: 'SIGUSR2' },
  { what: 'which signals are listened to', files: { 'main.mjs': 'console.log(process.eventNames().filter(name => /^SIG/.test(String(name))))\n' } },
  { what: 'what keeps it awake', files: { 'main.mjs': 'console.log(process.getActiveResourcesInfo().filter(name => !/^(TTY|Pipe|File|Tick|Immediate|FSReqPromise|FS)/.test(name)))\n' } },
  { what: 'standard output that is closed early', files: { 'main.mjs': "process.stdout.on('error', error => { console.error(error.code); process.exit(7) })\nprocess.stdout.destroy()\nconsole.log('lost')\nsetTimeout(() => {}, 20)\n" } },
  { what: 'globals', files: { 'main.mjs': "console.log(Object.getOwnPropertyNames(globalThis).filter(name => /^\\$|live/i.test(name)), Object.keys(process.env).filter(name => /livecoding/i.test(name)))\n" } },
]

interface Ended { out: string, err: string, code: number | null, signal: string | null }

function run(folder: string, words: string[], { input, signal }: Case): Promise<Ended> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(NODE_|NO_COLOR|FORCE_COLOR|LIVECODING)/.test(name)))
  const child = spawn(process.execPath, words, { cwd: folder, env, stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] })
  const ended: Ended = { out: '', err: '', code: null, signal: null }
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    ended.out += text
    if (signal && ended.out === 'ready\n') child.kill(signal)
  })
  child.stderr!.setEncoding('utf8').on('data', (text: string) => { ended.err += text })
  child.stdin?.on('error', () => {}).end(input) // who does not read it may be gone
  return new Promise(done => child.on('close', (code, by) => done({ ...ended, code, signal: by })))
}

/**
 * Without what differs from run to run, and without Node's own frames: the command starts a program from an immediate.
 * Node tells places in CommonJS that is written in TypeScript by url.
 */
const settled = ({ out, err, ...rest }: Ended): Ended => ({ ...rest, out: plain(out), err: plain(err) })
const plain = (text: string): string => text.replace(/\(node:\d+\)/g, '(node:1)').replace(/^ *at .*node:(?:internal|diagnostics_channel).*?( \{)?\n/gm, '$1').replaceAll('file:///', '/')

const isOld = (since = '0.0.0'): boolean => since.localeCompare(process.versions.node, undefined, { numeric: true }) > 0

suite('as under plain Node', { concurrency: 2, timeout: 1_000_000 }, () => {
  for (const [index, each] of cases.entries()) {
    test(each.what, { skip: isOld(each.since) && `needs Node.js ${each.since}` }, async () => {
      const folder = join(home, String(index))
      for (const [name, text] of Object.entries(each.files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true })
        writeFileSync(join(folder, name), text)
      }
      for (const [name, to] of Object.entries(each.links ?? {})) symlinkSync(to, join(folder, name))
      const words = each.words ?? [Object.keys({ ...each.files, ...each.links }).find(name => name.startsWith('main.'))!]
      const [plain, live] = await Promise.all([
        run(folder, [...each.flags ?? [], ...words], each),
        run(folder, [...each.flags ?? [], bin, 'run', '--report', 'silent', ...words], each),
      ])
      assert.deepEqual(settled(live), settled(plain))
    })
  }
})
