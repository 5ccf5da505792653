// Stacks of rarer kinds of code.
import { EventEmitter } from 'node:events'
function boom(n: number): never { throw new Error('boom ' + n) }
function pass(value: unknown) { return value }

class Shape {
  static #count = 0
  static { Shape.#count = 1 }
  handler = () => boom(1)
  nested = { deep: (n: number) => boom(n), list: [(n: number) => boom(n)] }
  static handler = (n: number) => boom(n)
  set size(n: number) { boom(n) }
  static get all() { return boom(1) }
  get #hidden() { return boom(1) }
  hidden() { return this.#hidden }
  async #wait(n: number) { await null; return boom(n) }
  wait() { return this.#wait(1) }
  *[Symbol.iterator]() { yield boom(1) }
  toJSON() { return boom(1) }
  valueOf() { return boom(1) }
  [Symbol.dispose]() { boom(1) }
  static async *every(n: number) { for await (const each of [n]) { yield boom(each) } }
  ['computed ' + 1](n = boom(1)) { return n }
  accessor() { return [1].map(function (n) { return boom(n) }) }
  async parallel() { return Promise.all([this.wait(), null]) }
}
class Round extends Shape {
  hidden() { return super.hidden() }
  wait() { return super.wait() }
  constructor(n = 0) { super(); if (n) { [n].forEach(each => boom(each)) } }
}
const Anonymous = class { run(n: number) { return boom(n) } }
const mixin = (Base: typeof Shape) => class extends Base { mixed(n: number) { return boom(n) } }
class Mixed extends mixin(Shape) {}
class Custom extends Error {
  code: number
  constructor(n: number) { super('custom'); this.name = 'Custom'; this.code = n }
}
const proxy = new Proxy({}, { get(_, key) { return key === 'then' ? undefined : boom(1) } })
const tag = (_: TemplateStringsArray, n: number) => boom(n)
const emitter = new EventEmitter().on('go', (n: number) => { boom(n) }).on('stop', function stop(n: number) { boom(n) })
const bound = function bound(this: unknown, n: number) { return boom(n) }.bind(null)
const curried = (a: number) => (b: number) => (c: number) => boom(a + b + c)
const half = curried(1)(2)
export default function (n: number) { return boom(n) }
function own() { const before = Error.prepareStackTrace; try { Error.prepareStackTrace = (_, sites) => sites.slice(0, 2).map(site => [site.getFunctionName(), site.getTypeName(), site.getMethodName(), site.getLineNumber(), site.getColumnNumber(), site.isAsync(), site.isConstructor(), site.isToplevel()].join(' ')).join('\n'); return new Error('own').stack } finally { Error.prepareStackTrace = before } }
function hides(n: number) { const target = { n } as { n: number, stack?: string }; Error.captureStackTrace(target, hides); return target.stack }
function callHides() { return hides(1) }
function aggregate() { const errors = [1, 2].map(n => { try { boom(n) } catch (error) { return error } }); throw new AggregateError(errors, 'both') }
async function any() { return Promise.any([1, 2].map(async n => boom(n))) }
async function settled() { const [first] = await Promise.allSettled([(async () => { await null; boom(1) })()]); throw (first as PromiseRejectedResult).reason }
async function thenable() { return Promise.resolve(1).then(n => boom(n)) }
async function caughtLater() { return Promise.reject(new Custom(1)).catch(error => { throw error }) }
async function race() { return Promise.race([(async () => { await 1; return boom(1) })()]) }
function limited() { const { stackTraceLimit } = Error; try { Error.stackTraceLimit = 2; return new Error('limited').stack } finally { Error.stackTraceLimit = stackTraceLimit } }
function* delegate() { yield* inner() }
function* inner() { yield 1; yield boom(1) }
async function* streams() { yield 1; yield* deeper() }
async function* deeper() { await null; yield boom(1) }
function labelled() { outer: for (const n of [1, 2]) { for (const m of [1]) { if (n === 2) break outer; pass(m); boom(n) } } }
const later: Record<string, string> = {}
const note = (name: string) => { later[name] = new Error(name).stack! }
function schedule() { queueMicrotask(() => { note('micro') }); process.nextTick(() => note('tick')); setImmediate(function immediate() { note('immediate') }) }
const over = { ...{ spread(n: number) { return boom(n) } }, get got() { return boom(1) }, async later(n: number) { await null; return boom(n) }, *gen(n: number) { yield boom(n) }, [Symbol.for('s')]: (n: number) => boom(n) }

const calls: Record<string, () => unknown> = {
  handler: () => new Shape().handler(), deep: () => new Shape().nested.deep(1), list: () => new Shape().nested.list[0]!(1), staticHandler: () => Shape.handler(1),
  size: () => { new Shape().size = 1 }, all: () => Shape.all, hidden: () => new Round().hidden(), wait: () => new Round().wait(), iterator: () => [...new Shape()],
  json: () => JSON.stringify({ a: new Shape() }), valueOf: () => +new Shape(), async every() { for await (const each of Shape.every(1)) pass(each) },
  computed: () => (new Shape() as unknown as Record<string, () => unknown>)['computed 1']!(), accessor: () => new Shape().accessor(), parallel: () => new Round().parallel(),
  disposed: () => new Shape()[Symbol.dispose](), round: () => new Round(1), anonymous: () => new Anonymous().run(1), mixed: () => new Mixed().mixed(1),
  custom: () => { throw new Custom(1) }, proxy: () => (proxy as { a: 1 }).a, tag: () => tag`a${1}b`, go: () => emitter.emit('go', 1), stop: () => emitter.emit('stop', 1),
  bound: () => bound(1), half: () => half(3), own: () => { throw { stack: own() } }, hides: () => { throw { stack: callHides() } },
  aggregate: () => aggregate(), any: () => any(), settled: () => settled(), thenable: () => thenable(), caughtLater: () => caughtLater(), race: () => race(),
  limited: () => { throw { stack: limited() } }, delegate: () => [...delegate()], async streams() { for await (const each of streams()) pass(each) }, labelled: () => labelled(),
  spread: () => over.spread(1), got: () => over.got, overLater: () => over.later(1), gen: () => [...over.gen(1)], symbol: () => (over as unknown as Record<symbol, (n: number) => void>)[Symbol.for('s')]!(1),
  sort: () => [2, 1].sort((a, b) => boom(a - b)), replace: () => 'ab'.replace(/a/, () => boom(1)), from: () => Array.from({ length: 1 }, (_, n) => boom(n)), reflect: () => Reflect.construct(Round, [1]), apply: () => Reflect.apply(boom, null, [1]),
  iife: () => (() => (function () { boom(1) })())(), evals: () => eval('pass(boom)(1)'), destructured: () => { const { a = boom(1) } = {} as { a?: number }; return a },
  reducer: () => [1, 2].reduce((a, b) => boom(a + b)), async default() { const all = await import(import.meta.url) as { default(n: number): void }; return all.default(1) }, optional: () => (over as unknown as { none?: { x(): void } }).none!.x(),
}
schedule()

export async function probe() {
  const stacks: Record<string, string> = {}
  for (const [name, call] of Object.entries(calls)) {
    try { await call() } catch (error) {
      const { stack, cause, errors = [] } = error as AggregateError
      stacks[name] = [stack, cause && (cause as Error).stack, ...errors.map(each => each.stack)].filter(Boolean).join('\n')
    }
  }
  schedule()
  await new Promise(done => { setTimeout(done, 20) })
  return { ...stacks, ...later }
}
