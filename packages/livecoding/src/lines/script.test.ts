import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { analyse } from '../3-analyse/model.ts'
import type { Model } from '../3-analyse/shapes.ts'
import { instrument } from '../instrument/instrument.ts'
import { LoadedScript, UnitScript } from './script.ts'

const source = `// A tile of the map.
import { readFileSync } from 'node:fs'
let count: number = 0
type Row = { a: number }
export function plain(one: Row, two = fallback()): number { return one.a + two }
export const arrow = (three: number) => three > count ? thrower(three) : nested(four => { five(four) })
export class Tile<T> extends Base {
  static made: number = Registry.next()
  field = initial<T>(this)
  constructor({ six, seven = eight() }: Options) {
    super(six)
    log(seven)
  }
  get look(): string { return describe(this as unknown as Row) }
  async *walk(): AsyncGenerator<Row> { for (const step of steps) { await wait(step); yield step } }
}
enum Colour { Red, Green = paint() }
function last(nine: number) {
  return nine satisfies number
}
readFileSync(plain)
`

function model(text: string): Model {
  const analysis = analyse('/tile.ts', text, 'module')
  assert.ok('model' in analysis)
  return analysis.model
}

/** Words that stand once, outside of types and comments, with their offsets. */
function words(text: string): [string, number][] {
  const all = [...text.replace(/\/\/.*/g, comment => ' '.repeat(comment.length)).matchAll(/[A-Za-z]+/g)]
  return all.filter(([word]) => all.filter(each => each[0] === word).length === 1).map(match => [match[0], match.index])
}

suite('what Node loaded', () => {
  const loaded = model(source)
  const { code } = instrument(loaded, { id: 1, name: () => undefined, importText: () => undefined, setup: '', moving: new Set(), anew: new Set(), ran: new Set() })
  const script = new LoadedScript(code, loaded)

  test('every word of the user is found where the user wrote it', () => {
    let checked = 0
    for (const [word, at] of words(source)) {
      const places = [...code.matchAll(new RegExp(`(?<![\\w$])${word}(?![\\w$])`, 'g'))]
      if (places.length !== 1) continue // erased, or a word of guards
      const { origin, own } = script.find(places[0]!.index)!
      const { placed } = origin
      if (placed.chunk.lowered) continue
      assert.deepEqual([own, placed.start + origin.at], [true, at], word)
      checked++
    }
    assert.ok(checked > 25, String(checked))
  })

  test('a guard is not the user\'s', () => {
    for (const guard of code.matchAll(/\.apply\(this,arguments\)/g)) assert.equal(script.find(guard.index + 1)!.own, false)
  })

  test('what a transformer wrote leads to its chunk', () => {
    const { origin, own } = script.find(code.indexOf('paint('))!
    assert.ok(own && origin.placed.chunk.lowered)
    assert.equal(origin.placed.chunk.code.slice(origin.at, origin.at + 5), 'paint')
  })

  test('a line and a column give the offset', () => {
    const at = code.indexOf('return nine')
    const before = code.slice(0, at).split('\n')
    assert.equal(script.offset(before.length, before.at(-1)!.length + 1), at)
  })
})

suite('a unit of an update', () => {
  const placed = model(source).placed.find(({ chunk }) => chunk.source.includes('last'))!
  const offset = placed.chunk.source.indexOf('(nine')
  const code = '({"last":function(nine        ) {\n  return (0,$lc.t.nine)(1)\n}})["last"]'
  const piece = { id: 'p7', code, placed, offset }

  test('its pieces lead to what they were made of', () => {
    const text = `(()=>{return{\n\n\np6:1,p7:${code},}})()`
    const script = new UnitScript(text, [piece])
    const found = script.find(text.indexOf('return ('))!
    assert.equal(found.piece, piece)
    assert.equal(found.origin.at, placed.chunk.source.indexOf('return nine'))
    assert.equal(script.find(2), undefined)
  })

  test('a call through `(0,…)` is where the name was', () => {
    const called = { ...piece, placed: { ...placed, chunk: { ...placed.chunk, code: placed.chunk.code.replace('nine satisfies number', 'nine(1)') } } }
    const text = `({p7:${code}})`
    assert.equal(new UnitScript(text, [called]).find(text.indexOf('(1)'))!.origin.at, called.placed.chunk.code.indexOf('nine(1)'))
  })
})
