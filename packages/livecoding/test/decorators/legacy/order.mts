// Decorators as TypeScript had them before the standard: what is evaluated and called when, and what comes of it.
const out: string[] = []
const show = (value: unknown): string => typeof value === 'function' ? `fn ${value.name}` : typeof value === 'object' ? JSON.stringify(value) : String(value)
const log = (...words: unknown[]): void => { out.push(words.map(show).join(' ')) }
const seen = <const T,>(name: string, value: T): T => { log('evaluate', name); return value }
const d = (name: string): any => {
  log('evaluate @', name)
  return (target: any, key: any, third: any) => { log('call', name, typeof target === 'function' ? target.name : `${target.constructor.name}.prototype`, String(key), typeof third === 'object' ? Object.keys(third).sort() : third) }
}
const wrap = (_: object, __: string, descriptor: any): any => ({ ...descriptor, value(...args: unknown[]) { return [descriptor.value.apply(this, args)] } })
const twice = (_: object, __: string, descriptor: any): any => ({ ...descriptor, get() { return [descriptor.get.call(this), descriptor.get.call(this)] } })
const hidden = (target: any, key: string): any => ({ get() { return 'hidden ' + key }, configurable: true })
const replaced = (value: any): any => { const made = class extends value { extra = 'extra' }; Object.defineProperty(made, 'name', { value: value.name }); return made }

@d('class outer') @d('class inner')
class All {
  @d('static method') static sm(@d('static parameter') a?: number) { return a }
  @d('method a') @d('method b') m(@d('parameter 0') a: number, b: string, @d('parameter 2a') @d('parameter 2b') c: boolean) { return 2 }
  @d('field') f = seen('field value', 1)
  @d('computed') [seen('key', 'computed')]() { return 3 }
  @d('static field') static sf = seen('static field value', 2)
  @d('getter') get g() { return 4 }
  set g(value) { log('set', value) }
  @d('accessor') accessor a = seen('accessor value', 5)
  @d('computed field') [seen('key 2', 'computed 2')] = 6
  @d('string') 'a b' = 7
  only(@d('parameter alone') a: number) { return a }
  constructor(@d('constructor parameter') public p: number, @d('second') q?: string) { log('constructor', p, q) }
}
log('made')
const one = new All(1, 'q')
log(Object.keys(one), one.a, one.p, All.length, All.prototype.m.length)

@replaced
class Swapped {
  static me = Swapped
  static early = new Swapped()
  @wrap m(a: number) { return a }
  @twice get g() { return 'g' }
  @wrap static sm() { return this }
  @hidden declare h: string
  @hidden static st: string
  own() { return Swapped }
  private ready = true
}
log((new Swapped() as any).extra, Swapped.me === Swapped, (Swapped.early as any).extra, new Swapped().m(3), new Swapped().g, (Swapped.sm() as any)[0] === Swapped, new Swapped().own() === Swapped, new Swapped().h, Swapped.st, Swapped.name)
const expression = (() => { @replaced class Inner { own() { return Inner } } return Inner })()
log(new expression().own() === expression, (new expression() as any).extra)
export default @replaced class Fallback { own() { return Fallback } }
log(new Fallback().own() === Fallback, (new Fallback() as any).extra)
@replaced export class Exported { static instance = new Exported() }
log((new Exported() as any).extra, Exported.instance instanceof Exported)
class Base { constructor(readonly base: string) { log('base', base) } }
class WithProperties extends Base {
  before = seen('before', 1)
  constructor(@d('x') public x: number, @d('y') protected readonly y: string = 'y', z = 3) { log('first', z); super('b'); log('then', this.x, this.y, Object.keys(this)) }
}
new WithProperties(1)
class Multi {
  constructor(
    @d('line 1') private readonly a: number,
    @d('line 2')
    public b?: string,
  ) {}
  both() { return [this.a, this.b] }
}
log(new Multi(1, 'b').both())
const attempt = (name: string, run: () => unknown): void => { try { log(name, run()) } catch (error) { log(name, 'throws', (error as Error).name) } }
attempt('not a function', () => { const bad: any = 5; class Bad { @bad m() {} } return Bad })
attempt('throws', () => { const bad: any = () => { throw new RangeError('no') }; @bad class Bad {} return Bad })
console.log(out.join('\n'))
