import assert from 'node:assert/strict'
import { after, afterEach, before, suite, test } from 'node:test'
import type { Engine, UpdateReport } from '../src/index.ts'
import type { Class, Happening } from '../src/lifecycle/happenings.ts'
import type { Lifecycle } from '../src/lifecycle/lifecycle.ts'
import { registry } from '../src/runtime/registry.ts'
import { InProcess } from './in-process.ts'

let program: InProcess
let engine: Engine
let lifecycle: Lifecycle
let told: string[] = []
const undo: (() => void)[] = []

before(() => {
  program = new InProcess()
  engine = program.engine
  lifecycle = registry()!.lifecycle
})
after(() => { program.end() })
afterEach(() => {
  for (const each of undo.splice(0)) each()
  told = []
  program.problems.length = 0
})

const load = async (name: string, text: string): Promise<Record<string, never>> => program.load(name, text)
const save = async (name: string, text: string): Promise<UpdateReport> => program.save({ [name]: text })
const line = (happening: Happening): string => happening.type === 'update' ? `${happening.undo ? 'undo ' : ''}${happening.report.status}`
  : happening.type === 'module' ? `module ${happening.action} ${happening.module.slice(program.folder.length + 1)}`
    : happening.type === 'namespace' ? `namespace ${happening.namespace}` : `${happening.type} ${happening.action} ${happening.name}${happening.was === undefined ? '' : ` was ${happening.was}`}${happening.type === 'class' ? members(happening.members) : ''}`
const members = (all: Extract<Happening, { type: 'class' }>['members']): string =>
  Object.entries(all).map(([how, names]) => names.length > 0 ? ` ${how} ${names.map(each => `${each.static ? 'static ' : ''}${each.name}`).join(',')}` : '').join('')
const observe = (): void => { undo.push(lifecycle.observe(happening => { told.push(line(happening)) })) }
const take = (): string[] => told.splice(0)

suite('observers', () => {
  test('are told what a load brings', async () => {
    observe()
    await load('load.ts', 'export class Door {}\nexport function knock() {}\nexport const made = [class Inner {}]')
    assert.deepEqual(take(), ['class defined Door', 'class defined Inner', 'module added load.ts', 'function defined knock'])
  })

  test('are told what each update does to classes and functions, once it is in place', async () => {
    const module = await load('steps.ts', 'export class Door { open() { return 1 } static make() {} size = 1 }\nexport function knock() { return 1 }')
    observe()
    await save('steps.ts', 'export class Door { open() { return 2 } shut() {} size = 2 }\nexport function knock() { return 2 }')
    assert.deepEqual(take(), ['module updated steps.ts', 'class updated Door added shut removed static make changed open,size', 'function updated knock', 'applied'])
    await save('steps.ts', 'export class Door { open() { return 2 } shut() {} size = 2 }\nexport function knock() { return 2 }\nexport function ring() {}\nexport class Bell {}')
    assert.deepEqual(take(), ['module updated steps.ts', 'function defined ring', 'class defined Bell', 'applied'])
    await save('steps.ts', 'export class Gate { open() { return 2 } shut() {} size = 2 }\nexport function ring() {}')
    assert.deepEqual(take().toSorted(), ['applied', 'class removed Bell', 'class renamed Gate was Door', 'function removed knock', 'module updated steps.ts'])
    await save('steps.ts', 'export class Gate extends Array { open() { return 2 } shut() {} size = 2 }\nexport function ring() {}\nexport class Bell {}')
    assert.deepEqual(take(), ['module updated steps.ts', 'class updated Gate', 'class back Bell', 'applied'])
    assert.equal((module['Door'] as unknown as Class).name, 'Gate')
  })

  test('are not told of a failed update, nor of what it made', async () => {
    await load('fails.ts', 'export class Door {}')
    observe()
    const came: string[] = []
    undo.push(lifecycle.watch({ came: ({ name }) => came.push(`came ${name}`), changed: all => came.push(`changed ${all.map(({ name }) => name).join()}`), went: all => came.push(`went ${all.map(({ name }) => name).join()}`) }))
    const { status } = await save('fails.ts', 'export class Door { open() {} }\nexport class Bell {}\nthrow new Error("no")')
    assert.equal(status, 'failed')
    assert.deepEqual(take(), ['failed'])
    assert.deepEqual(came, ['changed Door', 'came Bell', 'went Bell', 'changed Door'])
  })

  test('see an undo as an update', async () => {
    await load('undone.ts', 'export class Door {}')
    await save('undone.ts', 'export class Door { open() {} }')
    observe()
    await engine.undo()
    assert.deepEqual(take(), ['module updated undone.ts', 'class updated Door removed open', 'undo applied'])
  })

  test('that throw, now or later, are problems and stop nothing', async () => {
    await load('throwing.ts', 'export function knock() { return 1 }')
    undo.push(lifecycle.observe(happening => { if (happening.type === 'function') throw new Error('now') }))
    undo.push(lifecycle.observe(async happening => { if (happening.type === 'function') throw new Error('later') }))
    observe()
    const { status } = await save('throwing.ts', 'export function knock() { return 2 }')
    assert.equal(status, 'applied')
    assert.deepEqual(take(), ['module updated throwing.ts', 'function updated knock', 'applied'])
    await new Promise(setImmediate)
    assert.deepEqual(program.problems.map(({ code, message }) => `${code} ${message}`), ['LC3401 An observer for what becomes of the code threw: Error: now', 'LC3401 An observer for what becomes of the code threw: Error: later'])
  })
})

suite('created', () => {
  const created = (asked: unknown): object[] => {
    const made: object[] = []
    undo.push(lifecycle.instances.created(asked as Class, instance => made.push(instance)))
    return made
  }

  const make = (constructor: unknown, ...values: unknown[]): object => new (constructor as new (...values: unknown[]) => object)(...values)

  test('each instance is told once, when its outermost constructor has ended', async () => {
    const { Base, Middle, Leaf, log } = await load('tree.ts', `
      export const log: string[] = []
      export class Base { name = 'base'; constructor() { log.push('base') } }
      export class Middle extends Base { size = 1 }
      export class Leaf extends Middle { constructor() { super(); this.name = 'leaf'; log.push('leaf') } }`) as unknown as Record<string, new () => { name: string }> & { log: string[] }
    const seen: string[] = []
    undo.push(lifecycle.instances.created(Base as unknown as Class, instance => { seen.push(`${instance.constructor.name} ${(instance as { name: string }).name}`) }))
    const leaves = created(Leaf)
    make(Base)
    make(Middle)
    const leaf = new Leaf!()
    assert.deepEqual(seen, ['Base base', 'Middle base', 'Leaf leaf'])
    assert.deepEqual(leaves, [leaf])
    assert.deepEqual(log, ['base', 'base', 'base', 'leaf'])
  })

  test('early returns, returned objects and throwing constructors', async () => {
    const { Early, Pool, Other, Bad, Wrapped } = await load('returns.ts', `
      export class Early { constructor(n: number) { if (n > 0) return; if (n < 0) { return } else this.zero = true } zero?: boolean }
      const pool: Pool[] = []
      export class Pool { constructor(n: number) { if (pool[n]) return pool[n]; pool[n] = this } }
      export class Other extends Pool { constructor(n: number) { super(n); if (n === 1) return { other: true } as never } }
      export class Bad { constructor(n: number) { if (n > 0) throw new Error('bad') } }
      export class Wrapped { constructor() { return (() => { return new Proxy(this, {}) })() } }`) as Record<string, new (n: number) => object>
    const early = created(Early)
    assert.deepEqual([new Early!(1), new Early!(-1), new Early!(0)], early)
    const pooled = created(Pool)
    assert.equal(new Pool!(0), new Pool!(0))
    assert.equal(pooled.length, 1)
    make(Other, 2)
    make(Other, 1)
    assert.equal(pooled.length, 2)
    const bad = created(Bad)
    assert.throws(() => new Bad!(1), /bad/)
    make(Bad, 0)
    assert.equal(bad.length, 1)
    const wrapped = created(Wrapped)
    assert.equal(new Wrapped!(0), wrapped[0])
  })

  test('after edits of fields, constructors and parents', async () => {
    const { Base, Leaf } = await load('edited.ts', 'export class Base { a = 1 }\nexport class Leaf extends Base { b = 2 }\nexport class Root {}') as Record<string, new () => object>
    const seen = created(Base)
    await save('edited.ts', 'export class Base { a = 1; c = 3 }\nexport class Leaf extends Base { b = 2; constructor() { super(); this.b = 5 } }\nexport class Root {}')
    const both = [new Base!(), new Leaf!()]
    assert.deepEqual(seen, both)
    assert.deepEqual(both.map(each => ({ ...each })), [{ a: 1, c: 3 }, { a: 1, c: 3, b: 5 }])
    await save('edited.ts', 'export class Base { a = 1; c = 3 }\nexport class Root {}\nexport class Leaf extends Root { b = 2 }')
    make(Leaf)
    assert.equal(seen.length, 2)
    await save('edited.ts', 'const pool: object[] = []\nexport class Base { a = 1; c = 3; constructor() { if (pool[0]) return pool[0] as Base; pool.push(this) } }\nexport class Root {}\nexport class Leaf extends Base { b = 2 }')
    assert.equal(new Base!(), new Base!())
    assert.equal(seen.length, 3)
  })

  test('after an edit of a constructor that had nothing in it', async () => {
    const { Door } = await load('empty.ts', 'export class Door { size = 0; constructor(size: number) {} }') as Record<string, new (size: number) => object>
    const seen = created(Door)
    await save('empty.ts', 'export class Door { size = 0; constructor(size: number) { this.size = size } }')
    const door = new Door!(3)
    assert.deepEqual([seen, { ...door }], [[door], { size: 3 }])
  })

  test('classes made in functions, classes that come later, subclasses that are not managed', async () => {
    const { mix, Thing } = await load('mixins.ts', 'export const mix = (Base: any) => class extends Base { mixed = true }\nexport class Thing {}') as unknown as { mix(base: unknown): new () => object, Thing: new () => object }
    const One = mix(Thing)
    const seen = created(One)
    const Two = mix(Thing)
    const Three = mix(One)
    class Foreign extends One { late = true }
    const made = [new One(), new Three(), new Foreign()]
    make(Two)
    assert.deepEqual(seen, made)
    const things = created(Thing)
    const two = new Two()
    const thing = new Thing()
    assert.deepEqual(things, [two, thing])
  })

  test('a listener that throws is a problem, and the instance is there', async () => {
    const { Door } = await load('listener.ts', 'export class Door { size = 2 }') as Record<string, new () => { size: number }>
    undo.push(lifecycle.instances.created(Door as unknown as Class, () => { throw new Error('oops') }))
    assert.equal(new Door!().size, 2)
    assert.deepEqual(program.problems.map(({ code }) => code), ['LC3401'])
  })

  test('instances of the statements of the same save are seen', async () => {
    const seen: object[] = []
    undo.push(lifecycle.watch({ came: constructor => { undo.push(lifecycle.instances.created(constructor, instance => seen.push(instance))) } }))
    await load('same-save.ts', 'export {}')
    await save('same-save.ts', 'export class Door {}\nexport const door = new Door()')
    assert.equal(seen.length, 1)
  })
})
