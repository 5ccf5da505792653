/** A round that counts in `sum`. */
const round = body => `export function round(count: number): number {
  let sum = 0
  for (let index = 0; index < count; index++) ${body}
  return sum
}`

/**
 * One operation each: a module with something that is used two million times a round. `1` after the mark is what an
 * edit changes.
 */
export const operations = [
  { name: 'a function is called', code: `
export function add(n: number): number { const one = /*mark*/1; return n + one }
${round('sum = add(sum) % 1000003')}` },
  { name: 'a closure is called', code: `
const adder = (k: number) => (n: number): number => { const one = /*mark*/1; return n + one + k }
const add = adder(2)
${round('sum = add(sum) % 1000003')}` },
  { name: 'a method is called', code: `
class Counter {
  n = 0
  add(k: number): void { const one = /*mark*/1; this.n = (this.n + k + one) % 1000003 }
}
const counter = new Counter()
export function round(count: number): number {
  for (let index = 0; index < count; index++) counter.add(index)
  return counter.n
}` },
  { name: 'a method with private fields is called', code: `
class Counter {
  #n = 0
  add(k: number): void { const one = /*mark*/1; this.#n = (this.#n + k + one) % 1000003 }
  get n(): number { return this.#n }
}
const counter = new Counter()
export function round(count: number): number {
  for (let index = 0; index < count; index++) counter.add(index)
  return counter.n
}` },
  { name: 'a method calls super', code: `
class Base {
  n = 0
  add(k: number): void { this.n = (this.n + k) % 1000003 }
}
class Counter extends Base {
  override add(k: number): void { const one = /*mark*/1; super.add(k + one) }
}
const counter = new Counter()
export function round(count: number): number {
  for (let index = 0; index < count; index++) counter.add(index)
  return counter.n
}` },
  { name: 'an object is constructed', code: `
class Point {
  x: number
  y: number
  constructor(x: number, y: number) { const one = /*mark*/1; this.x = x; this.y = y + one }
}
${round('sum += new Point(index, sum).y % 7')}` },
  { name: 'an object with fields is constructed', code: `
class Point {
  x = 1
  #y = /*mark*/1
  plus(n: number): number { return this.x + this.#y + n }
}
${round('sum = new Point().plus(sum) % 7')}` },
  { name: 'a subclass is constructed', code: `
class Base {
  x: number
  constructor(x: number) { this.x = x }
}
class Point extends Base {
  y: number
  constructor(x: number, y: number) { super(x); const one = /*mark*/1; this.y = y + one }
}
${round('sum += new Point(index, sum).y % 7')}` },
  { name: 'a subclass with private fields is constructed', code: `
class Base {
  x: number
  constructor(x: number) { this.x = x }
}
class Point extends Base {
  #y = 0
  constructor(x: number, y: number) { super(x); const one = /*mark*/1; this.#y = y + one }
  get y(): number { return this.#y }
}
${round('sum += new Point(index, sum).y % 7')}` },
  { name: 'a subclass without constructor is constructed', code: `
class Base {
  x: number
  constructor(x: number) { this.x = x }
}
class Point extends Base { y = /*mark*/1 }
${round('sum += new Point(index).y % 7')}` },
  { name: 'a class made in a function is constructed', code: `
const Named = <T extends new (...args: any[]) => object>(Base: T) => class extends Base { name = /*mark*/1 }
class Empty { x: number; constructor(x: number) { this.x = x } }
const Point = Named(Empty)
${round('sum += new Point(index).name % 7')}` },
  { name: 'a method, after a field was added', code: `
class Counter {
  n = 0/*field*/
  add(k: number): void { this.n = (this.n + k) % 1000003 }
}
const counter = new Counter()
export function round(count: number): number {
  for (let index = 0; index < count; index++) counter.add(index)
  return counter.n
}` },
  { name: 'construction, after a field was added', code: `
class Point {
  x = 1/*field*/
  plus(n: number): number { return this.x + n }
}
${round('sum = new Point().plus(sum) % 7')}` },
  { name: 'construction, after a parent was added', code: `
class Above { a = 1 }
class Point/*parent*/ {
  x: number
  y: number
  constructor(x: number, y: number) { /*super*/const one = /*mark*/1; this.x = x; this.y = y + one }
}
${round('sum += new Point(index, sum).y % 7')}` },
  { name: 'construction with fields, after a parent was added', code: `
class Above { a = 1 }
class Point/*parent*/ {
  x = 1
  #y = /*mark*/1
  plus(n: number): number { return this.x + this.#y + n }
}
${round('sum = new Point().plus(sum) % 7')}` },
  { name: 'a subclass is constructed, after a private field was added', code: `
class Base {
  x: number
  constructor(x: number) { this.x = x }
}
class Point extends Base {
  #y = 0/*private*/
  constructor(x: number, y: number) { super(x); this.#y = y + 1 }
  get y(): number { return this.#y }
}
${round('sum += new Point(index, sum).y % 7')}` },
  { name: 'an object is constructed, after a private field was added', code: `
class Point {
  x = 1/*private*/
  plus(n: number): number { return this.x + n }
}
${round('sum = new Point().plus(sum) % 7')}` },
]

/** The text after edit number `number`. */
export const edited = (code, number) => code.replace(/\/\*mark\*\/\d+/, `/*mark*/${number}`).replace(/\/\*(field|private)\*\/.*/, (_, kind) => `/*${kind}*/; ${kind === 'field' ? '' : '#'}more = ${number}`)
  .replace('/*parent*/', ' extends Above').replace('/*super*/', 'super(); ')

/** Measures nanoseconds for one operation: as loaded, after one edit, after ten. */
export const timer = `import { readFileSync, writeFileSync } from 'node:fs'
import { round } from './subject.ts'
import { edited } from './operations.mjs'

const count = 2_000_000
const path = new URL('./subject.ts', import.meta.url)
const source = readFileSync(path, 'utf8')
let updated
import.meta.hot?.on('livecoding:update', report => updated?.(report))
setInterval(() => {}, 1000)

function measure() {
  for (let times = 0; times < 8; times++) round(count)
  const all = []
  for (let times = 0; times < 15; times++) {
    const started = performance.now()
    round(count)
    all.push((performance.now() - started) * 1e6 / count)
  }
  return all.sort((a, b) => a - b)[3]
}

async function edit(number) {
  if (!import.meta.hot) return
  const report = new Promise(resolve => { updated = resolve })
  writeFileSync(path, edited(source, number))
  const { status, problems } = await report
  if (status !== 'applied') throw new Error(JSON.stringify(problems))
}

async function run() {
  const loaded = measure()
  await edit(2)
  const one = measure()
  for (let number = 3; number <= 11; number++) await edit(number)
  console.log(\`@ \${JSON.stringify({ loaded, one, ten: measure() })}\`)
  process.exit()
}
run()
`
