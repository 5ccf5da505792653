// What decorators give instead of what they got.
const out: string[] = []
const log = (...words: unknown[]): void => { out.push(words.map(word => typeof word === 'function' ? `fn ${word.name}` : typeof word === 'object' ? JSON.stringify(word) : String(word)).join(' ')) }
const attempt = (name: string, run: () => unknown): void => { try { log(name, run()) } catch (error) { log(name, 'throws', (error as Error).name) } }

const twice = (value: any, _: unknown): any => function (this: unknown, ...args: unknown[]) { return [value.apply(this, args), value.apply(this, args)] }
const bound = (_: unknown, context: any): void => { context.addInitializer(function (this: any) { this[context.name] = this[context.name].bind(this) }) }
const plus = (n: number): any => (_: unknown, context: any) => context.kind === 'accessor'
  ? { get(this: object) { return (_ as any).get.call(this) + n }, set(this: object, v: number) { (_ as any).set.call(this, v * 10) }, init: (v: number) => v + n }
  : (v: number) => v + n
const times = (n: number): any => () => (v: number) => v * n

class Things {
  @twice m(a: number) { return a }
  @bound b() { return this instanceof Things }
  @plus(1) @times(10) f = 2
  @times(10) @plus(1) f2 = 2
  @plus(1) accessor a = 5
  @plus(1) static accessor sa = 5
  @plus(100) static sf = 1
  @twice get g() { return 'g' }
  @twice static sm() { return this.sf }
  @plus(1) un?: number
}
const things = new Things()
log(things.m(3), things.b(), things.f, things.f2, things.a, Things.sa, Things.sf, things.g, Things.sm(), things.un)
things.a = 2
log(things.a)
const { b } = things
log(b(), Object.keys(things).join())

const sealed = (value: any): void => { Object.seal(value); Object.seal(value.prototype) }
const replaced = (value: any, context: any): any => class extends value { extra = context.name; static more = 'more' }
@replaced class Swapped { static me = Swapped; own() { return Swapped } static make() { return new Swapped() } inner = class { up() { return Swapped } } }
log(Swapped.name, (Swapped as any).more, (new Swapped() as any).extra, Swapped.me === Swapped, new Swapped().own() === Swapped, Swapped.make() instanceof Swapped, (Swapped.make() as any).extra, new (new Swapped().inner)().up() === Swapped)
const expression = @replaced class Named { own() { return Named } }
log(expression.name, (expression as any).more, new expression().own() === expression)
const anonymous = @replaced class { x = 1 }
log(anonymous.name, (anonymous as any).more, (new anonymous() as any).extra)
const list = [@replaced class {}, @replaced class Other {}]
log(list.map(each => [each.name, (each as any).more]))
const held = { key: @replaced class {} }
log(held.key.name, (new held.key() as any).extra)
function make(base: any): any { @replaced class Local extends base { own() { return Local } } return Local }
const Local = make(Things)
log(Local.name, Local.more, new Local().own() === Local, make(Things) === make(Things))
const mixin = (base: any): any => (@replaced class Mixed extends base { m() { return super.m(7) } })
log(new (mixin(Things))().m())
@sealed class Shut { a = 1 }
log(Object.isSealed(Shut))
{ @replaced class InBlock { own() { return InBlock } }; log(new InBlock().own() === InBlock) }
const func = (value: any): any => function Plain(this: any) { return Reflect.construct(value, [], new.target ?? value) }
@func class AsFunction { who = 'as function' }
log(AsFunction.name, new AsFunction().who)
attempt('not a function', () => { const bad: any = () => 5; class Bad { @bad m() {} } return Bad })
attempt('class not a function', () => { const bad: any = () => 5; @bad class Bad { } return Bad })
attempt('null decorator', () => { const bad: any = null; class Bad { @bad m() {} } return Bad })
attempt('late initializer', () => { let late: any; const keep: any = (_: unknown, c: any) => { late = c }; class Late { @keep m() {} } late.addInitializer(() => {}); return Late })
attempt('initializer that is none', () => { const bad: any = (_: unknown, c: any) => c.addInitializer(5); class Bad { @bad m() {} } return Bad })
attempt('accessor gives a function', () => { const bad: any = () => () => 1; class Bad { @bad accessor m = 1 } return Bad })
attempt('throws', () => { const bad: any = () => { throw new RangeError('no') }; class Bad { @bad m() {} } return Bad })
console.log(out.join('\n'))
