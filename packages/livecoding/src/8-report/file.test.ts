import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
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
