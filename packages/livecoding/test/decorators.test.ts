import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, suite, test } from 'node:test'

const folder = join(import.meta.dirname, 'decorators')
const bin = join(import.meta.dirname, '..', 'bin', 'livecoding.js')
const root = join(import.meta.dirname, '..', '..', '..')
const env = { ...process.env, NO_COLOR: '1', NODE_OPTIONS: undefined, NODE_TEST_CONTEXT: undefined }

function printed(cwd: string, ...words: string[]): string[] {
  const { stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', ...words], { cwd, env, encoding: 'utf8' })
  return `${stdout}${stderr}`.split('\n')
}

const live = (kind: string, file: string): string[] => printed(join(folder, kind), bin, 'run', '--report', 'silent', file)

for (const kind of ['standard', 'legacy', 'assigned', 'syntax']) {
  suite(`${kind}: decorators, fields and syntax do what TypeScript's own output does on plain node`, () => {
    const out = mkdtempSync(join(tmpdir(), 'livecoding-decorators-'))
    after(() => { rmSync(out, { recursive: true }) })
    symlinkSync(join(root, 'node_modules'), join(out, 'node_modules'))
    spawnSync(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', join(folder, kind), '--outDir', out], { env, encoding: 'utf8' })
    for (const file of readdirSync(join(folder, kind)).filter(name => /\.[mc]?tsx?$/.test(name))) {
      test(file, () => {
        const plain = printed(out, join(out, file.replace(/\.([mc]?)tsx?$/, '.$1js')))
        assert.ok(!plain.some(line => line.startsWith('Node.js v')), plain.join('\n'))
        assert.deepEqual(live(kind, file), plain)
      })
    }
  })
}

test('super, arguments, await and yield around standard decorators', () => {
  assert.deepEqual(live('beyond', 'beyond.mts'), readFileSync(join(folder, 'beyond', 'beyond.expected'), 'utf8').split('\n'))
})
