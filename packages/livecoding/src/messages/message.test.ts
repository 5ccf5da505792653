import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { message, problem } from './message.ts'
import { templates, type Code } from './messages.ts'
import { sections } from './sections.ts'
import { things } from './things.ts'

suite('messages', () => {
  test('names and counts are filled in', () => {
    assert.deepEqual(message('LC2202', { count: 12, class: 'Door', property: 'lock' }), {
      message: '12 doors made before this save have no "lock".',
      hint: 'Give "lock" an initialiser in class Door, or set it in a static [live.migrate].',
    })
    assert.equal(message('LC2202', { count: 1, class: 'Door', property: 'lock' }).message, '1 door made before this save has no "lock".')
  })

  test('the form that uses the most of what is known is taken', () => {
    const values = { module: 'commands.ts', name: 'look' }
    assert.match(message('LC1102', values).message, /does not export "look"/)
    assert.match(message('LC1102', { ...values, suggestion: 'lock' }).hint, /Did you mean "lock"/)
    assert.match(message('LC1102', { ...values, importer: 'main.ts' }).message, /no longer exports "look", but main\.ts/)
  })

  test('what is filled in is not filled in again', () => {
    assert.equal(message('LC1401', { item: 'A statement', error: 'Error: %item% $& 100%' }).message, 'A statement threw Error: %item% $& 100%')
  })

  test('a problem has the severity of its section and the place it is given', () => {
    assert.deepEqual(problem('LC1201', { name: 'tomorrow' }, { file: 'main.ts', line: 1, column: 30 }), {
      severity: 'warning',
      code: 'LC1201',
      message: '"tomorrow" is used but declared nowhere.',
      hint: 'This code will throw a ReferenceError when it runs; declare or import the name.',
      file: 'main.ts',
      line: 1,
      column: 30,
    })
  })
})

test('the Markdown, the typed templates and docs/problems.md are in step', () => {
  execFileSync(process.execPath, [join(import.meta.dirname, 'generate.mjs'), '--check'], { stdio: 'pipe' })
})

for (const code of Object.keys(templates) as Code[]) {
  test(`the section of ${code} has an example that shows its message, and says what to do`, () => {
    assert.match(sections[code], /\*\*What to do\.\*\*/)
    const examples = sections[code].split('```').filter((_, index) => index % 2 === 1).join('\n')
    const [first = { message: '' }] = templates[code].forms
    const shape = first.message.split(/%[^%]+%/).map(text => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')
    assert.match(examples, new RegExp(shape))
  })
}

test('instances are counted as a person would say it', () => {
  const said = (count: number, names: string[]) => names.map(name => things(count, name))
  assert.deepEqual(said(12, ['Door', 'Story', 'Box', 'Key', 'PlayerCharacter', 'HTTPServer', 'Person', 'Church']), [
    '12 doors', '12 stories', '12 boxes', '12 keys', '12 player characters', '12 HTTP servers', '12 people', '12 churches',
  ])
  assert.deepEqual(said(2, ['T', 'Stats', '$cell', 'Room2', '']), [
    '2 instances of T', '2 instances of Stats', '2 instances of $cell', '2 instances of Room2', '2 instances',
  ])
  assert.deepEqual(said(1, ['Door', 'Boss', 'T']), ['1 door', '1 boss', '1 instance of T'])
})
