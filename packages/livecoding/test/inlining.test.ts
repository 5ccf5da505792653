import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const register = join(import.meta.dirname, '../dist/register.js')
const folder = mkdtempSync(join(tmpdir(), 'livecoding-inlining-'))
after(() => { rmSync(folder, { recursive: true }) })

// V8 tells by this number whether two processes have the same flags.
writeFileSync(join(folder, 'main.mjs'), `import { cachedDataVersionTag as tag } from 'node:v8'
const before = tag()
setTimeout(() => { console.log(JSON.stringify([before, tag()])) }, 20)
`)

function tags(flags: readonly string[], env: Record<string, string> = {}): { plain: number[], live: number[] } {
  const run = (words: readonly string[]): number[] => {
    const { stdout, stderr } = spawnSync(process.execPath, [...flags, ...words, 'main.mjs'], { cwd: folder, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '', ...env } })
    assert.match(stdout, /^\[\d+,\d+\]$/m, stderr)
    return JSON.parse(stdout) as number[]
  }
  return { plain: run([]), live: run(['--import', register]) }
}

test('V8 before 14 inlines more once the program has started, and until then takes the code that Node has kept', () => {
  const { plain, live } = tags([])
  assert.equal(live[0], plain[0])
  assert.equal(live[1] === plain[1], Number.parseInt(process.versions.v8) >= 14)
})

test('who has said how much V8 inlines, or keeps compiled code, has the flags of plain Node', () => {
  for (const { plain, live } of [
    tags(['--max-inlined-bytecode-size-cumulative=1000']),
    tags(['--max_inlined_bytecode_size=500']),
    tags([], { NODE_COMPILE_CACHE: join(folder, 'compiled') }),
  ]) assert.deepEqual(live, plain)
})
