import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { suite, test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext, runInThisContext } from 'node:vm'
import { Units } from './units.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Evaluates a unit as the engine does; `$` is the holder that all of its functions keep alive. */
const evaluate = (text: string): Record<string, unknown> => runInThisContext(text) as Record<string, unknown>
const unit = (n: number): string => `(()=>{const $lcu${n}={};return{get $(){return $lcu${n}},p${n}:()=>({\ninner:()=>${n}})}})()`

suite('units of updates', () => {
  test('a unit is known by the hash of its text', () => {
    const units = new Units()
    const made = [1, 2].map(n => evaluate(unit(n)))
    made.forEach((each, index) => units.add(unit(index + 1), [], each['$'] as object))
    assert.equal(units.find(hash(unit(2)))!.text, unit(2))
    assert.equal(units.find(hash('other')), undefined)
  })

  test('it is forgotten with the last of its functions, and not before', async () => {
    const units = new Units()
    const held: (() => unknown)[] = []
    const add = (n: number): void => {
      const made = evaluate(unit(n))
      units.add(unit(n), [], made['$'] as object)
      // Only a closure of a closure stays, which uses nothing of the unit.
      if (n % 100 === 0) held.push((made[`p${n}`] as () => { inner: () => number })().inner)
    }
    for (let n = 1; n <= 300; n++) add(n)
    for (let n = 0; n < 5; n++) {
      collect()
      await new Promise(setImmediate)
    }
    assert.deepEqual([50, 100, 150, 200, 250, 300].map(n => units.find(hash(unit(n))) !== undefined), [false, true, false, true, false, true])
    assert.deepEqual(held.map(each => each()), [100, 200, 300])
  })
})
