import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { message } from '../messages/message.ts'
import { sections } from '../messages/sections.ts'
import { livecoding, node, project } from './fixtures/start.ts'

const folder = project({ 'server.ts': '', 'lib/index.ts': '', 'many/a.ts': '', 'many/b.ts': '' })

suite('words that make no sense are told clearly, with the nearest that do, and exit code 2', () => {
  const cases: [string, RegExp][] = [
    ['rnu server.ts', /^livecoding: unknown command 'rnu'\n {2}Did you mean run\?\n$/],
    ['server.ts', /^livecoding: unknown command 'server.ts'\n {2}Did you mean livecoding run server\.ts\?\n$/],
    ['run', /^livecoding: missing required argument 'entry'\n {2}Name the file/],
    ['run sevrer.ts', /^livecoding: there is no file sevrer\.ts\n {2}Did you mean server\.ts\?\n$/],
    ['run server', /Did you mean server\.ts\?/],
    ['run server.js', /Did you mean server\.ts\?/],
    ['run lib', /^livecoding: lib is a folder; a program starts with a file\n {2}Did you mean lib\/index\.ts\?\n$/],
    ['run many', /^livecoding: many is a folder; a program starts with a file\n$/],
    ['run nowhere/x.ts', /^livecoding: there is no file nowhere\/x\.ts\n$/],
    ['run --reprot json server.ts', /unknown option '--reprot'\n {2}Did you mean --report\?/],
    ['run --report prety server.ts', /'prety' is invalid.*\n {2}Did you mean pretty\?/],
    ['run --poll=soon server.ts', /'soon' is invalid. It is a whole number of milliseconds/],
    ['run --poll=soon server.ts', /\n {2}livecoding run --help tells what there is\.\n$/],
    ['explain --long', /^livecoding: unknown option '--long'\n {2}livecoding explain --help tells what there is\.\n$/],
    ['--unknown', /\n {2}livecoding --help tells what there is\.\n$/],
    ['run --inspect server.ts', /--inspect is for Node: node --inspect node_modules\/\.bin\/livecoding run server\.ts/],
    ['explain LC9999', /nothing is known about 'LC9999'/],
  ]
  for (const [words, told] of cases) {
    test(`livecoding ${words}`, () => {
      const { code, out, err } = livecoding(folder, ...words.split(' '))
      assert.match(err, told)
      assert.deepEqual({ code, out }, { code: 2, out: '' })
    })
  }
})

test('an engine that Node was told to load first is told', () => {
  const { code, err } = node(folder, '--import', join(import.meta.dirname, '../../dist/register.js'), join(import.meta.dirname, '../../bin/livecoding.js'), 'run', 'server.ts')
  assert.match(err, /^livecoding: LC3002 An engine already follows/)
  assert.equal(code, 2)
})

test('what is told past the command, too, does not go through streams of the program', () => {
  const told = project({ 'main.ts': 'process.stderr.write = () => { throw new Error("mine") }; process.stderr.end(); console.log(process.stderr.listenerCount("error"))\n' })
  const { code, out, err } = node(told, '--import', join(import.meta.dirname, '../../dist/register.js'), 'main.ts')
  assert.deepEqual([code, out, err], [0, '0\n', 'livecoding follows 1 module\n'])
})

test('help goes to standard output and is no failure', () => {
  for (const words of [[], ['--help'], ['help'], ['-h']]) {
    const { code, out, err } = livecoding(folder, ...words)
    assert.match(out, /livecoding run server\.ts/)
    assert.deepEqual({ code, err }, { code: 0, err: '' })
  }
  for (const words of [['run', '--help'], ['help', 'run']]) assert.match(livecoding(folder, ...words).out, /--report-file <file>/)
})

test('--version is the version of the package', () => {
  assert.match(livecoding(folder, '--version').out, /^\d+\.\d+\.\d+\S*\n$/)
})

test('a code is explained, however it is written', () => {
  for (const words of [['explain', 'LC1102'], ['help', 'lc1102'], ['explain', '1102']]) {
    assert.match(livecoding(folder, ...words).out, /^LC1102: A name is imported .*\*\*What to do\.\*\*/s)
  }
  const printed = livecoding(folder, 'explain', 'LC2301').out
  assert.match(printed, /\n> "<name>" is kept though "<source>" changed/)
  for (const text of Object.values(sections)) assert.doesNotMatch(text, /^> .*%\w+(:.*)?%/m)
  assert.match(livecoding(folder, 'explain').out, /^LC1001 {2}The file does not parse\n/)
})

test('who has read enough closes the pipe, and nothing is told of it', () => {
  for (const words of [['help', 'run'], ['explain'], ['explain', 'LC2301']]) {
    const { stderr } = spawnSync('sh', ['-c', '"$0" "$@" | :', process.execPath, join(import.meta.dirname, 'fixtures/livecoding.mjs'), ...words], { encoding: 'utf8' })
    assert.equal(stderr, '')
  }
})

test('an old Node is told so, without a stack', () => {
  const old = "data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'22.14.0'}});Object.defineProperty(process,'version',{value:'v22.14.0'})"
  const bin = join(import.meta.dirname, '../../bin/livecoding.js')
  const { code, out, err } = node(folder, '--import', old, bin, 'run', 'server.ts')
  assert.deepEqual({ code, out }, { code: 1, out: '' })
  assert.equal(err, `${message('LC3001', { version: `v22.14.0 (${process.execPath})` }).message}\n`)
})
