import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite, test } from 'node:test'

const forms = join(import.meta.dirname, 'forms')
const bin = join(import.meta.dirname, '..', 'bin', 'livecoding.js')

const printed = (...words: string[]): string[] => {
  const env = { ...process.env, NO_COLOR: '1', NODE_OPTIONS: undefined, NODE_TEST_CONTEXT: undefined }
  const { stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', ...words], { cwd: forms, env, encoding: 'utf8' })
  return `${stdout}${stderr}`.split('\n')
}

suite('without an edit, every form of the language means what it means to plain node', () => {
  for (const file of readdirSync(forms)) {
    test(file, t => {
      const plain = printed(file)
      // `using` is younger than Node 22.
      if (file === 'using.mts' && plain.some(line => line.startsWith('SyntaxError'))) return t.skip('not in this Node')
      assert.ok(!plain.some(line => line.startsWith('SyntaxError')), plain.join('\n'))
      const report = join(mkdtempSync(join(tmpdir(), 'livecoding-forms-')), 'report.jsonl')
      assert.deepEqual(printed(bin, 'run', '--report', 'silent', '--report-file', report, file), plain)
      // A file that the engine cannot read runs as it is, and would prove nothing.
      assert.match(readFileSync(report, 'utf8'), /"modules":1/)
    })
  }
})
