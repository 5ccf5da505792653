import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { suite, test } from 'node:test'
import { minifySync } from 'rolldown/experimental'

const forms = join(import.meta.dirname, 'forms')
const bin = join(import.meta.dirname, '..', 'bin', 'livecoding.js')

/** The first Node that knows the syntax of a chapter. */
const since: Record<string, number> = { 'using.mjs': 24, 'modifiers.mjs': 23, 'phases.mjs': 24 }
const atLeast = (major: number): boolean => Number(process.versions.node.split('.')[0]) >= major

/** Plain Node refuses the file, as its chapter is younger than this Node: there is nothing to compare with. */
const isTooYoung = (file: string, plain: readonly string[]): boolean => plain.some(line => line.startsWith('SyntaxError')) && since[file] !== undefined && !atLeast(since[file])

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
      if (isTooYoung(file, plain)) return t.skip('not in this Node')
      assert.match(plain.join('\n'), /^\d+ forms$/m)
      assert.ok(!plain.some(line => line.startsWith('WRONG') || line.startsWith('Node.js v')), plain.join('\n'))
      const report = join(mkdtempSync(join(tmpdir(), 'livecoding-forms-')), 'report.jsonl')
      assert.deepEqual(printed(bin, 'run', '--report', 'silent', '--report-file', report, join(folder, file)), plain)
      // With the module that checks.
      assert.match(readFileSync(report, 'utf8'), /"modules":[2-9]/)
    })
  }
})

/** Nothing stands between two words, two brackets, or the end of one thing and the beginning of another, but what must. */
suite('the same forms, written as tightly as can be', () => {
  const folder = mkdtempSync(join(tmpdir(), 'livecoding-tight-'))
  cpSync(forms, folder, { recursive: true })
  for (const file of ['', 'chapters/'].flatMap(below => readdirSync(join(folder, below)).filter(name => /\.[cm]js$/.test(name)).map(name => below + name))) {
    test(file, t => {
      const path = join(folder, file)
      const { code, errors } = minifySync(file, readFileSync(path, 'utf8'), { compress: false, mangle: false, codegen: { removeWhitespace: true }, module: file.endsWith('.mjs') })
      assert.deepEqual(errors, [])
      writeFileSync(path, code)
      const plain = printed(path)
      if (isTooYoung(basename(file), plain)) return t.skip('not in this Node')
      const report = join(mkdtempSync(join(tmpdir(), 'livecoding-forms-')), 'report.jsonl')
      assert.deepEqual(printed(bin, 'run', '--report', 'silent', '--no-cache', '--report-file', report, path), plain)
      assert.match(readFileSync(report, 'utf8'), /"modules":[1-9]/)
    })
  }
})
