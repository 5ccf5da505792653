import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite, test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Program } from './scenario/program.ts'

const here = import.meta.dirname
const bin = join(here, '..', 'bin', 'livecoding.js')
const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, NODE_OPTIONS: undefined, NODE_TEST_CONTEXT: undefined }

type Stacks = Record<string, string>

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'livecoding-lines-'))
  writeFileSync(join(made, 'package.json'), '{ "type": "module" }')
  return made
}

/** The stacks of a program under the engine that was started with the first text and saved as the others. */
async function live(context: TestContext, where: string, file: string, texts: readonly string[]): Promise<Stacks> {
  writeFileSync(join(where, file), texts[0]!)
  const program = new Program(where, [])
  context.after(() => program.kill())
  await program.ready(context.signal)
  for (const text of texts.slice(1)) {
    writeFileSync(join(where, file), text)
    let updates = program.updates()
    while (updates.length === 0) {
      await sleep(5, undefined, { signal: context.signal })
      updates = program.updates()
    }
    assert.deepEqual(updates.map(({ status, problems }) => ({ status, problems })), [{ status: 'applied', problems: [] }])
  }
  const answer = await program.probe(null, context.signal)
  assert.ok('value' in answer, JSON.stringify(answer))
  return answer.value as Stacks
}

/** The same, started afresh with this text in plain Node. */
function fresh(where: string, file: string, text: string): Stacks {
  writeFileSync(join(where, file), text)
  const script = 'process.on = () => {}; const { probe } = await import(process.argv[1]); process.stdout.write(JSON.stringify(await probe()))'
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script, join(where, file)], { cwd: where, env, encoding: 'utf8' })
  assert.notEqual(stdout, '', stderr)
  return JSON.parse(stdout) as Stacks
}

/** Without what called `probe`, which is not the same here and there. */
const ours = (stacks: Stacks, file: string): Stacks =>
  Object.fromEntries(Object.entries(stacks).map(([name, stack]) => [name, stack.split('\n').filter(line => !line.startsWith('    at') || line.includes(file) || line.endsWith('(<anonymous>)')).join('\n')]))

suite('a stack is what it is on a fresh start of the files as they are now', () => {
  const source = readFileSync(join(here, 'lines', 'stacks.mts'), 'utf8')
  const rarer = readFileSync(join(here, 'lines', 'rarer.mts'), 'utf8')
  const moved = (text: string): string => `// one\n/* two\n three */\n\n${text.replace('class Tile', '\n// four\nclass Tile')}`
  const edited = (text: string): string => moved(text).replace(/(?<!function )\b(boom|start)\(/g, '$1(0 + ').replaceAll('new Error(\'timer\')', 'new Error(\'tim\' + \'er\')')
  const again = (text: string): string => `// zero\n${edited(text).replaceAll('  render(n: number) {', '  // five\n  render(n: number) {\n   ')}`
  const stories: Record<string, [file: string, ...texts: string[]]> = {
    'before any save': ['stacks.mts', source],
    'after comments came': ['stacks.mts', source, moved(source)],
    'after everything was edited': ['stacks.mts', source, edited(source)],
    'after edits, and comments after them': ['stacks.mts', source, edited(source), again(source)],
    'after an edit and its undoing, somewhere else': ['stacks.mts', source, edited(source), moved(source)],
    'of rarer code, before any save': ['rarer.mts', rarer],
    'of rarer code, after edits, and comments after them': ['rarer.mts', rarer, edited(rarer), again(rarer)],
  }
  for (const [title, [file, ...texts]] of Object.entries(stories)) {
    test(title, async context => {
      const where = folder()
      cpSync(join(here, 'scenario', 'driver.mjs'), join(where, 'driver.mjs'))
      writeFileSync(join(where, 'main.ts'), `export { probe } from './${file}'\n`)
      const expected = ours(fresh(where, file, texts.at(-1)!), file)
      assert.ok(Object.keys(expected).length > 25)
      assert.deepEqual(ours(await live(context, where, file, texts), file), expected)
    })
  }
})

suite('an error that ends the program is printed as plain Node prints it', () => {
  const above = '// one\n// two\n'
  // Under the engine the program saves itself once, with lines above it and without `gone`, before it fails.
  const program = (thrown: string): string => `import { readFileSync, writeFileSync } from 'node:fs'
function f(n) { if (n) throw Object.assign(new TypeError('boom'), { code: 'X', list: [n] }) }
function gone() {}
const alive = setInterval(() => {}, 1000)
const run = () => { clearInterval(alive); ${thrown} }
process.on('exit', code => console.log('exit', code))
import.meta.hot?.on('livecoding:update', () => { setTimeout(() => run(), 1) })
if (import.meta.hot) writeFileSync(import.meta.filename, ${JSON.stringify(above)} + readFileSync(import.meta.filename, 'utf8').replace(/^function gone.*/m, ''))
else setTimeout(() => run(), 1)
`
  const cases: Record<string, string> = {
    'thrown where it was made': 'f(1)',
    'thrown by the language': 'const x = undefined; x.foo()',
    'a name that the save took away': 'gone()',
    'what is no function': 'const x = 1; x()',
    'a rejection': '(async () => { await null; f(1) })()',
    'thrown again': 'try { f(1) } catch (error) { throw error }',
    'an event without a listener': 'process.emit("error", new Error("nobody"))',
    'with a cause': 'throw new Error("outer", { cause: new Error("inner") })',
    'thrown by V8': 'JSON.parse("{")',
  }
  const end = (where: string, ...words: string[]): unknown => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [...words, 'main.mjs'], { cwd: where, env, encoding: 'utf8' })
    return { status, stdout, stderr: stderr.replace(/\n +at .*(?:node:internal|Timeout).*?(?=(?: \{)?\n)/g, '') }
  }
  for (const [title, thrown] of Object.entries(cases)) {
    test(title, () => {
      const where = folder()
      writeFileSync(join(where, 'main.mjs'), program(thrown))
      const ended = end(where, bin, 'run', '--report', 'silent')
      assert.ok(readFileSync(join(where, 'main.mjs'), 'utf8').startsWith(above))
      assert.deepEqual(ended, end(where))
    })
  }
})
