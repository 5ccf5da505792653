import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { format } from 'node:util'
import { InProcess, library } from './in-process.ts'

/**
 * The examples of docs/events.md run: a block is a file, named in its first line, that is loaded, or saved where it is there
 * already. What it prints is what its comments say: `// => welcome, Ann`.
 */
const page = readFileSync(join(import.meta.dirname, '../../../docs/events.md'), 'utf8')
let program: InProcess
const { log } = console
const printed: string[] = []

before(() => {
  program = new InProcess()
  console.log = (...all: unknown[]) => { printed.push(...format(...all).split('\n')) }
})
after(() => {
  console.log = log
  program.end()
})

suite('docs/events.md', () => {
  for (const section of page.split(/^(?=## )/m)) {
    const blocks = [...section.matchAll(/^```ts\n(\/\/ (\S+)\n[^]*?)^```/gm)]
    if (blocks.length === 0) continue
    test(section.split('\n', 1)[0]!.replace(/^#+ /, ''), async () => {
      const known = new Set<string>()
      for (const [, text = '', file = ''] of blocks) {
        printed.length = 0
        const code = text.replaceAll("'livecoding/events'", library)
        if (known.has(file)) assert.equal((await program.save({ [file]: code })).status, 'applied')
        else await program.load(file, code)
        known.add(file)
        await new Promise(setImmediate)
        assert.deepEqual(printed, [...text.matchAll(/\/\/ => (.*)$/gm)].map(([, line]) => line))
      }
      assert.deepEqual(program.problems, [])
    })
  }
})
