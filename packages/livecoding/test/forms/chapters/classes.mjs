// ECMA-262, chapter 15.7: classes.
import { check, throws } from './lib/check.cjs'
class Empty {} const Expression = class {}, Named = class Inner { static n = Inner.name }
check('names', [Empty.name, Expression.name, Named.name, Named.n, (class {}).name, (class { static name = 'own' }).name, typeof (class { static name() {} }).name, [class {}][0].name, (() => class {})().name], ['Empty', 'Expression', 'Inner', 'Inner', '', 'own', 'function', '', ''])
const key = 'computed', sym = Symbol('s'), { d = class {}, ...rest } = {}
let assigned; assigned = class {}; let nullish; nullish ??= class {}; let or; or ||= class {}
class Fields { field = class {}; static stat = class {}; #priv = class {}; priv() { return this.#priv.name }; ['k' + 1] = class {}; 'a b' = class {}; static [sym] = class {} }
check('names taken', [d.name, assigned.name, nullish.name, or.name, { key: class {} }.key.name, { [key]: class {} }[key].name, { [sym]: class {} }[sym].name, { 'a b': class {} }['a b'].name, { 1: class {} }[1].name, ((p = class {}) => p.name)(), (({ q = class {} }) => q.name)({}), (([r = class {}]) => r.name)([]), new Fields().field.name, Fields.stat.name, new Fields().priv(), new Fields()['a b'].name, (class {}, class {}).name, (0, class {}).name, (class { }).name], ['d', 'assigned', 'nullish', 'or', 'key', 'computed', '[s]', 'a b', '1', 'p', 'q', 'r', 'field', 'stat', '#priv', 'a b', '', '', ''])
check('lengths', [class { constructor(a, b) {} }, class { constructor(a, b = 1, c) {} }, class { constructor({ a }, ...b) {} }, class {}, class extends Empty {}, class extends Empty { constructor(a, b) { super() } }].map(c => c.length), [2, 1, 1, 0, 0, 2])
check('properties', [Object.getOwnPropertyNames(Empty).sort(), Object.getOwnPropertyNames(Empty.prototype), Object.getOwnPropertyDescriptor(Empty, 'prototype').writable, Object.keys(Empty.prototype), Object.getOwnPropertyNames(class { static a = 1; static m() {} m() {} get g() { return 1 } })], [['length', 'name', 'prototype'], ['constructor'], false, [], ['length', 'name', 'prototype', 'm', 'a']])
check('typeof', [typeof Empty, Object.getPrototypeOf(Empty) === Function.prototype, Object.getPrototypeOf(class extends Empty {}) === Empty, Object.getPrototypeOf(class extends null {}.prototype), Object.getPrototypeOf(class extends null {}) === Function.prototype], ['function', true, true, null, true])
throws('call', () => Empty(), 'TypeError', /Class constructor Empty cannot be invoked without 'new'/)
throws('extends no constructor', () => class extends (() => {}) {}, 'TypeError')
throws('extends undefined', () => class extends undefined {}, 'TypeError')
throws('new of extends null', () => new (class extends null {})(), 'TypeError')
throws('this before super', () => new (class extends Empty { constructor() { this.x = 1; super() } })(), 'ReferenceError', /Must call super constructor/)
throws('no super', () => new (class extends Empty { constructor() {} })(), 'ReferenceError', /Must call super constructor/)
throws('super twice', () => new (class extends Empty { constructor() { super(); super() } })(), 'ReferenceError', /Super constructor may only be called once/)
throws('derived returns a primitive', () => new (class extends Empty { constructor() { super(); return 1 } })(), 'TypeError')
check('returns', [new (class { constructor() { return { a: 1 } } })(), new (class extends Empty { constructor() { return { b: 1 } } })(), new (class extends Empty { constructor() { super(); return undefined } })() instanceof Empty, new (class { constructor() { return 1 } x = 2 })().x, new (class { constructor() { if (true) return; this.never = 1 } })().never], [{ a: 1 }, { b: 1 }, true, 2, undefined])
// members
class Members {
  a; b = 1; 'c d' = 2; 3 = 4; [key] = 5; static e = 6; static 'f g' = 7; static [key] = 8; get = 9; set = 10; static = 11; async = 12; static static = 13; static async = 14; static get = 15
  m() { return 1 } *g() { yield 2 } async am() { return 3 } async *ag() { yield 4 } get x() { return this.b } set x(v) { this.b = v } static m() { return 5 } static *g() { yield 6 } static get x() { return 7 } 'quoted'() { return 8 } 99() { return 9 } ['comp' + 1]() { return 10 } get ['comp' + 2]() { return 11 } static async *[Symbol.asyncIterator]() { yield 12 }
  in = 1; instanceof
  of = 2;
  async
  notAsync() { return 1 }
  get
  notGetter() { return 2 }
  static
  notStatic() { return 3 }
}
const members = new Members()
check('keys', [Object.keys(members), Object.keys(Members)], [['3', 'a', 'b', 'c d', 'computed', 'get', 'set', 'static', 'async', 'in', 'instanceof', 'of'], ['e', 'f g', 'computed', 'static', 'async', 'get']])
const order = [], symbol = Symbol('last'); class Sequences { [(order.push(1), order.push(2), symbol)]() { return 'method' } static [(order.push(3), 'b')] = 'field'; get [(order.push(4), 'c')]() { return 'getter' } }
check('keys of several expressions', [new Sequences()[symbol](), Sequences.b, new Sequences().c, { [(order.push(5), 'd')]: class {} }.d.name, order], ['method', 'field', 'getter', 'd', [1, 2, 3, 4, 5]])
check('methods', [members.m(), [...members.g()], members.x, Members.m(), [...Members.g()], Members.x, members.quoted(), members[99](), members.comp1(), members.comp2, members.notAsync(), members.notGetter, Members.notStatic()], [1, [2], 1, 5, [6], 7, 8, 9, 10, 11, 1, 2, 3])
members.x = 50
check('set', [members.b, members.in, members.of, members[key], Members[key]], [50, 1, 2, 5, 8])
check('async methods', [await members.am(), (await members.ag().next()).value], [3, 4])
for await (const x of Members) check('async iterator', x, 12)
check('methods are not enumerable and no constructors', [Object.getOwnPropertyDescriptor(Members.prototype, 'm').enumerable, Object.hasOwn(Members.prototype.m, 'prototype'), members.m.name, Object.getOwnPropertyDescriptor(Members.prototype, 'x').get.name, Members.prototype.comp1.name, Members.prototype[99].name, Members[Symbol.asyncIterator].name], [false, false, 'm', 'get x', 'comp1', '99', '[Symbol.asyncIterator]'])
// private
class Private {
  #f = 1; static #sf = 2; #m(a) { return this.#f + a } static #sm() { return Private.#sf } get #a() { return this.#f } set #a(v) { this.#f = v } static get #sa() { return 3 } async #am() { return 4 } *#g() { yield 5 } async *#ag() { yield 6 } #n
  all() { this.#a = 7; this.#f++; this.#f += 2; [this.#f, this.#n] = [this.#f + 1, 8]; ({ x: this.#n } = { x: 9 }); this.#n ??= 1; this.#n ||= 2; this.#n &&= 10; return [this.#f, this.#m(1), Private.#sf, Private.#sm(), this.#a, Private.#sa, [...this.#g()], this.#n, this?.#f, this.#m.name, #m in this, #a in this, #sf in Private] }
  async later() { const r = [await this.#am()]; for await (const x of this.#ag()) r.push(x); return r }
  static read(o) { return o.#f } static write(o) { o.#m = 1 } static readOnly(o) { Private.#sa = 1 } chain(o) { return o?.#f }
  same() { return this.#m === new Private().#m }
  nested() { return new (class { #f = 20; get(o) { return [this.#f, o.#n] } })().get(this) }
}
check('private', new Private().all(), [11, 12, 2, 2, 11, 3, [5], 10, 11, '#m', true, true, true])
check('private async', await new Private().later(), [4, 6])
check('private shared and nested', [new Private().same(), new Private().nested(), new Private().chain(null)], [true, [20, undefined], undefined])
throws('private of another', () => Private.read({}), 'TypeError', /Cannot read private member #f/)
throws('private method written', () => Private.write(new Private()), 'TypeError')
throws('private getter written', () => Private.readOnly(), 'TypeError')
class Returner { constructor(o) { return o } } class Stamper extends Returner { #stamp = 1; static has(o) { return #stamp in o } }
check('private on another object', (() => { const o = {}; new Stamper(o); return [Stamper.has(o), Stamper.has({})] })(), [true, false])
throws('private twice', () => { const o = {}; new Stamper(o); new Stamper(o) }, 'TypeError')
// fields and statics in order, with this
const log = []
const t = (n, v = n) => (log.push(n), v)
class Ordered extends t('heritage', class { constructor() { log.push('parent') } }) { static [t('k1')] = t('s1', this.name); [t('k2')] = t('f1', typeof this.constructor); static { log.push('block', this === Ordered) } [t('k3')]() {} static x = t('s2', () => this); y = t('f2', () => this); static { var block = 1; let z = 2; log.push(block + z) } constructor() { t('before'); super(); t('after') } }
const ordered = new Ordered()
check('order', log, ['heritage', 'k1', 'k2', 'k3', 's1', 'block', true, 's2', 3, 'before', 'parent', 'f1', 'f2', 'after'])
check('this in fields', [Ordered.x() === Ordered, ordered.y() === ordered], [true, true])
check('fields see fields', [new (class { a = 1; b = this.a + 1; c = (() => this.b + 1)(); d = [1].map(x => x + this.c)[0] })().d, (class { static a = 1; static b = this.a + 1; static c = () => this.b }).c()], [4, 2])
check('fields define', (() => { class A { set x(v) { throw new Error('set') } } class B extends A { x = 1 } return new B().x })(), 1)
// super
class Base { static s() { return 'Base.s' } m() { return 'Base.m' } get g() { return `g of ${this.n}` } set v(x) { this.set = x } get n() { return 'base' } *gen() { yield 1 } async am() { return 'am' } static get sg() { return 'sg ' + this.name } }
Base.prototype.data = 'data'
class Derived extends Base { static s() { return super.s() + '!' } m() { return super.m() + '!' } get g() { return super.g + '!' } get n() { return 'derived' } arrow() { return (() => super.m())() } deep() { return (() => () => super['m']())()() } *gen() { yield* super.gen(); yield 2 } async am() { return await super.am() + '!' } put() { super.v = 3; super.own = 4; return [this.set, this.own] } static get sg() { return super.sg + '!' } field = super.m(); static sfield = super.s(); args(a = super.data) { return a } call() { return super.m?.() + super.none?.() } del() { try { delete super.x } catch (e) { return e.name } } static { this.block = super.s() } tag() { return super.tag`x` } }
Base.prototype.tag = function (s) { return [s[0], this instanceof Derived] }
const derived = new Derived()
check('super', [Derived.s(), derived.m(), derived.g, derived.arrow(), derived.deep(), [...derived.gen()], await derived.am(), derived.put(), Derived.sg, derived.field, Derived.sfield, derived.args(), derived.call(), derived.del(), Derived.block, derived.tag()], ['Base.s!', 'Base.m!', 'g of derived!', 'Base.m', 'Base.m', [1, 2], 'am!', [3, 4], 'sg Derived!', 'Base.m', 'Base.s', 'data', 'Base.mundefined', 'ReferenceError', 'Base.s', ['x', true]])
check('super in constructors', [new (class extends Base { constructor() { super(); this.r = super.m() } })().r, new (class extends Base { constructor() { const s = () => super(); s(); this.ok = 1 } })().ok, new (class extends Base { constructor(a) { if (a) super(); else super(); this.ok = 2 } })(0).ok, new (class extends Base { constructor() { try { super() } finally { this.ok = 3 } } })().ok, new (class extends Base { x = 1; constructor() { eval('super()'); this.ok = this.x } })().ok, new (class extends Base { constructor() { const m = super().m(); this.ok = m } })().ok, new (class extends Base { constructor(...a) { super(...a, (() => 4)()); this.a = a } })(1, 2).a], ['Base.m', 1, 2, 3, 1, 'Base.m', [1, 2]])
check('new.target', (() => { const r = []; class A { constructor() { r.push(new.target.name); (() => r.push(new.target === B))() } f = r.push(typeof new.target) } class B extends A { constructor(a = new.target.name) { super(); r.push(a) } } new A(); new B(); Reflect.construct(A, [], Date); return r })(), ['undefined', 'A', false, 'undefined', 'B', true, 'B', 'undefined', 'Date', false])
// built-in parents
class Arr extends Array { sum() { return this.reduce((a, b) => a + b, 0) } } class Err extends Error { constructor(m, extra) { super(m, { cause: extra }); this.name = 'Err' } } class M extends Map { get(k) { return super.get(k) ?? 'none' } } class Pr extends Promise {} class Fn extends Function {}
check('built-in parents', [Arr.from([1, 2]).map(x => x * 2).sum(), Arr.of(1).constructor === Arr, new Err('m', 1).message, new Err('m', 1).cause, new Err() instanceof Err, new M([[1, 2]]).get(1), new M().get(0), Pr.resolve(1).then(x => x) instanceof Pr, new Fn('return 5')(), new (class extends Uint8Array {})(3).length, String(new (class extends String { toString() { return super.toString() + '!' } })('s'))], [6, true, 'm', 1, true, 2, 'none', true, 5, 3, 's!'])
// inner name, mixins, many times
check('inner name', (() => { let A = class B { static b() { return B } static set() { try { B = 1 } catch (e) { return e.name } } }; const old = A; A = null; return [old.b() === old, old.set()] })(), [true, 'TypeError'])
check('outer name', (() => { class A { static a() { return A } } const old = A; A = null; return [old.a() === old, A] })(), [true, null])
check('mixins', (() => { const M = Base => class extends Base { m() { return super.m() + 'M' } }; class A { m() { return 'a' } } class B extends M(M(A)) {} return [new B().m(), M(A) === M(A), M(A).name] })(), ['aMM', false, ''])
check('in a loop', [1, 2].map(n => new (class { #n = n; get() { return this.#n + n } })().get()), [2, 4])
throws('dead zone', () => { new Late(); class Late {} }, 'ReferenceError', /Cannot access 'Late' before initialization/)
throws('dead zone in heritage', () => { class Late extends Late {} }, 'ReferenceError', /Cannot access 'Late' before initialization/)
throws('dead zone in a key', () => { class Late { [Late.name]() {} } }, 'ReferenceError', /Cannot access 'Late' before initialization/)
check('statics use the name', (class Late { static self = Late; static { this.block = Late } }).self.block.name, 'Late')
check('accessor pairs', (() => { class A { get x() { return 1 } } class B extends A { set x(v) { this.v = v } } const b = new B(); b.x = 2; return [b.x, b.v] })(), [undefined, 2])
check('generators and symbols', [...new (class { *[Symbol.iterator]() { yield* [1, 2] } })()], [1, 2])
check('toStringTag, hasInstance, species, toPrimitive', [String(new (class { get [Symbol.toStringTag]() { return 'T' } })()), 1 instanceof (class { static [Symbol.hasInstance](v) { return v === 1 } }), +new (class { [Symbol.toPrimitive]() { return 42 } })()], ['[object T]', true, 42])
