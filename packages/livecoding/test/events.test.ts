import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { after, before, beforeEach, suite, test } from 'node:test'
import type { EventHandler } from '../src/events/index.ts'
import { InProcess, library } from './in-process.ts'

type Events = EventHandler<Record<'A' | 'B' | 'C', (...args: unknown[]) => void>>

let program: InProcess
let events: Events
let other: Events
/** What methods write down. */
const log: string[] = []
Object.assign(globalThis, { log })

const handlers = (rest = ''): string => `import { EventHandler } from ${library}\nexport const events = new EventHandler()\nexport const other = new EventHandler()\n${rest}`

before(async () => {
  program = new InProcess()
  ;({ events, other } = await program.load<{ events: Events, other: Events }>('handlers.ts', handlers()))
})
after(() => { program.end() })
beforeEach(() => { log.length = 0 })

const take = (): string[] => log.splice(0)
const said = (broadcast: () => void): string[] => {
  broadcast()
  return take()
}
type Make = Record<string, new (...args: unknown[]) => object>

/** A class with methods that write down what they are. */
const define = (name: string, methods: string, parent = ''): string =>
  `export class ${name} ${parent && `extends ${parent} `}{ ${methods.split(' ').filter(Boolean).map(method => `${method}() { log.push('${name}.${method} ' + this.constructor.name) }`).join('\n')} }`

suite('automatic', () => {
  test('instances of managed classes get what they are named for, in the order in which they are made', async () => {
    const { One, Two } = await program.load<Make>('first.ts', `${define('One', 'event_A event_A_post')}\n${define('Two', 'event_A event_B')}`)
    const all = [new Two!(), new One!(), new Two!()]
    assert.deepEqual(said(() => { events.A() }), ['Two.event_A Two', 'One.event_A One', 'Two.event_A Two', 'One.event_A_post One'])
    assert.deepEqual(said(() => { events.B() }), ['Two.event_B Two', 'Two.event_B Two'])
    events.unregister(all[0]!)
    assert.deepEqual(said(() => { events.B() }), ['Two.event_B Two'])
    for (const each of all) events.unregister(each)
  })

  test('methods of base classes and subclasses, static methods once for the class that has them', async () => {
    const { Leaf } = await program.load<Make>('inherited.ts', `${define('Base', 'event_A event_B')}\n${define('Leaf', 'event_A', 'Base')}\nexport class Service { static event_C() { log.push('service') } }\nexport class SubService extends Service {}`)
    const leaf = new Leaf!()
    assert.deepEqual(said(() => { events.A(); events.B(); events.C() }), ['Leaf.event_A Leaf', 'Base.event_B Leaf', 'service'])
    events.unregister(leaf)
    await program.save({ 'inherited.ts': 'export {}' })
    assert.deepEqual(said(() => { events.C() }), [])
  })

  test('`static events` says to which handler a class belongs', async () => {
    const { One, Two } = await program.load<Make>('belongs.ts', `import { other } from './handlers.ts'\nexport class One { static events = other; static it = new One(); event_A() { log.push('one') } }\nexport class Two extends One { static event_B() { log.push('two') } }`)
    const two = new Two!()
    assert.deepEqual(said(() => { events.A(); events.B() }), [])
    assert.deepEqual(said(() => { other.A(); other.B() }), ['one', 'one', 'two'])
    await program.save({ 'belongs.ts': `import { other } from './handlers.ts'\nexport class One { static it = new One(); event_A() { log.push('one') } }\nexport class Two extends One { static event_B() { log.push('two') } }` })
    assert.deepEqual(said(() => { other.A(); other.B() }), [])
    assert.deepEqual(said(() => { events.A(); events.B() }), ['one', 'one', 'two'])
    for (const each of [two, (One as unknown as { it: object }).it, Two!]) events.unregister(each)
  })

  test('a class that registers its instances by hand as well gets each event once', async () => {
    const { One } = await program.load<Make>('by-hand.ts', `import { events } from './handlers.ts'\nexport class One { constructor() { events.register(this) } event_A() { log.push('one') } }`)
    const one = new One!()
    assert.deepEqual(said(() => { events.A() }), ['one'])
    events.unregister(one)
  })
})

suite('an edit', () => {
  test('that adds a method subscribes existing instances; one that removes it unsubscribes them', async () => {
    const { One } = await program.load<Make>('adds.ts', define('One', ''))
    const one = new One!()
    assert.deepEqual(said(() => { events.A() }), [])
    await program.save({ 'adds.ts': define('One', 'event_A') })
    const two = new One!()
    assert.deepEqual(said(() => { events.A() }), ['One.event_A One', 'One.event_A One'])
    await program.save({ 'adds.ts': define('One', 'event_A event_B_pre') })
    assert.deepEqual(said(() => { events.B() }), ['One.event_B_pre One', 'One.event_B_pre One'])
    await program.save({ 'adds.ts': define('One', 'event_B_pre') })
    assert.deepEqual(said(() => { events.A() }), [])
    await program.save({ 'adds.ts': define('One', 'event_C') })
    assert.deepEqual(said(() => { events.A(); events.B(); events.C() }), ['One.event_C One', 'One.event_C One'])
    for (const each of [one, two]) events.unregister(each)
  })

  test('of a base class reaches the tree of subclasses below it, in other files too', async () => {
    const base = (methods: string): string => define('Base', methods)
    await program.load('base.ts', base('event_A'))
    const { Middle, Leaf, Cousin } = await program.load<Make>('tree.ts', `import { Base } from './base.ts'\n${define('Middle', '', 'Base')}\n${define('Leaf', 'event_B', 'Middle')}\n${define('Cousin', 'event_A', 'Base')}`)
    const all = [Leaf!, Cousin!, Middle!, Leaf!].map(each => new each())
    assert.deepEqual(said(() => { events.A() }), ['Base.event_A Leaf', 'Cousin.event_A Cousin', 'Base.event_A Middle', 'Base.event_A Leaf'])
    await program.save({ 'base.ts': base('') })
    assert.deepEqual(said(() => { events.A(); events.B() }), ['Cousin.event_A Cousin', 'Leaf.event_B Leaf', 'Leaf.event_B Leaf'])
    await program.save({ 'base.ts': base('event_A event_B event_C') })
    assert.deepEqual(said(() => { events.A() }), ['Base.event_A Leaf', 'Cousin.event_A Cousin', 'Base.event_A Middle', 'Base.event_A Leaf'])
    assert.deepEqual(said(() => { events.C() }), ['Base.event_C Leaf', 'Base.event_C Cousin', 'Base.event_C Middle', 'Base.event_C Leaf'])
    // The subclass loses its own: the base class's is there.
    await program.save({ 'tree.ts': `import { Base } from './base.ts'\n${define('Middle', '', 'Base')}\n${define('Leaf', '', 'Middle')}\n${define('Cousin', '', 'Base')}` })
    assert.deepEqual(said(() => { events.B() }), ['Base.event_B Leaf', 'Base.event_B Cousin', 'Base.event_B Middle', 'Base.event_B Leaf'])
    for (const each of all) events.unregister(each)
  })

  test('of `extends`: instances have what their new parents have', async () => {
    const text = (parent: string): string => `${define('Loud', 'event_A')}\n${define('Quiet', 'event_B')}\n${define('Thing', 'event_C', parent)}`
    const { Thing } = await program.load<Make>('parents.ts', text('Loud'))
    const thing = new Thing!()
    assert.deepEqual(said(() => { events.A(); events.B(); events.C() }), ['Loud.event_A Thing', 'Thing.event_C Thing'])
    await program.save({ 'parents.ts': text('Quiet') })
    assert.deepEqual(said(() => { events.A(); events.B(); events.C() }), ['Quiet.event_B Thing', 'Thing.event_C Thing'])
    await program.save({ 'parents.ts': text('') })
    assert.deepEqual(said(() => { events.A(); events.B(); events.C() }), ['Thing.event_C Thing'])
    events.unregister(thing)
  })

  test('that renames a class, removes it and brings it back', async () => {
    const statics = (name: string): string => `export class ${name} { event_A() { log.push('instance') } static event_A() { log.push('static') } }`
    const { One } = await program.load<Make>('renames.ts', statics('One'))
    const one = new One!()
    await program.save({ 'renames.ts': statics('Uno') })
    assert.deepEqual(said(() => { events.A() }), ['static', 'instance'])
    await program.save({ 'renames.ts': 'export {}' })
    assert.deepEqual(said(() => { events.A() }), ['instance'])
    await program.save({ 'renames.ts': statics('Uno') })
    assert.deepEqual(said(() => { events.A() }), ['static', 'instance'])
    await program.save({ 'renames.ts': 'export {}' })
    events.unregister(one)
  })

  test('that fails, or is undone, puts the subscriptions back, each at its place', async () => {
    const text = (methods: string, rest = ''): string => `${define('One', methods)}\n${define('Two', 'event_A')}\nexport class Service { static event_A() { log.push('service') } }\n${rest}`
    const { One, Two } = await program.load<Make>('fails.ts', text('event_A'))
    const all = [new One!(), new Two!(), new One!()]
    const before = ['service', 'One.event_A One', 'Two.event_A Two', 'One.event_A One']
    assert.equal((await program.save({ 'fails.ts': text('event_B', `export class New { static event_A() { log.push('new') } }\nnew New()\nthrow new Error('no')`) })).status, 'failed')
    assert.deepEqual(said(() => { events.A(); events.B() }), before)
    await program.save({ 'fails.ts': text('event_B').replace('service', 'service 2') })
    assert.deepEqual(said(() => { events.A(); events.B() }), ['service 2', 'Two.event_A Two', 'One.event_B One', 'One.event_B One'])
    await program.engine.undo()
    assert.deepEqual(said(() => { events.A(); events.B() }), before)
    for (const each of all) events.unregister(each)
    await program.save({ 'fails.ts': 'export {}' })
  })

  test('statements of the same save find the new subscriptions', async () => {
    const { One } = await program.load<Make>('same.ts', `import { events } from './handlers.ts'\n${define('One', '')}`)
    const one = new One!()
    await program.save({ 'same.ts': `import { events } from './handlers.ts'\n${define('One', 'event_A')}\nexport const late = new One()\nevents.A()` })
    assert.deepEqual(take(), ['One.event_A One', 'One.event_A One'])
    const { late } = await program.load<{ late: object }>('late.ts', `import { late as made } from './same.ts'\nexport const late = made`)
    for (const each of [one, late]) events.unregister(each)
  })

  test('of a statement ends what it registered', async () => {
    const text = (rest: string): string => `import { events } from './handlers.ts'\n${rest}`
    await program.load('statements.ts', text(`events.A.register(() => log.push('one'))\nevents.A.register(() => log.push('two'))`))
    assert.deepEqual(said(() => { events.A() }), ['one', 'two'])
    await program.save({ 'statements.ts': text(`events.A.register(() => log.push('ONE'))\nevents.A.register(() => log.push('two'), { priority: 1 })`) })
    assert.deepEqual(said(() => { events.A() }), ['two', 'ONE'])
    await program.save({ 'statements.ts': text(`events.A.register(() => log.push('ONE'))\nthrow new Error('no')`) })
    assert.deepEqual(said(() => { events.A() }), ['two', 'ONE'])
    await program.save({ 'statements.ts': text('') })
    assert.deepEqual(said(() => { events.A() }), [])
  })

  test('inside a handler: who loses the method is not called, who gains it is called the next time', async () => {
    const { One } = await program.load<Make>('inside.ts', define('One', 'event_A'))
    const one = new One!()
    const saving = events.A.register(async () => program.save({ 'inside.ts': define('One', 'event_B') }), { priority: 1 })
    await (events.send as unknown as { A(): Promise<void> }).A()
    assert.deepEqual(take(), ['One.event_A One'])
    assert.deepEqual(said(() => { events.B() }), ['One.event_B One'])
    saving.unregister()
    events.unregister(one)
  })

  test('leaves alone who has left', async () => {
    const { One } = await program.load<Make>('left.ts', define('One', 'event_A'))
    const one = new One!()
    events.unregister(one)
    await program.save({ 'left.ts': define('One', 'event_A event_B') })
    assert.deepEqual(said(() => { events.A(); events.B() }), [])
    events.register(one)
    assert.deepEqual(said(() => { events.A(); events.B() }), ['One.event_A One', 'One.event_B One'])
    events.unregister(one)
  })
})

suite('classes of other kinds', () => {
  test('in CommonJS modules, in functions, in expressions, mixins, and with decorators', async () => {
    const { default: { make } } = await program.load<{ default: { make(): object } }>('common.cjs', `class Common { event_A() { log.push('common') } }\nmodule.exports = { make: () => new Common() }`)
    const { mix, Expression, Decorated } = await program.load<{ mix(base: unknown): new () => object, Expression: new () => object, Decorated: new () => object }>('kinds.ts', `
      export const mix = (Base: any) => class Mixed extends Base { event_A() { log.push('mixed') } }
      export const Expression = class { event_A() { log.push('expression') } }
      const mark = (value: any, context: any) => { context.metadata; return value }
      @mark export class Decorated { @mark event_A() { log.push('decorated') } }`)
    const all = [make(), new (mix(Object))(), new Expression(), new Decorated()]
    assert.deepEqual(said(() => { events.A() }), ['common', 'mixed', 'expression', 'decorated'])
    await program.save({ 'kinds.ts': `
      export const mix = (Base: any) => class Mixed extends Base { event_B() { log.push('mixed b') } }
      export const Expression = class { event_B() { log.push('expression b') } }
      const mark = (value: any, context: any) => { context.metadata; return value }
      @mark export class Decorated { @mark event_A() { log.push('decorated') } }` })
    assert.deepEqual(said(() => { events.A(); events.B() }).toSorted(), ['common', 'decorated', 'expression b', 'mixed b'])
    for (const each of all) events.unregister(each)
  })

  test('frozen instances, and instances of subclasses that are not managed', async () => {
    const { Frozen, Base } = await program.load<Make>('frozen.ts', `export class Frozen { constructor() { Object.freeze(this) } event_A() { log.push('frozen') } }\nexport class Base {}`)
    class Foreign extends Base! {}
    const all = [new Frozen!(), new Foreign()]
    assert.deepEqual(said(() => { events.A() }), ['frozen'])
    await program.save({ 'frozen.ts': `export class Frozen { constructor() { Object.freeze(this) } event_B() { log.push('frozen b') } }\nexport class Base { event_A() { log.push('base') } }` })
    assert.deepEqual(said(() => { events.A(); events.B() }), ['base', 'frozen b'])
    all.push(new Foreign())
    assert.deepEqual(said(() => { events.A() }), ['base', 'base'])
    await program.save({ 'frozen.ts': `export class Frozen { constructor() { Object.freeze(this) } }\nexport class Base { event_A() {} event_C() { log.push('base c') } }` })
    assert.deepEqual(said(() => { events.B(); events.C() }), ['base c', 'base c'])
    for (const each of all) events.unregister(each)
  })
})

test('what a subscriber throws is told with its place', async () => {
  const { One } = await program.load<Make>('throws.ts', `export class One {\n  event_A() { throw new Error('oops') }\n}`)
  const one = new One!()
  program.problems.length = 0
  events.A()
  assert.deepEqual(program.problems.map(({ code, message, file, line }) => ({ code, message, file, line })), [{ code: 'LC3402', message: 'event_A of One threw: Error: oops', file: 'throws.ts', line: 2 }])
  events.unregister(one)
})

test('a default handler whose statement is edited hands over to the new one', async () => {
  const { One } = await program.load<Make>('hand-over.ts', define('One', 'event_A'))
  const one = new One!()
  const text = (options: string): string => `import { EventHandler } from ${library}\nexport const events = new EventHandler(${options})\nexport const other = new EventHandler()\n`
  await program.save({ 'handlers.ts': text('{ onError() {} }') })
  const { events: now } = await program.load<{ events: Events }>('now.ts', `import { events as made } from './handlers.ts'\nexport const events = made`)
  assert.notEqual(now, events)
  assert.deepEqual(said(() => { events.A() }), [])
  assert.deepEqual(said(() => { now.A() }), ['One.event_A One'])
  await program.engine.undo()
  now.unregister(one)
})

test('an engine that starts later finds the handlers that there are', () => {
  const index = (path: string): string => JSON.stringify(new URL(`../src/${path}`, import.meta.url).href)
  const text = `import { writeFileSync, mkdtempSync, realpathSync } from 'node:fs'
    import { tmpdir } from 'node:os'
    import { EventHandler } from ${index('events/index.ts')}
    import { start } from ${index('index.ts')}
    const events = new EventHandler()
    const root = realpathSync(mkdtempSync(tmpdir() + '/livecoding-late-'))
    const engine = start({ root, watch: false })
    writeFileSync(root + '/door.ts', 'export class Door { event_Tick() { console.log("creak") } }')
    const { Door } = await import(root + '/door.ts')
    const door = new Door()
    events.Tick()
    engine.stop()`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module-typescript', '--no-warnings', '--eval', text], { encoding: 'utf8' })
  assert.equal(stdout, 'creak\n', stderr)
})
