// Explicit resource management.
import { check, throws } from './lib/check.cjs'
const log = []
const r = name => ({ name, [Symbol.dispose]() { log.push(`dispose ${name}`) } })
const ar = name => ({ name, async [Symbol.asyncDispose]() { await null; log.push(`async dispose ${name}`) } })
{ using a = r('a'), b = r('b'); using n = null; log.push(a.name + b.name) }
check('blocks', log.splice(0), ['ab', 'dispose b', 'dispose a'])
const f = () => { using a = r('f'); return () => a.name }
check('functions', [f()(), log.splice(0)], ['f', ['dispose f']])
for (using x of [r(1), r(2)]) log.push(x.name)
for (using x = r('for'); log.length < 6;) log.push(x.name)
check('loops', log.splice(0), [1, 'dispose 1', 2, 'dispose 2', 'for', 'for', 'dispose for'])
switch (1) { case 1: { using x = r('switch'); log.push('case') } }
try { using x = r('try'); throw new Error('e') } catch (e) { log.push(e.message) }
check('switch and try', log.splice(0), ['case', 'dispose switch', 'dispose try', 'e'])
throws('both throw', () => { using x = { [Symbol.dispose]() { throw new Error('second') } }; throw new Error('first') }, 'SuppressedError')
throws('no dispose', () => { using x = {} }, 'TypeError')
const g = function* () { using x = r('generator'); yield 1; yield 2 }
for (const x of g()) if (x === 1) break
check('generators', log.splice(0), ['dispose generator'])
class C { static { using x = r('static block') } m() { using x = r('method'); return 1 } get g() { using x = r('getter'); return 2 } }
check('classes', [new C().m(), new C().g, log.splice(0)], [1, 2, ['dispose static block', 'dispose method', 'dispose getter']])
await (async () => { await using a = ar('async'); using b = r('sync'); log.push('body'); await null; log.push('after') })()
{ await using t = ar('top block'); log.push(t.name) }
for (await using x of [ar('loop')]) log.push(x.name)
for await (using x of [r('await loop')]) log.push(x.name)
check('await using', log.splice(0), ['body', 'after', 'dispose sync', 'async dispose async', 'top block', 'async dispose top block', 'loop', 'async dispose loop', 'await loop', 'dispose await loop'])
var using = 1; using
check('a name', using, 1)
using top = r('top'); await using top2 = ar('top2')
check('top level', [top.name, top2.name], ['top', 'top2'])
process.on('exit', () => { if (log.join() !== 'async dispose top2,dispose top') console.log('WRONG end', log) })
