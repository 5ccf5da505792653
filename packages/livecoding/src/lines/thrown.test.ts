import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { analyse } from '../3-analyse/model.ts'
import type { LiveModule } from '../live-module.ts'
import { thrownAt, type Point } from './thrown.ts'

/** The text with `^` where the error of these frames was thrown; frames are marked with `1`, `2` … before them. */
function thrown(marked: string, ...classes: string[]): string | undefined {
  const offsets: number[] = []
  const text = marked.replace(/[¹²³]/g, (mark, at: number) => {
    offsets['¹²³'.indexOf(mark)] = at - marked.slice(0, at).replace(/[^¹²³]/g, '').length
    return ''
  })
  const analysis = analyse('/door.ts', text, 'module')
  assert.ok('model' in analysis)
  const module = { path: '/door.ts', current: analysis.model } as LiveModule
  const frames = offsets.map((offset): Point => {
    const placed = analysis.model.placed.findLast(({ start }) => start <= offset)!
    return { module, origin: { placed, at: offset - placed.start } }
  })
  const found = thrownAt(frames, new Set(['Error', 'Object', ...classes]))
  const at = found && found.origin.placed.start + found.origin.at
  return at === undefined ? undefined : `${text.slice(0, at)}^${text.slice(at)}`
}

suite('where an error was thrown', () => {
  test('at the `throw` that made it', () => {
    assert.equal(thrown('function f(n: number) { throw ¹new Error(n) }\n²f(1)'), 'function f(n: number) { ^throw new Error(n) }\nf(1)')
  })
  test('at the `throw` of the function that had it made', () => {
    assert.equal(thrown('const make = () => ¹new Error()\nfunction f() { throw ²make() }\n³f()'), 'const make = () => new Error()\nfunction f() { ^throw make() }\nf()')
  })
  test('at the expression that the language refused', () => {
    assert.equal(thrown('function f(x) { return x.¹y.z }\n²f(1)'), 'function f(x) { return x.^y.z }\nf(1)')
  })
  test('at the call of what cannot be called', () => {
    assert.equal(thrown('function f() { return ¹gone() }\n²f()', 'ReferenceError'), 'function f() { return ^gone() }\nf()')
    assert.equal(thrown('const x = 1\n¹new x()', 'TypeError'), 'const x = 1\n^new x()')
  })
  test('at the `throw` of the `catch` that let it go on', () => {
    assert.equal(thrown('function f() { throw ¹new Error() }\ntry { ²f() } catch (e) { log(e); throw e }'), 'function f() { throw new Error() }\ntry { f() } catch (e) { log(e); ^throw e }')
  })
  test('nobody knows, where it was kept and thrown later, or caught in another way', () => {
    assert.equal(thrown('const e = ¹new Error()'), undefined)
    assert.equal(thrown('const e = ¹new errors.NotFound()', 'NotFound'), undefined)
    assert.equal(thrown('const e = ¹TypeError()', 'TypeError'), undefined)
    assert.equal(thrown('function f() { throw ¹new Error() }\ntry { ²f() } catch (e) { throw wrap(e) }'), undefined)
  })
  test('a function inside a `try` is not called there', () => {
    assert.equal(thrown('try { later(() => { throw ¹new Error() }) } catch {}'), 'try { later(() => { ^throw new Error() }) } catch {}')
  })
})
