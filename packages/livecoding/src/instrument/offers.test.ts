import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { analyse } from '../3-analyse/model.ts'
import type { Site } from '../3-analyse/site-shapes.ts'
import { instrument } from './instrument.ts'
import { Offered } from './offers.ts'

function load(text: string): { code: string, sites: Site[] } {
  const analysis = analyse('/town.js', text, 'module')
  if ('errors' in analysis) throw new Error(analysis.errors[0]!.message)
  const { model } = analysis
  const { code } = instrument(model, { id: 0, name: () => undefined, importText: () => undefined, setup: '', moving: new Set(), anew: new Set(), ran: new Set() })
  return { code, sites: model.placed.flatMap(({ chunk }) => chunk.items.flatMap(item => item.sites)) }
}

/** One function around many, each of which captures two of its variables. */
function town(houses: number): string {
  const lines = Array.from({ length: houses }, (_, n) => `let v${n} = ${n}; function f${n}(a) { return [a].map(x => x + v${n} + v${n * 7 % houses}) }`)
  return `export function town() {\n${lines.join('\n')}\nreturn f0\n}`
}

suite('what guards hand over', () => {
  test('of a few neighbours is said where the guard stands', () => {
    const { code } = load('export function make() { let a = 1, b = 2; return [() => a, () => b] }')
    assert.match(code, /switch\(\$lck\)\{case 0:return \$lcw\?a=\$lcv:a;case 1:return \$lcw\?b=\$lcv:b\}.*switch\(\$lck\)\{case 0:return \$lcw\?a/)
    assert.doesNotMatch(code, /function \$lcv/)
  })

  test('of many is said once, so that the size of the code follows the source', () => {
    const [small, large] = [200, 800].map(houses => load(town(houses)).code.length) as [number, number]
    assert.ok(large / small < 4.6, `${small} became ${large}`)
    assert.equal(load(town(200)).code.match(/function \$lcv/g)!.length, 1)
  })

  test('is one layer for all closures of a scope, and hides what inner names hide', () => {
    const { sites: [make] } = load('export function make(a) { let b = 1; { let c = 2, b = 3; use(() => a + b + c, a => a) } return () => b }')
    const [inner, other, last] = make!.children as [Site, Site, Site]
    assert.equal(inner.layer, other.layer)
    assert.equal(inner.layer!.outer, last.layer)
    assert.deepEqual([inner.layer!.locals.map(({ name }) => name), last.layer!.locals.map(({ name }) => name)], [['c', 'b'], ['a', 'b']])
    assert.deepEqual([inner.hidden, other.hidden], [[], ['a']])
    assert.equal(inner.layer!.users, 2)
  })

  test('has a number for each variable, nearest first', () => {
    const outer = new Offered(['1:0:a', '1:0:b='])
    const all = new Offered(['2:0:a', '2:1:c~'], outer, 1)
    assert.deepEqual(['2:0:a', '2:1:c', '1:0:a', '1:0:b', '1:0:d'].map(key => all.find(key)), [
      { index: 2, offered: '2:0:a' }, { index: 3, offered: '2:1:c~' }, { index: 0, offered: '1:0:a' }, { index: 1, offered: '1:0:b=' }, undefined,
    ])
    assert.equal(all.count, 4)
  })
})
