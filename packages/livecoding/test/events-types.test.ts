import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

const here = import.meta.dirname
const top = join(here, '../../..')
const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', '--lib', 'es2025,esnext.disposable', '--types', 'node', '--allowImportingTsExtensions', '--skipLibCheck', '--verbatimModuleSyntax']

/** Wrong names and signatures are compile errors, where the file says so and nowhere else. */
test('TypeScript knows the events, their arguments and their subscribers', () => {
  const text = readFileSync(join(here, 'events-types.ts'), 'utf8').replace('../src/events/index.ts', join(here, '../src/events/index.ts'))
  const expected = text.split('\n').flatMap((line, index) => line.includes('// @ts-expect-error') ? index + 2 : [])
  assert.ok(expected.length > 10)
  const folder = mkdtempSync(join(tmpdir(), 'livecoding-types-'))
  try {
    symlinkSync(join(top, 'node_modules'), join(folder, 'node_modules'))
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
    writeFileSync(join(folder, 'events.ts'), text.replaceAll('// @ts-expect-error', '// an error'))
    const { stdout } = spawnSync(process.execPath, [join(top, 'node_modules/typescript/bin/tsc'), ...options, 'events.ts'], { cwd: folder, encoding: 'utf8' })
    const lines = [...stdout.matchAll(/^events\.ts\((\d+),/gm)].map(([, line]) => Number(line))
    assert.deepEqual([...new Set(lines)], expected, stdout)
  } finally { rmSync(folder, { recursive: true }) }
})
