// What the standard says and TypeScript's own output cannot do: `super`, `arguments`, `await` and `yield` around decorators.
const out: string[] = []
const log = (...words: unknown[]): void => { out.push(words.map(word => typeof word === 'object' ? JSON.stringify(word) : String(word)).join(' ')) }
const note = (...values: unknown[]): any => (value: any, context: any) => { log(context.kind, context.name, ...values); return context.kind === 'method' ? function (this: unknown, ...args: unknown[]) { return ['noted', value.apply(this, args)] } : undefined }
class Base { who() { return 'base' } static who() { return 'static base' } get got() { return 'got' } }
class Box extends Base {
  @note() #m() { return super.who() }
  @note() static #s() { return super.who() }
  @note() get #g() { return super.got }
  @note() async #a() { return super.who() }
  @note() *#y() { yield super.who() }
  static all() { return Box.#s() }
  async all() { return [this.#m(), this.#g, await (this.#a() as any)[1], [...(this.#y() as any)[1]]] }
}
log(await new Box().all(), Box.all())
function make(..._: number[]) { return class { @note(arguments.length, ...arguments) m() {} } }
make(4, 5)
class Host { name = 'host'; make() { return class { @note(this.name) m() {} @note(this.name) static [`${this.name} key`] = 1 } } }
log(Object.keys(new Host().make()))
async function wait(value: Promise<number>) { @note(await value) class W { @note(await value) m() {} @note((await value) + 1) f = 1; @note(3) [`k${await value}`]() {} } return W }
log((await wait(Promise.resolve(4))).name)
@note(await Promise.resolve('class')) class Top { @note(await Promise.resolve('top')) m() {} }
log(Top.name)
function* generate(): Generator<string, unknown, string> { @note(yield 'class?') class G { @note(yield 'method?') m() {} } return G }
const generator = generate()
log(generator.next().value, generator.next('told').value, (generator.next('told too').value as { name: string }).name)
async function* asynchronous(): AsyncGenerator<string, unknown, string> { return class { @note(yield 'ask', await 5) m() {} } }
const later = asynchronous()
log((await later.next()).value)
await later.next('answer')
class Late { @(note('call')) @note.bind(null, 'bound')() m() {} @(true ? note('either') : note('or')) n() {} }
log(Object.getOwnPropertyNames(Late.prototype))
console.log(out.join('\n'))
