import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { reportFile } from './file.ts'
import type { Problem } from './report.ts'

test('what cannot be written is told once; when it can be, reports are written again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'report-'))
  const file = join(folder, 'logs/live.jsonl')
  const told: Problem[] = []
  const write = reportFile(file, problem => told.push(problem))
  for (let modules = 0; modules < 3; modules++) write({ type: 'ready', pid: 1, modules })
  assert.deepEqual(told.map(({ code, message }) => [code, message]), [
    ['LC3102', `The report file ${file} cannot be written: ENOENT: no such file or directory.`],
  ])
  mkdirSync(join(folder, 'logs'))
  write({ type: 'ready', pid: 1, modules: 3 })
  assert.equal(readFileSync(file, 'utf8'), '{"type":"ready","pid":1,"modules":3}\n')
  rmSync(file)
  write({ type: 'ready', pid: 1, modules: 4 })
  assert.equal(readFileSync(file, 'utf8'), '{"type":"ready","pid":1,"modules":4}\n')
  assert.equal(told.length, 1)
})

test('half a line that a killed process left does not spoil the next one', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'report-')), 'live.jsonl')
  writeFileSync(file, '{"type":"ready","pid":1,"modules":1}\n{"type":"upd')
  const write = reportFile(file, problem => assert.fail(problem.message))
  write({ type: 'ready', pid: 2, modules: 2 })
  write({ type: 'ready', pid: 2, modules: 3 })
  assert.deepEqual(readFileSync(file, 'utf8').split('\n').slice(1), ['{"type":"upd', '{"type":"ready","pid":2,"modules":2}', '{"type":"ready","pid":2,"modules":3}', ''])
})
