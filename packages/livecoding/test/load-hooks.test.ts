import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { suite, test, type TestContext } from 'node:test'
import { pathToFileURL } from 'node:url'

// As a tracer does it: hooks of somebody else make each function count its calls.

const rewrite = `import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
export function rewrite(url, result) {
  if (!url.includes('/app/')) return result
  const source = result.source ? Buffer.from(result.source).toString() : readFileSync(fileURLToPath(url), 'utf8')
  return { ...result, source: source.replace(/function (\\w+)\\([^{]*\\{/g, (all, name) => all + 'count("' + name + '");') }
}
`
const counting = `globalThis.counted = {}
globalThis.count = name => { counted[name] = (counted[name] ?? 0) + 1 }
`
const tracers = {
  synchronous: `import { registerHooks } from 'node:module'
import { rewrite } from './rewrite.mjs'
${counting}registerHooks({ load: (url, context, next) => rewrite(url, next(url, context)) })
`,
  asynchronous: `import { register } from 'node:module'
${counting}register('./hooks.mjs', import.meta.url)
`,
  // Puts a module of its own in front of each.
  wrapping: `import { registerHooks } from 'node:module'
${counting}registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context)
    return found.url.endsWith('/greet.ts') && !context.parentURL.includes('?wrapped') ? { ...found, url: found.url + '?wrapped' } : found
  },
  load(url, context, next) {
    if (!url.endsWith('?wrapped')) return next(url, context)
    return { format: 'module', source: 'import * as all from ' + JSON.stringify(url.slice(0, -8)) + '\\nexport function greet(...given) { count("wrapped"); return all.greet(...given) }', shortCircuit: true }
  },
})
`,
}
// Takes out types by itself, as test runners do.
const stripping = `import { registerHooks, stripTypeScriptTypes } from 'node:module'
globalThis.counted = { stripped: 0 }
registerHooks({
  load(url, context, next) {
    const given = next(url, context)
    if (!url.endsWith('.ts')) return given
    if (url.endsWith('/greet.ts')) counted.stripped++
    return { format: 'module', source: stripTypeScriptTypes(Buffer.from(given.source).toString()), shortCircuit: true }
  },
})
`
const enumerated = (word: string): string => `enum Word { word = '${word}' }\nexport function greet(n: number): string { return Word.word + \` \${n} \` }\n`

const main = `import { greet } from './greet.ts'
import other from './other.cjs'
declare const counted: object
function tick(n: number): string { return greet(n) + other.hit(n) }
const show = () => { console.log(tick(1), JSON.stringify(counted)) }
process.stdin.on('data', show)
show()
`
const greet = (word: string): string => `export function greet(n: number): string { return \`${word} \${n} \` }\n`

const extra = (word: string): string => `enum Kind { A }\nexport function extra(n: number): string { return \`${word} \${n} \` }\n`

const bin = join(import.meta.dirname, '../bin/livecoding.js')
const register = pathToFileURL(join(import.meta.dirname, '../dist/register.js')).href

/** A program whose functions are counted, and what it prints. */
class Traced {
  readonly #folder = realpathSync(mkdtempSync(join(tmpdir(), 'livecoding-load-hooks-')))
  readonly #child
  readonly #lines: string[] = []
  readonly #said = new EventTarget()
  constructor(context: TestContext, tracer: string, words: (tracer: string) => string[], greeting = greet('hello')) {
    mkdirSync(join(this.#folder, 'app'))
    this.write('../tracer.mjs', tracer)
    this.write('../rewrite.mjs', rewrite)
    this.write('../hooks.mjs', "import { rewrite } from './rewrite.mjs'\nexport const load = async (url, context, next) => rewrite(url, await next(url, context))\n")
    this.write('package.json', '{ "type": "module" }')
    this.write('main.ts', main)
    this.write('greet.ts', greeting)
    this.write('other.cjs', 'function hit(n) { return n + 1 }\nmodule.exports = { hit }\n')
    const env = { ...process.env, NODE_OPTIONS: undefined, NODE_TEST_CONTEXT: undefined, NODE_NO_WARNINGS: '1' }
    this.#child = spawn(process.execPath, [...words(pathToFileURL(join(this.#folder, 'tracer.mjs')).href), 'main.ts'], { cwd: join(this.#folder, 'app'), env })
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      createInterface({ input: stream }).on('line', line => {
        this.#lines.push(line)
        this.#said.dispatchEvent(new Event('line'))
      })
    }
    context.after(() => {
      this.#child.kill('SIGKILL')
      rmSync(this.#folder, { recursive: true, force: true })
    })
  }

  write(name: string, text: string): void { writeFileSync(join(this.#folder, 'app', name), text) }

  async says(pattern: RegExp): Promise<string> {
    for (;;) {
      const at = this.#lines.findIndex(line => pattern.test(line))
      if (at >= 0) return this.#lines.splice(at, 1)[0]!
      await once(this.#said, 'line')
    }
  }

  async saved(text: string, name = 'greet.ts'): Promise<void> {
    this.write(name, text)
    await this.says(/"status":"applied"|applied (?:greet|extra)/)
  }

  show(): Promise<string> {
    this.#child.stdin.write('go')
    return this.says(/ \d \d/)
  }
}

const orders: Record<string, (tracer: string) => string[]> = {
  'before livecoding': tracer => ['--import', tracer, bin, 'run', '--report', 'json'],
  'after livecoding': tracer => ['--import', register, '--import', tracer],
}

suite('load hooks of others', { timeout: 600_000 }, () => {
  for (const [order, words] of Object.entries(orders)) {
    for (const kind of ['synchronous', 'asynchronous'] as const) {
      test(`${kind} ones that come ${order} rewrite what is loaded, and edits`, async context => {
        const program = new Traced(context, tracers[kind], words)
        assert.equal(await program.says(/ \d \d/), 'hello 1 2 {"tick":1,"greet":1,"hit":1}')
        await program.says(/"ready"|follows 3/)
        await program.saved(`// greets\n${greet('goodbye')}`)
        assert.equal(await program.show(), 'goodbye 1 2 {"tick":2,"greet":2,"hit":2}')
        await program.saved(greet('hello'))
        assert.equal(await program.show(), 'hello 1 2 {"tick":3,"greet":3,"hit":3}')
      })
      test(`${kind} ones that come ${order} rewrite a file that comes with a save, and a second copy of it`, async context => {
        const program = new Traced(context, tracers[kind], words)
        await program.says(/ \d \d/)
        await program.says(/"ready"|follows 3/)
        program.write('extra.ts', extra('one'))
        await program.saved("import { extra } from './extra.ts'\nexport function greet(n: number): string { return extra(n) }\n")
        assert.equal(await program.show(), 'one 1 2 {"tick":2,"greet":2,"hit":2,"extra":1}')
        await program.saved(extra('two'), 'extra.ts')
        assert.equal(await program.show(), 'two 1 2 {"tick":3,"greet":3,"hit":3,"extra":2}')
        await program.saved("import { extra } from './extra.ts'\nconst copy = await import('./extra.ts?2')\nexport function greet(n: number): string { return extra(n) + copy.extra(n) }\n")
        assert.equal(await program.show(), 'two 1 two 1 2 {"tick":4,"greet":4,"hit":4,"extra":4}')
      })
    }
    if (order === 'after livecoding') test(`ones that come ${order} and take out types get as JavaScript what they cannot read`, async context => {
      const program = new Traced(context, stripping, words, enumerated('hello'))
      assert.equal(await program.says(/ \d \d/), 'hello 1 2 {"stripped":1}')
      await program.says(/"ready"|follows 3/)
      await program.saved(enumerated('goodbye'))
      assert.equal(await program.show(), 'goodbye 1 2 {"stripped":2}')
    })
    test(`ones that come ${order} and put a module in front of a file: the file is followed`, async context => {
      const program = new Traced(context, tracers.wrapping, words)
      assert.equal(await program.says(/ \d \d/), 'hello 1 2 {"wrapped":1}')
      await program.says(/"ready"|follows 3/)
      await program.saved(greet('goodbye'))
      assert.equal(await program.show(), 'goodbye 1 2 {"wrapped":2}')
    })
  }
})
