import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { suite, test } from 'node:test'

const bin = join(import.meta.dirname, '../bin/livecoding.js')
const server = {
  'package.json': '{ "type": "module" }',
  'server/services/mail.ts': 'export const port: number = 25',
  'main.ts': "import { port } from 'applib/services'\nconsole.log(port)",
}

/** Runs main.ts under the real engine, with these files and words. */
const run = (files: Record<string, string>, ...words: string[]): Ran => runIn('.', files, ...words)

interface Ran { code: number | null, out: string, err: string }

/** `where`: the folder among the files where it is started. */
function runIn(where: string, files: Record<string, string>, ...words: string[]): Ran {
  const folder = folderOf(files)
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'run', ...words, 'main.ts'], { cwd: join(folder, where), env, encoding: 'utf8' })
  return { code: status, out: stdout, err: stderr }
}

const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, NODE_TEST_CONTEXT: undefined, NODE_OPTIONS: undefined }

function folderOf(files: Record<string, string>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'config-')))
  for (const [path, text] of Object.entries({ ...server, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

/** Runs main.ts under Node itself, with livecoding loaded before it. */
function register(flag: '--import' | '--require', files: Record<string, string>): Ran {
  const folder = folderOf(files)
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(join(import.meta.dirname, '..'), join(folder, 'node_modules/livecoding'))
  const { status, stdout, stderr } = spawnSync(process.execPath, [flag, 'livecoding/register', 'main.ts'], { cwd: folder, env, encoding: 'utf8' })
  return { code: status, out: stdout, err: stderr }
}

suite('livecoding.config.ts', () => {
  test('names the namespaces', () => {
    assert.equal(run({ 'livecoding.config.ts': "import type { Config } from 'livecoding'\nexport default { namespaces: { applib: './server' } } satisfies Config" }).out, '25\n')
    assert.equal(run({ 'livecoding.config.mjs': "export default { namespaces: { applib: { folder: './server', extensions: ['.ts'] } } }" }).out, '25\n')
  })
  test('goes with the words of the command line', () => {
    assert.equal(run({ 'livecoding.config.ts': 'export default { poll: 200 }' }, '--namespace', 'applib=server').out, '25\n')
  })
  test('goes for livecoding/register as well', () => {
    const config = "export default { namespaces: { applib: './server' }, exclude: ['main.ts'] }"
    assert.deepEqual(register('--import', { 'livecoding.config.ts': config }), { code: 0, out: '25\n', err: 'livecoding follows 1 module\n' })
    assert.deepEqual(register('--import', { 'main.ts': 'console.log(25)' }), { code: 0, out: '25\n', err: 'livecoding follows 1 module\n' })
    for (const [text, problem] of [['export default 3', /^livecoding: LC3211 livecoding.config.ts cannot be used: it has no object/], ["export default { namespaces: { applib: './nowhere' } }", /^livecoding: LC3205 .*nowhere cannot be added: there is no such folder/]] as const) {
      const { code, out, err } = register('--import', { 'livecoding.config.ts': text })
      assert.deepEqual([code, out], [2, ''])
      assert.match(err, problem)
    }
  })
  test('needs --import', () => {
    assert.deepEqual(register('--require', { 'main.ts': 'console.log(25)' }), { code: 0, out: '25\n', err: 'livecoding follows 1 module\n' })
    assert.deepEqual(register('--require', { 'livecoding.config.ts': 'export default {}' }), { code: 2, out: '', err: 'livecoding: --require cannot wait for livecoding.config.ts; --import livecoding/register can.\n' })
  })
  test('that cannot be used ends the program before it begins', () => {
    for (const [text, reason] of [['export default 3', 'it has no object as its default export'], ['export default { namespace: {} }', 'it has "namespace", and there are'], ['throw new Error("no key")', 'no key']]) {
      const { code, out, err } = run({ 'livecoding.config.ts': text! })
      assert.deepEqual([code, out], [2, ''])
      assert.ok(err.startsWith(`livecoding: LC3211 livecoding.config.ts cannot be used: ${reason!}`), err)
    }
  })
})

test('an entry that is left out is told, runs as it is, and is ready', () => {
  const files = { 'main.ts': "import { wind } from './wind.ts'\nconsole.log(wind)\nfor (let turn = 0; turn < 20; turn++) await new Promise(setImmediate)", 'wind.ts': 'export const wind = 3' }
  const told = (...words: string[]): string[] => run(files, ...words).err.trimEnd().split('\n').map(line => line.trim())
  const hint = 'Restart (r) after an edit of it, or take it out of "exclude".'
  assert.deepEqual(told('--exclude', 'main.*'), [
    '! main.ts LC3105 main.ts is left out by "exclude" (main.*), so its edits do not reach the program; files that it imports are followed.',
    hint, 'livecoding follows 1 module',
  ])
  assert.equal(told('--exclude', '**').at(-1), 'livecoding follows 0 modules')
  assert.deepEqual(told('--exclude', '**', '--include', 'main.ts').slice(1), [hint, 'livecoding follows 0 modules'])
  assert.deepEqual(told('--exclude', 'other/**'), ['livecoding follows 2 modules'])
  assert.equal(JSON.parse(told('--exclude', '**', '--report', 'json')[0]!).code, 'LC3105')
  assert.deepEqual(run(files, '--exclude', '**', '--report', 'silent'), { code: 0, out: '3\n', err: '' })
})

test('source beside the folder is told, unless words say what is to become of it', () => {
  const files = {
    'app/main.ts': "import { door } from '../lib/src/door.ts'\nconsole.log(door)", 'lib/package.json': '{ "type": "module" }', 'lib/src/door.ts': "import '../../rooms/hall.ts'\nexport const door = 3", 'rooms/hall.ts': '',
  }
  const told = (...words: string[]): string[] => runIn('app', files, ...words).err.trimEnd().split('\n').map(line => line.trim())
  assert.deepEqual(told(), [
    'livecoding follows 1 module',
    '! LC3106 2 files outside this folder, such as ../lib/src/door.ts, run as they are: their edits do not reach the program.',
    'Follow them with --include ../lib,../rooms, or start the program in a folder around all; --exclude ../lib,../rooms says that they are to stay so.',
  ])
  assert.deepEqual(told('--include', '../lib,../rooms'), ['livecoding follows 3 modules'])
  assert.deepEqual(told('--exclude', '../lib,../rooms'), ['livecoding follows 1 module'])
  assert.match(told('--include', '../rooms')[1]!, /^! LC3106 ..\/lib\/src\/door.ts is outside this folder, so its edits/)
})

test('a tsconfig.json that cannot be read is told, and the program runs as without it', async () => {
  for (const [text, reason] of [
    ['{ "extends": "@tsconfig/nowhere" }', "File '@tsconfig/nowhere' not found."],
    ['{ "extends": "./tsconfig.json" }', /^Circularity detected/],
    ['{ "compilerOptions": { "paths": { "a*b*c": ["./a"] } } }', "Pattern 'a*b*c' can have at most one '*' character."],
  ] as const) {
    const folder = folderOf({ 'tsconfig.json': text, 'main.ts': 'class Door { width: number = 3 }\nconsole.log(new Door().width)\nsetInterval(() => {}, 1000)' })
    const child = spawn(process.execPath, [bin, 'run', '--report', 'json', 'main.ts'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
    try {
      const [out] = await once(child.stdout, 'data') as [Buffer]
      assert.equal(String(out), '3\n')
      for await (const line of createInterface(child.stderr)) {
        const { code, message } = JSON.parse(line) as { code?: string, message: string }
        if (code === undefined) continue
        assert.equal(code, 'LC3108')
        const said = /^tsconfig\.json cannot be read, so files are taken as without it: (.*)$/.exec(message)![1]!
        if (typeof reason === 'string') assert.equal(said, reason)
        else assert.match(said, reason)
        break
      }
    } finally { child.kill() }
  }
})

test('a folder that cannot be a namespace ends the program before it begins', () => {
  const { code, out, err } = run({}, '--namespace', 'applib=nowhere')
  assert.deepEqual([code, out], [2, ''])
  assert.match(err, /^livecoding: LC3205 .*nowhere cannot be added: there is no such folder/)
  assert.match(run({}, '--namespace', 'applib').err, /It is a name and a folder: applib=\.\/server/)
})
