import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { library } from './library.ts'

const { root, code, write } = library()

// Saves were answered with `applied` after the end, and nothing was.
test('what needs an engine that was stopped says so, and what runs goes on', async () => {
  write('door.ts', 'export const look = () => "a door"\n')
  await code.addDirectory('.', 'house', { exclude: ['node_modules/**'] })
  const { look } = code.namespace('house') as { look(): string }
  write('door.ts', 'export const look = () => "a gate"\n')
  code.stop()
  const stopped = { code: 'LC3003', message: /^LC3003 The engine was stopped/ }
  await assert.rejects(code.processChangedFile('door.ts', 'changed'), stopped)
  await assert.rejects(code.processFileEvents(), stopped)
  await assert.rejects(code.undo(), stopped)
  await assert.rejects(code.addDirectory(join(root, 'more'), 'more'), stopped)
  await assert.rejects(code.removeDirectory('.'), stopped)
  await assert.rejects(code.override(look, next => () => next()), stopped)
  assert.equal(look(), 'a door')
})
