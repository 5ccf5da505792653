import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { program } from './forms/fuzz/program.ts'

// More of them, or others: `FORMS_COUNT=5000 FORMS_SEED=77 npm test -- fuzz`
const count = Number(process.env['FORMS_COUNT'] ?? 200)
const seed = Number(process.env['FORMS_SEED'] ?? 1)
const bin = join(import.meta.dirname, '..', 'bin', 'livecoding.js')

suite(`random programs do under the engine what they do without, from seed ${seed}`, () => {
  for (const [name, extension] of [['modules', 'mjs'], ['sloppy scripts', 'cjs']] as const) {
    test(`${count} ${name}`, () => {
      const folder = mkdtempSync(join(tmpdir(), 'livecoding-fuzz-'))
      const texts = Array.from({ length: count }, (_, index) => program(seed + index, extension === 'cjs'))
      texts.forEach((text, index) => writeFileSync(join(folder, `p${String(index).padStart(6, '0')}.${extension}`), text))
      copyFileSync(join(import.meta.dirname, 'forms/fuzz/driver.mjs'), join(folder, 'driver.mjs'))
      const env = { ...process.env, NO_COLOR: '1', NODE_OPTIONS: undefined, NODE_TEST_CONTEXT: undefined }
      const said = (...words: string[]): string[] => spawnSync(process.execPath, ['--no-warnings', ...words], { cwd: folder, env, encoding: 'utf8', maxBuffer: 2 ** 30 }).stdout.split('\n')
      const plain = said('driver.mjs')
      const report = join(folder, 'report.jsonl')
      const live = said(bin, 'run', '--no-cache', '--report', 'silent', '--report-file', report, 'driver.mjs')
      for (const [index, text] of texts.entries()) assert.equal(live[index], plain[index], `seed ${seed + index}:\n${text}`)
      // Most of them parse, or they would prove nothing.
      const managed = Number(/"modules":(\d+)/.exec(readFileSync(report, 'utf8'))![1])
      assert.ok(managed > count * 0.8, `only ${managed} of ${count} are modules of the engine`)
      rmSync(folder, { recursive: true })
    })
  }
})
