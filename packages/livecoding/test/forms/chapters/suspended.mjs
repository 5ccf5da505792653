// ECMA-262, chapters 15.5, 15.6, 15.8, 27: generators, async functions and their order; top-level await.
import { check, throws } from './lib/check.cjs'
const log = []
const t = (n, v = n) => (log.push(n), v)
const tick = v => Promise.resolve(v)
// generators
function* protocol() { try { const a = yield 1; t(a); const b = yield* inner(); t(b); yield; return 'end' } catch (e) { t(`caught ${e}`); yield 'recovered' } finally { t('finally') } }
function* inner() { t(yield 2); return 'inner' }
const p = protocol()
check('next', [p.next('ignored'), p.next('a'), p.next('b'), p.next(), p.next()], [{ value: 1, done: false }, { value: 2, done: false }, { value: undefined, done: false }, { value: 'end', done: true }, { value: undefined, done: true }])
const q = protocol(); q.next()
check('throw', [q.throw('x'), q.next(), q.next()], [{ value: 'recovered', done: false }, { value: undefined, done: true }, { value: undefined, done: true }])
const r = protocol(); r.next()
check('return', [r.return('r'), r.next()], [{ value: 'r', done: true }, { value: undefined, done: true }])
check('log', log.splice(0), ['a', 'b', 'inner', 'finally', 'caught x', 'finally', 'finally'])
throws('running', () => { let g; g = (function* () { g.next() })(); g.next() }, 'TypeError', /already running/)
check('yield forms', [...(function* () { yield; yield 1; yield yield 2; yield* []; yield* [3, 4]; yield (yield, 5); const o = { a: yield 6, [yield 'k']: 7 }; yield o; [yield 8]; `${yield 9}`; yield /re/g.source; yield a => a; yield yield* (function* () { yield 10; return 11 })(); t(yield 12, yield 13); yield
  14; if (yield 15) t('never'); for (const x of (yield 16, [17])) yield x; while (yield 18) t('never'); switch (yield 19) { case undefined: yield 20 } yield 1 ? 21 : 22; yield yield; return 'ignored' })()].map(x => typeof x === 'function' ? 'f' : x), [undefined, 1, 2, undefined, 3, 4, undefined, 5, 6, 'k', { a: undefined, undefined: 7 }, 8, 9, 're', 'f', 10, 11, 12, 13, 14 && undefined, 15, 16, 17, 18, 19, 20, 21, undefined, undefined])
log.length = 0
check('yield* delegates', (() => { const r = []; const it = { [Symbol.iterator]: () => ({ next(v) { r.push(['next', v]); return { value: 'v', done: false } }, return(v) { r.push(['return', v]); return { value: 'returned', done: true } }, throw(v) { r.push(['throw', v]); return { value: 'thrown', done: true } } }) }; const g = (function* () { return yield* it })(); g.next('first'); g.next('second'); r.push(g.throw('t')); const h = (function* () { yield* it })(); h.next(); r.push(h.return('x')); return r })(), [['next', undefined], ['next', 'second'], ['throw', 't'], { value: 'thrown', done: true }, ['next', undefined], ['return', 'x'], { value: 'returned', done: true }])
check('generator methods', [[...{ *g() { yield this.x }, x: 1 }.g()], [...new (class { *[Symbol.iterator]() { yield 2 } })()], [...{ *'a b'() { yield 3 } }['a b']()], [...(function* (...a) { yield* a })(4, 5)], [...(function* () { yield arguments.length })(1, 2)], [...(function* () { yield (() => this)() }).call(6)]], [[1], [2], [3], [4, 5], [2], [6]])
check('infinite', (() => { function* fib() { let [a, b] = [0, 1]; for (;;) { yield a; [a, b] = [b, a + b] } } const r = []; for (const x of fib()) { if (x > 20) break; r.push(x) } return r })(), [0, 1, 1, 2, 3, 5, 8, 13])
check('iterator helpers', [...(function* () { for (let i = 0; ; i++) yield i })().filter(x => x % 2).map(x => x * x).take(3)], [1, 9, 25])
// async
const rejected = async f => { try { return ['no error', await f()] } catch (e) { return e?.message ?? e } }
check('async values', [await (async () => 1)(), await (async () => await tick(2))(), await (async function () { return tick(3) })(), await { async m() { return this.x }, x: 4 }.m(), await (async ({ a }, [b] = [await_()]) => a + b)({ a: 2 }), await (async () => { for await (const x of [tick(6)]) return x })(), await new (class { async #p() { return 7 } q() { return this.#p() } })().q(), await (async x => x)(8), await (async () => ({ a: 9 }))().then(({ a }) => a)], [1, 2, 3, 4, 5, 6, 7, 8, 9])
function await_() { return 3 }
check('async errors', [await rejected(async () => { throw new Error('a') }), await rejected(async () => { await Promise.reject(new Error('b')) }), await rejected(async () => { try { await Promise.reject('c') } finally { t('finally') } }), await rejected(async () => { try { return await Promise.reject('d') } catch (e) { return e + '!' } }), await rejected(async () => null.x), await rejected(async (a = null.x) => a)].map(x => String(x).replace(/^Cannot read.*/, 'cannot')), ['a', 'b', 'c', 'no error,d!', 'cannot', 'cannot'])
check('await forms', await (async () => [await 1, await await tick(2), -await 3, await (4), [await 5][0], { a: await 6 }.a, `${await 7}`, (await tick([8]))[0], (await tick({ f: () => 9 })).f(), await tick(10) + await 1, await null ?? 12, typeof await 'x', !(await 0), await (async () => 13)(), (await tick(x => x))(14), await tick(0) || 15, await tick(1) ? 16 : 0, await /r/.source, new (await tick(Date))(0).getTime(), await (await tick(tick))(17)])(), [1, 2, -3, 4, 5, 6, '7', 8, 9, 11, 12, 'string', true, 13, 14, 15, 16, 'r', 0, 17])
log.length = 0
const a1 = async () => { t('a1'); await null; t('a2'); await tick(); t('a3') }, b1 = async () => { t('b1'); await null; t('b2'); await tick(); t('b3') }
const both = Promise.all([a1(), b1(), tick().then(() => t('then1')).then(() => t('then2')).then(() => t('then3'))]); t('sync'); await both
check('order of turns', log.splice(0), ['a1', 'b1', 'sync', 'a2', 'b2', 'then1', 'a3', 'b3', 'then2', 'then3'])
const ret = async () => tick('inner'); const direct = async () => 'direct'
await Promise.all([ret().then(t), direct().then(t), tick().then(() => t(1)).then(() => t(2)).then(() => t(3))])
check('turns of returned promises', log.splice(0), ['direct', 1, 2, 'inner', 3])
const loops = async () => { const r = []; for (let i = 0; i < 3; i++) { await null; r.push(() => i) } for (const x of [3, 4]) { if (x === 4) continue; r.push(() => x); await null } let w = 0; while (w < 2) { await null; w++; if (w === 5) break } do { await null; w++ } while (w < 4); r.push(() => w); for (const k in { a: 1, b: 2 }) { await null; r.push(() => k) } outer: for (const x of [1, 2]) for (const y of [1, 2]) { await null; if (y === 2) continue outer; if (x === 2) break outer; r.push(() => x * 10 + y) } for await (const x of (async function* () { yield 5; await null; yield 6 })()) r.push(() => x); return r.map(f => f()) }
check('loops that wait', await loops(), [0, 1, 2, 3, 4, 'a', 'b', 11, 5, 6])
check('finally waits', await (async () => { const r = []; try { await null; return r } finally { await null; r.push('f') } })(), ['f'])
check('async this and arguments', [await (async function () { await null; return [this, arguments.length, (() => this)()] }).call(1, 2, 3), await (async function () { return (async () => { await null; return [this, [...arguments]] })() }).call(4, 5)], [[1, 2, 1], [4, [5]]])
// async generators
async function* ag() { try { t(yield 1); yield tick(2); yield* [3]; yield* (async function* () { yield 4 })(); for await (const x of [5]) yield x; return tick(6) } finally { t('closed'); await null } }
const all = async it => { const r = []; for await (const x of it) r.push(x); return r }
check('async generator', [await all(ag()), log.splice(0)], [[1, 2, 3, 4, 5], [undefined, 'closed']])
const g2 = ag(); await g2.next(); check('async return', [await g2.return('r'), await g2.next(), log.splice(0)], [{ value: 'r', done: true }, { value: undefined, done: true }, ['closed']])
const g3 = (async function* () { yield 1; yield 2; yield 3 })(); check('queue', await Promise.all([g3.next(), g3.next(), g3.return('x'), g3.next()]), [{ value: 1, done: false }, { value: 2, done: false }, { value: 'x', done: true }, { value: undefined, done: true }])
check('async generator errors', await rejected(async () => { for await (const x of (async function* () { yield 1; throw new Error('in') })()) t(x) }), 'in')
check('async methods', [await all({ async *g() { yield this.v }, v: 1 }.g()), await all(new (class { async *[Symbol.asyncIterator]() { yield 2 } })()), await all((class { static async *#p() { yield 3 } static q() { return this.#p() } }).q())], [[1], [2], [3]])
// top level
const top = await tick('top'); export const exported = await tick('exported'); export default await tick('default')
check('top-level await', [top, exported, (await import('./lib/check.cjs')).check === check, await (await tick(() => 1))(), [await 2, await tick(3)]], ['top', 'exported', true, 1, [2, 3]])
log.length = 0
if (await tick(true)) t('if'); for (const x of await tick([1])) t(x); { await null } try { await Promise.reject('no') } catch (e) { t(e) } label: for (let i = 0; i < 2; i++) { await null; if (i) break label; t(`i${i}`) } let w = 0; while (w < 2) { await null; w++ } switch (await tick(1)) { case await tick(1): t('case') } const { x = await tick('x') } = {}; t(x); do { await null } while (false); for await (const y of [tick('y')]) t(y)
check('top-level statements', [log.splice(0), w], [['if', 1, 'no', 'i0', 'case', 'x', 'y'], 2])
await
null; (await tick(t))('call')
const awaitThen = await { then: f => f('thenable') }
check('thenable', [awaitThen, log.splice(0)], ['thenable', ['call']])
