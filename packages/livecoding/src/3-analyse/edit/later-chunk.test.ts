import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { slotsOf } from '../../instrument/instrument.ts'
import { isLater, itemsSaying, placedLater, spansOf } from './later-chunk.ts'
import { analyse } from '../model.ts'
import type { Chunk, Model, Placed } from '../shapes.ts'

const own = join(import.meta.dirname, '../..')
const forms = join(import.meta.dirname, '../../../test/forms')
const files = [...readdirSync(forms, { recursive: true }).map(name => join(forms, String(name))), ...readdirSync(own, { recursive: true }).map(name => join(own, String(name)))]
  .filter(path => /\.[cm]?[jt]s$/.test(path))

/** All that is known of a statement, each value once. */
function told(chunk: Chunk): string {
  const seen = new Set<unknown>([chunk])
  return JSON.stringify({ ...fieldsOf(chunk), slots: slotsOf(chunk, 1, 0).map(({ site, slot }) => `${site.title} ${slot}`) }, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value
    if (seen.has(value)) return 'seen'
    seen.add(value)
    return value instanceof Map || value instanceof Set ? [...value] : value
  })
}

const placeOf = ({ start, line, column, keep }: Placed): object => ({ start, line, column, keep })

const fieldsOf = ({ source, code, base, items, marks, imports, requests, exports, stars, free, trailer, helpers, wrap }: Chunk): object =>
  ({ source, code, base, items, marks, imports, requests, exports, stars, free, trailer, helpers, wrap })

function modelOf(path: string): Model | undefined {
  const format = path.endsWith('.cjs') || path.endsWith('.cts') ? 'commonjs' : 'module'
  const analysis = analyse(path, readFileSync(path, 'utf8'), format)
  return 'errors' in analysis || !spansOf(analysis.model.placed) ? undefined : analysis.model
}

suite('statements of a loaded text that are analysed when somebody asks', () => {
  const models = files.flatMap(path => modelOf(path) ?? [])
  test('there are many', () => assert.ok(models.length > 300))

  test('who asks for items that say a word leaves others as they are', () => {
    const text = 'export class Door {}\nexport const wide = 4\n'
    const [door, wide] = placedLater('/program/door.ts', text, 'module', spansOf((analyse('/program/door.ts', text, 'module') as { model: Model }).model.placed)!).map(({ chunk }) => chunk) as [Chunk, Chunk]
    assert.deepEqual([itemsSaying('class', door).map(({ title }) => title), itemsSaying('class', wide), isLater(door), isLater(wide)], [['Door'], [], false, true])
  })

  for (const [order, ask] of [['one by one', (placed: readonly { chunk: Chunk }[]) => placed.slice(0, 20)], ['all', (placed: readonly { chunk: Chunk }[]) => placed]] as const) {
    test(`${order}, they are what they are in their file`, () => {
      for (const { path, text, format, placed } of models) {
        const later = placedLater(path, text, format, spansOf(placed)!)
        assert.deepEqual(later.map(placeOf), placed.map(placeOf))
        const [was, now] = [ask(placed), ask(later)]
        for (const [index, { chunk }] of now.entries()) assert.equal(told(chunk), told(was[index]!.chunk), `${path}: ${chunk.source}`)
      }
    })
  }
})
