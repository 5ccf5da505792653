// What is evaluated and called when: decorator expressions, keys, heritage, initialisers.
const out: string[] = []
const log = (...words: unknown[]): void => { out.push(words.map(word => typeof word === 'function' ? `fn ${word.name}` : typeof word === 'symbol' ? String(word) : typeof word === 'object' ? JSON.stringify(word) : String(word)).join(' ')) }
const seen = <const T,>(name: string, value: T): T => { log('evaluate', name); return value }

function d(name: string): any {
  log('evaluate @', name)
  return (value: unknown, context: any) => {
    log('call', name, value === undefined ? 'undefined' : typeof value, context.kind, context.name, `static=${context.static}`, `private=${context.private}`, Object.keys(context.access ?? {}).join(), `meta=${typeof context.metadata}`)
    context.addInitializer(function (this: any) { log('initializer', name, typeof this === 'function' ? this.name : this?.constructor?.name ?? typeof this) })
    if (context.kind === 'field') return (initial: unknown) => { log('init', name, initial); return initial }
    if (context.kind === 'accessor') return { init(initial: unknown) { log('init', name, initial); return initial } }
    return undefined
  }
}

class Parent { constructor() { log('parent constructor') } }

@d('class outer') @d('class inner')
class All extends seen('heritage', Parent) {
  @d('static method') static sm() { return 1 }
  @d('method a') @d('method b') m() { return 2 }
  @d('field a') @d('field b') f = seen('field value', 1)
  @d('computed') [seen('key', 'computed')]() { return 3 }
  @d('static field') static sf = seen('static field value', 2)
  static { log('static block', typeof All) }
  @d('getter') get g() { return 4 }
  @d('setter') set g(value) { log('set g', value) }
  @d('accessor') accessor a = seen('accessor value', 5)
  @d('static accessor') static accessor sa = seen('static accessor value', 6)
  @d('second field') f2 = seen('second field value', 7)
  plain = seen('plain value', 8)
  @d('string key') 'a b' = 9
  @d('symbol') [seen('symbol key', Symbol.for('s'))] = 10
  @d('number key') 12() { return 1 }
  constructor() {
    log('before super')
    super()
    log('constructor', this.f, this.a)
  }
}
log('made', All.name, All.length, Object.getOwnPropertyNames(All).sort().join(), Reflect.ownKeys(All.prototype).map(String).sort().join())
const one = new All()
log(Object.keys(one).join(), one.g, one.m(), (one as any).computed(), one.m.name, Object.getOwnPropertyDescriptor(All.prototype, 'g')!.get!.name)
one.g = 3
one.a = 4 as 5
log(one.a, All.sa)
new All()

@d('no fields')
class Bare { @d('bare method') m() {} constructor() { log('bare constructor') } }
new Bare()
class Derived extends Bare { @d('derived method') m2() {} }
new Derived()
class NoConstructor { @d('method of none') m() {} }
new NoConstructor()
console.log(out.join('\n'))
