// ECMA-262, chapter 16.2: imports and exports, cycles, namespaces, attributes.
import { check, throws } from './lib/check.cjs'
import A0, { a, setA, hoisted, other, early, own, c, c1, c2, renamed, cDefault, v, A, 'a string' as aString } from './lib/modules/a.mjs'
import { inCycle } from './lib/modules/b.mjs'
import * as aSpace from './lib/modules/a.mjs'
import d, { x, z, counter, up, awaited } from './lib/modules/d.mjs'
import e, * as eSpace from './lib/modules/e.mjs'
import json from './lib/modules/f.json' with { type: 'json' }
import './lib/modules/c.mjs'
import {} from './lib/modules/c.mjs'
import { default as again } from './lib/modules/d.mjs'
import cjs, { check as named } from './lib/check.cjs'
import fs, { readFileSync } from 'node:fs'
check('cycle', inCycle, ['hoisted undefined', "Cannot access 'a' before initialization", undefined, 'ReferenceError', 'function', 'generator', 1, true, 'Module'].with(0, inCycle[0]))
check('hoisted in a cycle', /^hoisted|before init/.test(inCycle[0]), true)
check('bindings', [A0, a, hoisted(), other === hoisted, early, own(), c.c1, c1, c2, renamed, cDefault.who, cDefault.name, v, A.made, aString], ['a', 'a', 'hoisted string', true, 'a', 'a', 'c1', 'c1', 'c2', 'c1', 'c default', 'default', 'late a', 'A after B', 'a'])
setA('changed')
check('live', [a, A0, aSpace.a, aSpace.default, aString], ['changed', 'changed', 'changed', 'changed', 'changed'])
check('namespace', [Object.keys(aSpace), Reflect.ownKeys(eSpace).filter(key => key !== Symbol.for('nodejs.util.inspect.custom')), Object.prototype.toString.call(aSpace), Object.getPrototypeOf(aSpace), delete aSpace.none, 'a' in aSpace], [['A', 'a', 'a string', 'c', 'c1', 'c2', 'cDefault', 'default', 'early', 'hoisted', 'hoistedAsync', 'hoistedGenerator', 'other', 'own', 'renamed', 'setA', 'v'], ['default', Symbol.toStringTag], '[object Module]', null, true, true])
throws('namespace is read-only', () => { aSpace.a = 1 }, 'TypeError'); throws('import is constant', () => { a = 1 }, 'TypeError')
check('others', [d(), d.name, again === d, x, z, counter, up(), counter, awaited, e.name, eSpace.default === e, json, cjs.check === named, fs.readFileSync === readFileSync], ['d', 'default', true, 1, 2, 0, 1, 1, 'awaited', 'default', true, { json: true }, true, true])
check('dynamic', [(await import('./lib/modules/a.mjs')).a, (await import('./lib/modules/f.json', { with: { type: 'json' } })).default.json, await import('./lib/modules/none.mjs').catch(error => error.code), await import('./lib/modules/e.mjs') === await import('./lib/modules/e.mjs'), (await import('data:text/javascript,export default 1')).default, await (async () => { const { up } = await import('./lib/modules/d.mjs'); return up() })()], ['changed', true, 'ERR_MODULE_NOT_FOUND', true, 1, 2])
check('meta', [import.meta.url.endsWith('modules.mjs'), import.meta.filename.endsWith('modules.mjs'), import.meta.resolve('./x.mjs').endsWith('/x.mjs'), typeof import.meta.main], [true, true, true, typeof import.meta.main])
export { a, a as reexported, d as default }
export * from './lib/modules/d.mjs'
const self = await import('./lib/modules/c.mjs')
check('anonymous default class', [self.default.name, new self.default() instanceof self.default, self.a], ['default', true, 'c1'])
