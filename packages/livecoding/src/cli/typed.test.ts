import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { importTyped } from './typed.ts'

test('a file with types is loaded where Node does not take them out, too', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'typed-'))
  try {
    const write = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    }
    // Parameter properties are what Node itself does not take out.
    const typed = write('config.mts', "import type { Config } from 'nowhere'\nclass Door { constructor(readonly width: number) {} }\nexport default { ...new Door(3) } satisfies Config")
    assert.deepEqual({ ...await importTyped(typed, false) }, { default: { width: 3 } })
    assert.deepEqual({ ...await importTyped(write('plain.mjs', 'export default 3'), false) }, { default: 3 })
    await assert.rejects(importTyped(write('broken.mts', 'export default 3 as'), false), { name: 'SyntaxError' })
    await assert.rejects(importTyped(write('native.mts', 'class Door { constructor(readonly width: number) {} }'), true), { code: 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX' })
  } finally { rmSync(folder, { recursive: true }) }
})
