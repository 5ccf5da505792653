'use strict'
// Strict mode in a script, and other directives.
const { check, throws } = require('./lib/check.cjs')
check('this', [(function () { return this })(), (function () { return typeof this }).call(1), this === module.exports], [undefined, 'number', true])
throws('undeclared', () => { undeclared = 1 }, 'ReferenceError')
throws('read-only', () => { Object.freeze({ a: 1 }).b = 1 }, 'TypeError')
throws('delete', () => { delete Object.freeze({ a: 1 }).a }, 'TypeError')
throws('own name', () => (function f() { f = 1 })(), 'TypeError')
throws('primitive', () => { 's'.x = 1 }, 'TypeError')
throws('caller', () => (function () {}).caller, 'TypeError')
check('arguments', (function (a) { arguments[0] = 9; a = 8; return [a, arguments[0]] })(1), [8, 9])
check('blocks', (() => { { function f() {} } return typeof f })(), 'undefined')
check('eval', [eval('var x = 1; x'), typeof x_()], [1, 'undefined'])
function x_() { try { return x } catch { return undefined } }
check('directives', [(function () { 'use strict'; 'other'; return this })(), (function () { "a"; 'use strict' ; ; return this })(), (function () { 'use strict'
  return this })(), (() => { 'use strict'; return 1 })(), (async () => { 'use strict' })() instanceof Promise, ({ m() { 'use strict'; return this } }).m.call(2), (function () { ('use strict'); return typeof this })(), (function () { 'use asm'; return 3 })(), (function () { `use strict`; return 4 })(), (() => { 'x'.length; return 5 })(), (() => { 'x' + 1; return 6 })(), (() => { 'x'
  return 7 })(), (() => { 'x'
  /* c */ ; return 8 })(), (() => { 'a', 'b'; return 9 })()], [undefined, undefined, undefined, 1, true, 2, 'undefined', 3, 4, 5, 6, 7, 8, 9])
exports.strict = true
