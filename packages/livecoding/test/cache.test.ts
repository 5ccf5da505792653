import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { markKept, packIn } from './kept.ts'

const bin = join(import.meta.dirname, '../bin/livecoding.js')

/** A program whose cache is in its own folder. */
class Program {
  readonly folder = mkdtempSync(join(tmpdir(), 'livecoding-starts-'))
  readonly env = { ...process.env, NO_COLOR: '1', NODE_OPTIONS: '', XDG_CACHE_HOME: join(this.folder, '.caches'), LOCALAPPDATA: join(this.folder, '.caches'), HOME: this.folder }

  constructor(files: Record<string, string>) {
    this.write({ 'package.json': '{ "type": "module" }', ...files })
  }

  write(files: Record<string, string>): void {
    for (const [path, text] of Object.entries(files)) writeFileSync(join(this.folder, path), text)
  }

  start(...options: string[]): string {
    const { stdout, stderr, status } = spawnSync(process.execPath, [bin, 'run', '--report', 'silent', ...options, 'main.ts'], { cwd: this.folder, env: this.env, encoding: 'utf8' })
    assert.deepEqual([status, stderr], [0, ''])
    return stdout.trim()
  }

  pack(): string { return packIn(this.folder) }

  mark(path: string, from: string, to: string): void { markKept(this.folder, path, from, to) }
}

const hello = (): Program => new Program({ 'main.ts': `import { greet } from './greet.ts'\nconsole.log(greet('Ada'))\n`, 'greet.ts': 'export const greet = (name: string): string => `hello ${name}`\n' })

suite('a start after a start', () => {
  test('takes the code that is kept, as long as the file is the same', () => {
    const program = hello()
    assert.equal(program.start(), 'hello Ada')
    program.mark('greet.ts', 'hello', 'kept hello')
    assert.equal(program.start(), 'kept hello Ada')
    assert.equal(program.start('--no-cache'), 'hello Ada')
    program.write({ 'greet.ts': 'export const greet = (name: string): string => `goodbye ${name}`\n' })
    assert.equal(program.start(), 'goodbye Ada')
    assert.equal(program.start(), 'goodbye Ada')
  })

  test('gives a new module a number of its own', () => {
    const program = hello()
    program.start()
    program.write({ 'main.ts': `import { twice } from './twice.ts'\nimport { greet } from './greet.ts'\nconsole.log(twice(greet('Ada')))\n`, 'twice.ts': 'export const twice = (text: string): string => text + text\n' })
    assert.equal(program.start(), 'hello Adahello Ada')
    assert.equal(program.start(), 'hello Adahello Ada')
  })

  test('knows when a name of a namespace leads out of the program, or into it', () => {
    const program = hello()
    program.write({ 'main.ts': `import * as greetings from 'greetings'\nconsole.log(greetings.greet('Ada'), greetings[Symbol.toStringTag])\n` })
    mkdirSync(join(program.folder, 'node_modules/greetings'), { recursive: true })
    program.write({ 'node_modules/greetings/package.json': '{ "type": "module", "exports": "./index.js" }', 'node_modules/greetings/index.js': 'export const greet = name => `packed ${name}`\n' })
    assert.equal(program.start(), 'packed Ada Module')
    program.write({ 'tsconfig.json': '{ "compilerOptions": { "paths": { "greetings": ["./greet.ts"] } } }' })
    rmSync(join(program.folder, 'node_modules/greetings'), { recursive: true })
    assert.equal(program.start(), 'hello Ada Module')
    assert.equal(program.start(), 'hello Ada Module')
  })

  test('shows errors at the lines of the source', () => {
    const program = new Program({ 'main.ts': `interface Tile { x: number }\n\nfunction fail(tile: Tile): never {\n  throw new Error(String(tile.x))\n}\ntry { fail({ x: 1 }) } catch (error) { console.log((error as Error).stack!.split('\\n').slice(1, 3).map(line => line.replace(/\\(?file.*\\//, '')).join('|')) }\n` })
    const cold = program.start()
    assert.match(cold, /main\.ts:4:9.*main\.ts:6:7/)
    assert.equal(program.start(), cold)
  })

  test('takes edits as the first one does', async () => {
    const files = {
      'main.ts': `import { greet, Door } from './greet.ts'\nprocess.on('SIGTERM', () => process.exit())\nconst door = new Door(2)\nsetInterval(() => console.log(greet('Ada'), door.size, door.area()), 5)\n`,
      'greet.ts': 'let count: number = 0\nexport const greet = (name: string): string => { count++; return `hello ${name}` }\nexport class Door { size: number; constructor(size: number) { this.size = size }\n  area(): number { return this.size } }\n',
    }
    const program = new Program(files)
    for (const life of ['cold', 'warm']) {
      program.write(files)
      const child = spawn(process.execPath, [bin, 'run', '--report', 'silent', 'main.ts'], { cwd: program.folder, env: program.env, stdio: ['ignore', 'pipe', 'inherit'] })
      const says = (wanted: string): Promise<void> => new Promise((resolve, reject) => {
        const hear = (text: Buffer): void => {
          if (!String(text).includes(wanted)) return
          child.stdout.off('data', hear)
          resolve()
        }
        child.stdout.on('data', hear)
        child.once('exit', () => reject(new Error(`${life}: ended before it said ${wanted}`)))
      })
      await says('hello Ada 2 2')
      program.write({ 'greet.ts': files['greet.ts'].replace('hello', 'goodbye').replace('return this.size', 'return this.size * this.size') })
      await says('goodbye Ada 2 4')
      const ended = new Promise(resolve => child.once('exit', resolve))
      child.kill()
      await ended
      program.write(files)
      assert.match(program.pack(), /main\.ts-/)
    }
  })
})

suite('a cache that is of no use', () => {
  test('is written anew when it is broken', () => {
    const program = hello()
    program.start()
    const file = program.pack()
    for (const text of ['', 'nonsense', readFileSync(file).subarray(0, -5)]) {
      writeFileSync(file, text)
      assert.equal(program.start(), 'hello Ada')
      program.mark('greet.ts', 'hello', 'kept hello')
      assert.equal(program.start(), 'kept hello Ada')
    }
  })

  test('is not needed: a folder that cannot be written leaves the program as it is', () => {
    const program = hello()
    program.write({ '.caches': 'a file stands there' })
    const { stdout, stderr, status } = spawnSync(process.execPath, [bin, 'run', 'main.ts'], { cwd: program.folder, env: program.env, encoding: 'utf8' })
    assert.deepEqual([status, stdout], [0, 'hello Ada\n'])
    assert.match(stderr, /LC3104/)
  })

  test('two programs that start at once both run', async () => {
    const program = hello()
    const runs = await Promise.all(Array.from({ length: 4 }, async () => {
      const child = spawn(process.execPath, [bin, 'run', '--report', 'silent', 'main.ts'], { cwd: program.folder, env: program.env })
      let out = ''
      child.stdout.on('data', (text: Buffer) => { out += text })
      const code = await new Promise(resolve => child.once('exit', resolve))
      return [code, out]
    }))
    for (const run of runs) assert.deepEqual(run, [0, 'hello Ada\n'])
    program.mark('greet.ts', 'hello', 'kept hello')
    assert.equal(program.start(), 'kept hello Ada')
  })
})
