import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { program } from './forms/fuzz/program.ts'

// More of them, or others: `FORMS_COUNT=5000 FORMS_SEED=77 npm test -- fuzz`
const count = Number(process.env['FORMS_COUNT'] ?? 150)
const seed = Number(process.env['FORMS_SEED'] ?? 1)
const bin = join(import.meta.dirname, '..', 'bin', 'livecoding.js')

suite(`random programs do under the engine what they do without, from seed ${seed}`, () => {
  for (const [name, extension] of [['modules', 'mjs'], ['sloppy scripts', 'cjs']] as const) {
    test(`${count} ${name}`, () => {
      const folder = mkdtempSync(join(tmpdir(), 'livecoding-fuzz-'))
      // The engine's own name tells that it made the code that runs: most programs parse, or they would prove nothing.
      const texts = Array.from({ length: count }, (_, index) => `managed(typeof $lc);${program(seed + index, extension === 'cjs')}`)
      texts.forEach((text, index) => writeFileSync(join(folder, `p${String(index).padStart(6, '0')}.${extension}`), text))
      copyFileSync(join(import.meta.dirname, 'forms/fuzz/driver.mjs'), join(folder, 'driver.mjs'))
      const env = { ...process.env, NO_COLOR: '1', NODE_OPTIONS: undefined, NODE_TEST_CONTEXT: undefined }
      const run = (...words: string[]): { stdout: string, stderr: string } => spawnSync(process.execPath, ['--no-warnings', ...words], { cwd: folder, env, encoding: 'utf8', maxBuffer: 2 ** 30 })
      const plain = run('driver.mjs').stdout.split('\n')
      const { stdout, stderr } = run(bin, 'run', '--no-cache', '--report', 'silent', 'driver.mjs')
      const live = stdout.split('\n')
      for (const [index, text] of texts.entries()) assert.equal(live[index], plain[index], `seed ${seed + index}:\n${text}`)
      const managed = Number(/(\d+) managed/.exec(stderr)![1])
      assert.ok(managed > count * 0.7, `only ${managed} of ${count} are modules of the engine`)
      rmSync(folder, { recursive: true })
    })
  }
})
