import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, suite, test } from 'node:test'
import { formatOf } from './format.ts'

suite('what a file is taken for', () => {
  const folder = mkdtempSync(join(tmpdir(), 'livecoding-format-'))
  after(() => rmSync(folder, { recursive: true }))
  const write = (path: string, text: string): string => {
    writeFileSync(join(folder, path), text)
    return join(folder, path)
  }

  test('its extension decides', () => {
    assert.equal(formatOf(write('a.mts', ''), ''), 'module')
    assert.equal(formatOf(write('a.cts', ''), ''), 'commonjs')
    assert.equal(formatOf(write('a.json', '{}'), '{}'), 'json')
  })

  // Without a package.json in any folder above, Node 26 answered with the path of the file, which was then parsed as JSON.
  test('where no folder has a package.json, its syntax decides', () => {
    assert.equal(formatOf(write('a.ts', 'import "./b.ts"'), 'import "./b.ts"'), 'module')
    assert.equal(formatOf(write('b.ts', 'exports.b = 1'), 'exports.b = 1'), 'commonjs')
  })

  test('what goes with the types is no word of an ES module', () => {
    const format = (text: string): string => formatOf(write('c.ts', text), text)
    assert.equal(format('import type { B } from "./b.ts"\nexport type { B }\nexport interface C {}\nexports.c = 1'), 'commonjs')
    assert.equal(format('import { type B } from "./b.ts"\nexports.c = 1'), 'module')
    assert.equal(format('import type { B } from "./b.ts"\nimport.meta.url'), 'module')
  })

  test('the nearest package.json decides before its syntax', () => {
    mkdirSync(join(folder, 'inner'))
    write('inner/package.json', '{ "type": "commonjs" }')
    assert.equal(formatOf(write('inner/a.ts', 'import "./b.ts"'), 'import "./b.ts"'), 'commonjs')
  })
})
