// The cache on disk and namespaces: a start that takes code from it shows what one without it shows, however files came and went between.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { suite, test } from 'node:test'
import { array, assert as holds, asyncProperty, constantFrom, integer, option, record } from 'fast-check'
import { markKept } from './kept.ts'
import { seed } from './seed.ts'

const bin = join(import.meta.dirname, '../bin/livecoding.js')

class Program {
  readonly folder = mkdtempSync(join(tmpdir(), 'livecoding-spaces-'))
  readonly #env = { ...process.env, NO_COLOR: '1', NODE_OPTIONS: '', XDG_CACHE_HOME: join(this.folder, '.caches'), LOCALAPPDATA: join(this.folder, '.caches'), HOME: this.folder }

  constructor(files: Record<string, string>) {
    this.write({ 'package.json': '{ "type": "module" }', ...files })
  }

  write(files: Record<string, string>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true })
      writeFileSync(join(this.folder, path), text)
    }
  }

  remove(path: string): void { rmSync(join(this.folder, path)) }

  start(...options: string[]): string {
    const { stdout, stderr } = spawnSync(process.execPath, [bin, 'run', '--no-watch', ...options, '--namespace', 'lib=./lib', 'main.ts'], { cwd: this.folder, env: this.#env, encoding: 'utf8' })
    return stdout + stderr.replaceAll(/\d+(?:\.\d+)? ms/g, 'ms').replace(/^livecoding follows .*\n/m, '')
  }

  mark(path: string, from: string, to: string): void { markKept(this.folder, path, from, to) }
}

suite('a start with namespaces after a start', () => {
  const files = {
    'main.ts': "import { Child } from 'lib'\nimport * as lib from 'lib'\nconsole.log(new Child().say(), Object.keys(lib).join())\n",
    'lib/a-child.ts': "import { Parent } from 'lib'\nexport class Child extends Parent { name: string = 'child' }\n",
    'lib/b-parent.ts': "export class Parent { name: string = 'parent'\n  say() { return `I am ${this.name}` } }\n",
  }
  test('takes the code that is kept, of the files and of the program', () => {
    const program = new Program(files)
    assert.equal(program.start(), 'I am child Child,Parent\n')
    program.mark('lib/b-parent.ts', 'I am', 'kept, I am')
    program.mark('main.ts', 'console.log(', 'console.log("kept",')
    assert.equal(program.start(), 'kept kept, I am child Child,Parent\n')
    assert.equal(program.start('--no-cache'), 'I am child Child,Parent\n')
  })

  test('makes the code of an import anew where the name comes from another file', () => {
    const program = new Program(files)
    program.start()
    program.mark('lib/a-child.ts', "'child'", "'kept child'")
    program.remove('lib/b-parent.ts')
    program.write({ 'lib/z-parent.ts': "export class Parent { say() { return 'another' } }\n" })
    assert.equal(program.start(), 'another Child,Parent\n')
    program.write({ 'lib/a-before.ts': "export class Parent { say() { return 'the first' } }\n" })
    assert.match(program.start(), /^the first Child,Parent\n.*LC3202/s)
  })

  test('tells a cycle as the first one does', () => {
    const program = new Program({ ...files, 'lib/x.ts': "import { Y } from 'lib'\nexport class X extends Y {}\n", 'lib/y.ts': "import { X } from 'lib'\nexport class Y extends X {}\n" })
    const cold = program.start()
    assert.match(cold, /^I am child Child,Parent\n.*LC3203.*lib\/x\.ts \(X needs Y\) -> lib\/y\.ts \(Y needs X\) -> lib\/x\.ts/s)
    assert.equal(program.start(), cold)
  })
})

test('a cached start shows what an uncached one shows, however files came and went', async () => {
  const names = ['a', 'b', 'c', 'sub/d', 'sub/e'] as const
  /** Texts of a file: classes in a chain, functions that use each other, whole namespaces, stars, values that follow. */
  const texts: Record<string, (file: string) => string> = {
    parent: file => `export class P { from: string = '${file}'\n  of() { return this.from } }\n`,
    child: file => `import { P } from 'lib'\nexport class C extends P { of() { return '${file} ' + super.of() } }\n`,
    ping: file => `import { pong } from 'lib'\nexport const ping = (n: number): string => n > 0 ? '${file}>' + pong(n - 1) : '.'\n`,
    pong: file => `import { ping } from 'lib'\nexport const pong = (n: number): string => n > 0 ? '${file}<' + ping(n - 1) : '.'\n`,
    whole: file => `import * as all from 'lib'\nexport const names = () => '${file}: ' + Object.keys(all).join()\nexport class W extends (all.P ?? Object) {}\n`,
    star: () => "export * from 'lib/sub'\n",
    bare: file => `import 'lib/sub'\nexport const P = '${file}'\n`,
    below: file => `import { sub } from 'lib'\nexport const under = () => '${file}: ' + Object.keys(sub).join()\n`,
    value: file => `import { P } from 'lib'\nexport const kind = '${file} ' + typeof P\n`,
  }
  const main = `import * as lib from 'lib'
const said = (value: any): unknown => typeof value !== 'function' ? typeof value === 'object' ? Object.keys(value) : value : value.prototype ? (value.prototype.of ? new value().of() : value.name) : value(3)
for (const [name, value] of Object.entries(lib)) { try { console.log(name, said(value)) } catch (error) { console.log(name, String(error)) } }
`
  const doing = record({ file: constantFrom(...names), text: option(constantFrom(...Object.keys(texts)), { freq: 4 }) })
  await holds(asyncProperty(array(array(doing, { minLength: 2, maxLength: 4 }), { minLength: 2, maxLength: 3 }), integer({ min: 0, max: 1 }), async (rounds, first) => {
    const program = new Program({ 'main.ts': main, [`lib/${names[first]}.ts`]: texts['parent']!(names[first]!) })
    const there = new Set<string>([names[first]!])
    for (const round of rounds) {
      for (const { file, text } of round) {
        if (text !== null) {
          program.write({ [`lib/${file}.ts`]: texts[text]!(file) })
          there.add(file)
        } else if (there.delete(file)) program.remove(`lib/${file}.ts`)
      }
      const plain = program.start('--no-cache')
      assert.equal(program.start(), plain)
      assert.equal(program.start(), plain)
    }
    rmSync(program.folder, { recursive: true })
  }), { numRuns: 6, seed })
})
