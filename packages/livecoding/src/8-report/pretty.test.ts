import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { wantsColour } from './colours.ts'
import { pretty } from './pretty.ts'
import type { EditReport, Problem, UpdateReport } from './report.ts'

const save: UpdateReport = { type: 'update', id: 1, status: 'applied', files: ['tile.ts'], ms: 2.43, edits: [], problems: [] }
const edit: EditReport = { action: 'patched', kind: 'method', name: 'Tile.render', module: 'tile.ts', line: 3, verdict: 'live' }

suite('the pretty report', () => {
  const root = mkdtempSync(join(tmpdir(), 'pretty-'))
  const show = (report: Partial<UpdateReport>) => pretty({ ...save, ...report }, { root })

  test('an applied save has a headline and one aligned line for each edit', () => {
    const text = show({
      edits: [
        edit,
        { ...edit, action: 'added', kind: 'field', name: 'Tile.lock', note: '12 instances' },
        { ...edit, action: 'rerun', kind: 'variable', name: 'wall', verdict: 'new-only' },
      ],
    })
    assert.equal(text, [
      '✓ applied tile.ts  2.4 ms',
      '  patched  method    Tile.render  live',
      '  added    field     Tile.lock    live, 12 instances',
      '  rerun    variable  wall         new-only',
      '',
    ].join('\n'))
  })

  test('with several files, each edit says where', () => {
    const text = show({ files: ['tile.ts', 'a.ts', 'b.ts', 'c.ts', 'd.ts'], edits: [edit] })
    assert.equal(text, [
      '✓ applied tile.ts, a.ts, b.ts and 2 more  2.4 ms',
      '  patched  method  Tile.render  live  tile.ts:3',
      '',
    ].join('\n'))
  })

  test('a save without edits says that there was nothing to do', () => {
    assert.equal(show({}), '✓ applied tile.ts  nothing to do: this code runs already  2.4 ms\n')
  })

  test('of very many edits only the first are shown', () => {
    const lines = show({ edits: Array.from({ length: 500 }, () => edit) }).split('\n')
    assert.equal(lines.length, 43)
    assert.equal(lines[41], '  and 460 more')
  })

  const problem: Problem = { severity: 'error', code: 'LC1001', message: 'Unterminated string', hint: 'Close it.', file: 'garden.ts', line: 3, column: 10 }

  test('an error shows its place, its hint and the code around it', () => {
    writeFileSync(join(root, 'garden.ts'), "// The garden.\nexport function look() {\n  return 'broken roses\n}\n")
    assert.equal(show({ status: 'rejected', files: ['garden.ts'], problems: [problem] }), [
      '✗ rejected garden.ts  2.4 ms',
      '  ✗ garden.ts:3:10 LC1001 Unterminated string',
      '    Close it.',
      '',
      '    1 | // The garden.',
      '    2 | export function look() {',
      "  > 3 |   return 'broken roses",
      '      |          ^',
      '    4 | }',
      '    5 |',
      '',
      '',
    ].join('\n'))
  })

  test('of very many problems only the first are shown', () => {
    const text = show({ status: 'rejected', problems: Array.from({ length: 200 }, (_, line) => ({ ...problem, file: 'gone.ts', line })) })
    assert.equal(text.split('\n').length, 23)
    assert.match(text, /gone\.ts:9:10 .*\n.*\n {2}and 190 more problems\n$/)
  })

  test('an undone update and one of a worker say so', () => {
    assert.equal(show({ by: 'undo', edits: [edit] }).split('\n')[0], '✓ applied the undo of tile.ts  2.4 ms')
    assert.equal(show({ by: 'redo', edits: [edit] }).split('\n')[0], '✓ applied the redo of tile.ts  2.4 ms')
    assert.equal(show({ by: 'undo', status: 'failed' }).split('\n')[0], '✗ failed the undo of tile.ts  2.4 ms')
    assert.equal(show({ thread: 3, edits: [edit] }).split('\n')[0], '✓ applied tile.ts  worker 3  2.4 ms')
  })

  test('a warning shows no code, and a problem without a place only what it is', () => {
    const text = show({ problems: [{ ...problem, severity: 'warning' }, { severity: 'warning', code: 'LC3101', message: 'Too many files', hint: '' }] })
    assert.equal(text, [
      '✓ applied tile.ts  2.4 ms',
      '  ! garden.ts:3:10 LC1001 Unterminated string',
      '    Close it.',
      '  ! LC3101 Too many files',
      '',
    ].join('\n'))
  })

  test('a file that is gone, a line beyond its end, and a line of minified code have no frame', () => {
    writeFileSync(join(root, 'min.js'), 'x'.repeat(10_000))
    for (const place of [{ file: 'gone.ts' }, { file: 'gone.ts', line: 1 }, { file: 'garden.ts', line: 99 }, { file: 'min.js', line: 1 }]) {
      const text = show({ status: 'failed', problems: [{ ...problem, ...place }] })
      assert.equal(text.split('\n').length, 4, text)
    }
  })

  test('colours are used only when asked for', () => {
    const text = pretty({ ...save, status: 'rejected', edits: [edit], problems: [problem] }, { root, colour: true })
    assert.ok(text.includes("\x1b[31m✗ rejected"))
    assert.ok(!pretty({ ...save, edits: [edit], problems: [problem] }, { root }).includes('\x1b'))
  })
})

test('NO_COLOR wins over FORCE_COLOR, which wins over the terminal', () => {
  assert.equal(wantsColour({}, true), true)
  assert.equal(wantsColour({}, false), false)
  assert.equal(wantsColour({ TERM: 'dumb' }, true), false)
  assert.equal(wantsColour({ FORCE_COLOR: '1' }, false), true)
  assert.equal(wantsColour({ FORCE_COLOR: '0' }, true), false)
  assert.equal(wantsColour({ NO_COLOR: '1', FORCE_COLOR: '1' }, true), false)
})
