import assert from 'node:assert/strict'
import { afterEach, beforeEach, suite, test } from 'node:test'
import { asV8HasThem, installHook, type Hook } from './hook.ts'

suite('Error.prepareStackTrace while stacks are corrected', () => {
  const plain = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace')!
  const [first] = [Error.prepareStackTrace]
  let hook: Hook
  let seen: NodeJS.CallSite[][] = []
  // A correction that anybody can see: the topmost frame is not shown.
  beforeEach(() => {
    seen = []
    hook = installHook(sites => {
      seen.push(sites)
      return sites.slice(1)
    })
  })
  afterEach(() => {
    Error.prepareStackTrace = first
    hook.uninstall()
  })
  function make(): Error { return new Error('made') }
  const top = (error: Error): string => error.stack!.split('\n')[1]!

  test('stacks are corrected, and look as Node writes them', () => {
    assert.match(make().stack!, /^Error: made\n {4}at (?!make)/)
  })

  test('the program sees what it would see in plain Node', () => {
    assert.equal(Error.prepareStackTrace!.name, plain.value.name)
    assert.equal(Error.prepareStackTrace!.length, plain.value.length)
    assert.deepEqual(Object.keys(Error).includes('prepareStackTrace'), plain.enumerable)
    assert.equal(Error.prepareStackTrace, Error.prepareStackTrace)
  })

  test('a function of the program works, gets corrected call sites, and is what it reads back', () => {
    const mine = test.mock.fn((error: Error, sites: NodeJS.CallSite[]) => [error.message, ...sites.map(site => site.getFunctionName())])
    Error.prepareStackTrace = mine
    assert.equal(Error.prepareStackTrace, mine)
    assert.equal(mine.mock.callCount(), 0)
    const [message, ...names] = make().stack as unknown as string[]
    assert.equal(message, 'made')
    assert.ok(names.length > 0 && !names.includes('make'))
    assert.equal(mine.mock.callCount(), 1)
  })

  test('saved and put back, as libraries do it', () => {
    const saved = Error.prepareStackTrace
    Error.prepareStackTrace = (_, sites) => sites
    assert.ok(Array.isArray(make().stack))
    Error.prepareStackTrace = saved
    assert.doesNotMatch(top(make()), /make/)
    assert.equal(Error.prepareStackTrace, saved)
  })

  test('set to undefined, Node formats', () => {
    Object.assign(Error, { prepareStackTrace: undefined })
    assert.equal(Error.prepareStackTrace, undefined)
    assert.doesNotMatch(top(make()), /make/)
  })

  test('a class that extends Error may have one, and nobody asks it', () => {
    class Own extends Error {}
    ;(Own as { prepareStackTrace: unknown }).prepareStackTrace = () => 'own'
    assert.ok(Object.hasOwn(Own, 'prepareStackTrace'))
    assert.match(new Own('x').stack!, /^Error: x\n/)
    assert.equal(Error.prepareStackTrace!.name, plain.value.name)
  })

  test('the engine\'s own look at the stack costs no correction', () => {
    Error.prepareStackTrace = asV8HasThem((_, sites) => sites)
    const sites = make().stack as unknown as NodeJS.CallSite[]
    assert.equal(sites[0]!.getFunctionName(), 'make')
    assert.equal(seen.length, 0)
  })

  test('a correction that throws leaves the stack alone', () => {
    const broken = installHook(() => { throw new Error('broken') })
    assert.match(make().stack!, /^Error: made\n {4}at /)
    broken.uninstall()
  })

  test('afterwards the property is as it was, with what the program has set', () => {
    hook.uninstall()
    assert.deepEqual(Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace'), plain)
    assert.match(top(make()), /at make /)
  })
})
