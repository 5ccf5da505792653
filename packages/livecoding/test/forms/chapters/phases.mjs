// Source phase imports (ECMA-262 16.2.2 with the proposal that Node has for WebAssembly).
import { check } from './lib/check.cjs'
import source empty from './lib/empty.wasm'
import source again from './lib/empty.wasm'
import source from './lib/modules/e.mjs'
import defer from './lib/modules/e.mjs'
check('static', [empty instanceof WebAssembly.Module, again === empty, WebAssembly.Module.exports(empty)], [true, true, []])
check('dynamic', [await import.source('./lib/empty.wasm') === empty, (await import.source('./lib/empty.wasm')) instanceof WebAssembly.Module], [true, true])
check('in functions', await (async () => { const load = () => import.source('./lib/empty.wasm'); class C { static m = import.source('./lib/empty.wasm') } return [await load() === empty, await C.m === empty] })(), [true, true])
check('no source', [await import.source('./lib/modules/e.mjs').catch(error => error.name), await import.source('node:fs').catch(error => error.name), await import.source('./none.wasm').catch(error => error.code)], ['SyntaxError', 'SyntaxError', 'ERR_MODULE_NOT_FOUND'])
check('words', [source === defer, source.name], [true, 'default'])
