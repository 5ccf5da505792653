// Private members, and what decorators reach through context.access.
const out: string[] = []
const log = (...words: unknown[]): void => { out.push(words.map(word => typeof word === 'function' ? `fn ${word.name}` : typeof word === 'object' ? JSON.stringify(word) : String(word)).join(' ')) }
const accesses: Record<string, any> = {}
const spy = (value: any, context: any): any => {
  log(context.kind, context.name, `static=${context.static}`, `private=${context.private}`, Object.keys(context.access).join(), typeof value === 'function' ? value.name : typeof value)
  accesses[context.name] = context.access
  if (context.kind === 'method') return function (this: unknown, ...args: unknown[]) { log('in', context.name); return value.apply(this, args) }
  if (context.kind === 'getter') return function (this: unknown) { log('get', context.name); return value.call(this) }
  if (context.kind === 'setter') return function (this: unknown, v: unknown) { log('set', context.name); value.call(this, v) }
  if (context.kind === 'field') return (v: number) => v + 1
  if (context.kind === 'accessor') return { get(this: unknown) { log('get', context.name); return value.get.call(this) }, set(this: unknown, v: unknown) { log('set', context.name); value.set.call(this, v) }, init: (v: number) => v * 2 }
}
class Base { who() { return 'base' } static who() { return 'static base' } }
class Box extends Base {
  @spy #m(a: number) { return [a, this.#f] }
  @spy #f = 1
  @spy get #g() { return this.#f + 10 }
  @spy set #g(v: number) { this.#f = v }
  @spy accessor #a = 4
  @spy static #sm() { return 'sm' }
  @spy static #sf = 7
  @spy static accessor #sa = 8
  @spy static get #sg() { return Box.#sf }
  @spy static set #sg(v) { Box.#sf = v }
  @spy async #am() { return this.#f }
  @spy *#gm() { yield this.#f }
  @spy pub() { return 1 }
  @spy pubField = 1
  async all() {
    this.#g = 20
    this.#a = 6
    return [this.#m(1), this.#f, this.#g, this.#a, await this.#am(), [...this.#gm()], this.#m.name, #m in this, #f in this, #g in this, #a in this, this.#m === this.#m]
  }
  static all() { Box.#sg = 3; Box.#sa = 9; return [Box.#sm(), Box.#sf, Box.#sa, Box.#sg] }
  static has(o: object) { return #m in o }
}
const box = new Box()
log(await box.all())
log(Box.all(), Box.has({}), Box.has(box))
log(accesses['#m'].get(box).call(box, 5), accesses['#f'].get(box), accesses['#f'].has(box), accesses['#f'].has({}), accesses['#m'].has({}))
accesses['#f'].set(box, 99)
log(accesses['#f'].get(box), accesses['#g'].has(box), accesses['#a'].get(box), accesses['#sf'].get(Box), accesses.pub.get(box).call(box), accesses.pubField.get(box), accesses.pub.has({ pub: 1 }))
accesses['#a'].set(box, 1)
for (const run of [() => accesses['#f'].get({}), () => accesses['#m'].get({})]) try { log(run()) } catch (error) { log((error as Error).name) }
log(Object.keys(box).join(), Reflect.ownKeys(Box.prototype).map(String).join(), Reflect.ownKeys(Box).map(String).join())
class Uses { @(((value: any, context: any) => { log('inside', typeof value, (o: Uses) => #x in o) }) as any) m() { return this.#x } #x = 3 }
log(new Uses().m())
console.log(out.join('\n'))
