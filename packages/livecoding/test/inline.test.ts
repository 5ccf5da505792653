import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { CodeManager } from '../src/index.ts'

test('a program that pumps decides when its code changes', async () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'inline-')))
  mkdirSync(join(root, 'server'))
  const file = join(root, 'server/mail.ts')
  writeFileSync(file, "export const text = () => 'one'")
  const code = new CodeManager({ root, detectChanges: { inline: true } })
  await code.addDirectory('server', 'applib')
  const { text } = code.namespace('applib') as { text(): string }
  assert.equal(await code.processFileEvents(), undefined)
  writeFileSync(file, "export const text = () => 'two'")
  mkdirSync(join(root, 'server/deep'))
  writeFileSync(join(root, 'server/deep/post.ts'), 'export class Post {}')
  await new Promise(resolve => setTimeout(resolve, 30)) // nothing happens by itself, however long the program waits
  assert.equal(text(), 'one')
  const report = await code.processFileEvents()
  assert.deepEqual(report?.files.toSorted(), ['server/deep/post.ts', 'server/mail.ts'])
  assert.equal(text(), 'two')
  assert.deepEqual(Object.keys(code.namespace('applib/deep')), ['Post'])
  code.stop()
})
