// `useDefineForClassFields: false`: fields are assigned by the constructor, behind parameter properties; those without initialiser are types only.
const out: string[] = []
const log = (...words: unknown[]): void => { out.push(words.map(word => typeof word === 'object' ? JSON.stringify(word) : String(word)).join(' ')) }
const seen = <T,>(name: string, value: T): T => { log('evaluate', name); return value }
class Plain { a: number; b = seen('b', 1); c?: string; 'd e' = 2; static s = 3; static t: number; #p = 4; p() { return this.#p } }
log(new Plain(), Object.keys(new Plain()), Plain.s, 't' in Plain, new Plain().p())
class Repository { constructor(private readonly db: { name: string }, public n = 1) { log('body', this.name, this.n) } name = this.db.name + seen('name', '!'); later: string; readonly fixed: number = this.n + 1 }
log(new Repository({ name: 'db' }))
class Parent { set x(v: number) { log('setter', v) } get x() { return 9 } who: string; constructor() { this.who = 'parent' } }
// @ts-expect-error a property over an accessor
class Child extends Parent { who: string; x = 5
  y = seen('y', this.who) }
log(new Child(), Object.keys(new Child()))
class WithConstructor extends Parent { z = seen('z', 1); constructor(public q: string) { log('before'); super(); log('after', this.q, this.z) } }
log(new WithConstructor('q'))
const backed = (target: any, key: string): any => { Object.defineProperty(target, key, { get() { return `got ${this[`_${key}`]}` }, set(v) { this[`_${key}`] = v }, configurable: true }) }
class Backed { @backed one = 'one'; @backed two: string; @backed private readonly three: number = 3; plain = 'plain'
  @backed 'four five' = 45
  multi = [
    1,
    2,
  ]
  fn = () => this.plain
}
const backedOne = new Backed() as any
log(backedOne.one, backedOne.two, backedOne.three, backedOne.fn(), backedOne['four five'], Object.keys(backedOne))
class Reads { a = 1; b = this.a + 1; c = (() => this.b)(); constructor() { log(this.c) } }
log(new Reads())
abstract class Shape { abstract area: number; kind = this.constructor.name; constructor(protected unit = 'm') {} }
class Square extends Shape { area = 4; describe() { return this.kind + this.area + this.unit } }
log(new Square().describe())
const expression = new (class extends Parent { e = seen('e', 1) })()
log(expression)
console.log(out.join('\n'))
