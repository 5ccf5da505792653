import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite, test } from 'node:test'

const forms = join(import.meta.dirname, 'forms')
const bin = join(import.meta.dirname, '..', 'bin', 'livecoding.js')

/** The first Node that knows the syntax of a chapter. */
const since: Record<string, number> = { 'using.mjs': 24, 'modifiers.mjs': 23, 'phases.mjs': 24 }
const atLeast = (major: number): boolean => Number(process.versions.node.split('.')[0]) >= major

const printed = (...words: string[]): string[] => {
  const env = { ...process.env, NO_COLOR: '1', NODE_OPTIONS: undefined, NODE_TEST_CONTEXT: undefined }
  const { stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', ...words], { cwd: forms, env, encoding: 'utf8' })
  return `${stdout}${stderr}`.split('\n')
}

suite('without an edit, every form of the language means what it means to plain node', () => {
  for (const file of readdirSync(forms).filter(name => name.includes('.'))) {
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

/** Each checks by itself what its forms evaluate to. */
suite('the chapters of the language', () => {
  const folder = join(forms, 'chapters')
  for (const file of readdirSync(folder).filter(name => /\.[cm]js$/.test(name))) {
    test(file, t => {
      const plain = printed(join(folder, file))
      if (plain.some(line => line.startsWith('SyntaxError')) && since[file] !== undefined && !atLeast(since[file])) return t.skip('not in this Node')
      assert.match(plain.join('\n'), /^\d+ forms$/m)
      assert.ok(!plain.some(line => line.startsWith('WRONG') || line.startsWith('Node.js v')), plain.join('\n'))
      const report = join(mkdtempSync(join(tmpdir(), 'livecoding-forms-')), 'report.jsonl')
      assert.deepEqual(printed(bin, 'run', '--report', 'silent', '--report-file', report, join(folder, file)), plain)
      // With the module that checks.
      assert.match(readFileSync(report, 'utf8'), /"modules":[2-9]/)
    })
  }
})
