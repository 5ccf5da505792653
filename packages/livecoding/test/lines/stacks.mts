// What a stack shows, in every kind of code. `calls` gives the stack of each, as the program sees it.
function boom(n: number): never { throw new Error('boom ' + n) }
export function plain(n: number) { return boom(n) }
export const arrow = (n: number) => boom(n)
function* generator(n: number) { yield boom(n) }
async function waits(n: number) { await null; return boom(n) }
const waiting = async (n: number) => { await null; return boom(n) }
async function outer() { return await waits(1) }

class Thing { first = start(1) }
class Tile extends Thing {
  #secret = 1
  second = start(2)
  static make(n: number) { return boom(n) }
  constructor(n: number) { super(); if (n > 2) boom(n) }
  render(n: number) { return this.#inner(n) }
  #inner(n: number) { return boom(n + this.#secret) }
  get look() { return boom(1) }
  async *walk() { await null; yield boom(1) }
}
let failing = 0
function start(n: number) { if (n === failing) boom(n); return n }

const table = { see: (n: number) => boom(n), look(n: number) { return boom(n) }, ['key' + 1](n: number) { return boom(n) } }
function closures(k: number) { let used = 0; return [(n: number) => boom(n + k + used), function named(n: number) { used++; return boom(n + k) }] as const }
const [anonymous, named] = closures(1)
function inside(list: number[]) { return list.map(each => { return boom(each) }) }
function recurse(n: number): number { return n === 0 ? boom(n) : recurse(n - 1) }
function missing() { return (undefined as unknown as { a: { b: 1 } }).a.b }
function defaults({ a = boom(1) }: { a?: number }, b = a) { return a + b }
async function loop() { for (let n = 0; n < 3; n++) { await null; if (n === 1) boom(n) } }
function caught() { try { boom(1) } catch (error) { throw new TypeError('outer', { cause: error }) } }
function captured() { const target = {}; Error.captureStackTrace(target); throw target }
const later: Record<string, string> = {}
function timers() { setTimeout(() => { later['timer'] = new Error('timer').stack! }, 1); setTimeout(function tick() { later['named timer'] = new Error('timer').stack! }, 1) }

const calls: Record<string, () => unknown> = {
  plain: () => plain(1), arrow: () => arrow(1), generator: () => [...generator(1)], waits: () => waits(1), waiting: () => waiting(1), outer: () => outer(),
  static: () => Tile.make(1), constructor: () => new Tile(3), method: () => new Tile(1).render(1), getter: () => new Tile(1).look,
  async walk() { for await (const step of new Tile(1).walk()) plain(step) },
  field() { failing = 2; return new Tile(1) }, inherited() { failing = 1; return new Tile(1) },
  see: () => table.see(1), look: () => table.look(1), key: () => table['key1']!(1), anonymous: () => anonymous(1), named: () => named(1),
  inside: () => inside([1]), recurse: () => recurse(20), missing: () => missing(), defaults: () => defaults({}), loop: () => loop(),
  caught: () => caught(), captured: () => captured(), default: async () => { const all = await import(import.meta.url) as { arrow: typeof arrow }; return all.arrow(1) },
}
timers()

export async function probe() {
  const stacks: Record<string, string> = {}
  for (const [name, call] of Object.entries(calls)) {
    failing = 0
    try { await call() } catch (error) {
      const { stack, cause } = error as Error
      stacks[name] = cause ? `${stack}\ncause: ${(cause as Error).stack}` : stack!
    }
  }
  timers()
  await new Promise(done => { setTimeout(done, 20) })
  return { ...stacks, ...later }
}
