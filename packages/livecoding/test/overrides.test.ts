import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Call } from '../src/index.ts'
import { library } from './library.ts'

const { code, save, write } = library()

interface Player {
  name: string
  say(text: string): string
  wait(text: string): Promise<string>
  count(to: number): Generator<number>
  title: string
}
interface Game {
  Player: { new (name: string): Player, make(name: string): Player }
  Wizard: new (name: string) => Player & { spell: string }
  Plain: new () => object
  greet(name: string): string
  shout: (text: string) => string
  tick(): number
  maker(): () => number
}
const player = (greeting: string): string => `
export class Player {
  #secret = 'x'
  level = 1
  constructor(public name: string) { if (name === '') throw new Error('no name') }
  say(text: string) { return this.name + ' ${greeting} ' + text + this.#secret }
  async wait(text: string) { await null; return text }
  * count(to: number) { for (let n = 1; n <= to; n++) yield n }
  get title() { return 'the ' + this.name }
  set title(value) { this.name = value }
  static make(name: string) { return new Player(name) }
}
export class Wizard extends Player {
  spell
  constructor(name: string) { super(name + ' the wizard'); this.spell = 'fire' }
}
export class Plain {}
export function greet(name: string) { return '${greeting} ' + name }
export const shout = (text: string) => text.toUpperCase()
let ticks = 0
export const tick = () => ++ticks
export const maker = () => () => ticks
`
write('game/player.ts', player('says'))
await code.addDirectory('game', 'game')
const game = code.namespace('game') as unknown as Game
const ann = new game.Player('ann')
const { say } = game.Player.prototype
const rejects = (work: () => Promise<unknown>, pattern: RegExp): Promise<void> => assert.rejects(work, pattern)

suite('overrides', () => {
  test('stand in front of a method, wherever it is held, and are taken away in any order', async () => {
    const bound = ann.say.bind(ann)
    const loud = await code.override(game.Player, 'say', original => function (text) { return original.call(this, text.toUpperCase()) })
    const twice = await code.override(game.Player, 'say', original => function (text) { return `${original.call(this, text)}, ${original.call(this, text)}` })
    assert.deepEqual([ann.say('hi'), bound('hi'), say.call(ann, 'hi')], Array(3).fill('ann says HIx, ann says HIx'))
    assert.equal(ann.say, say)
    loud.remove()
    loud.remove()
    assert.equal(ann.say('hi'), 'ann says hix, ann says hix')
    await save('game/player.ts', player('shouts'))
    assert.equal(ann.say('hi'), 'ann shouts hix, ann shouts hix')
    twice.remove()
    assert.equal(ann.say('hi'), 'ann shouts hix')
  })

  test('of functions, arrow functions and those that read variables of their module', async () => {
    const { greet, shout, tick } = game
    const all = [
      await code.override(game.greet, original => name => `<${original(name)}>`),
      await code.override(game.shout, original => text => `${original(text)}!`),
      await code.override(game.tick, original => () => original() * 10),
    ]
    assert.deepEqual([greet('bo'), shout('hey'), tick(), tick()], ['<shouts bo>', 'HEY!', 10, 20])
    await save('game/player.ts', player('says'))
    assert.deepEqual([greet('bo'), tick()], ['<says bo>', 30])
    for (const each of all) each.remove()
    assert.deepEqual([greet('bo'), shout('hey'), tick()], ['says bo', 'HEY', 4])
  })

  test('of accessors, static, async and generator methods', async () => {
    const all = [
      await code.override(game.Player, 'title', { get: original => function () { return `${original.call(this)}!` }, set: original => function (value) { original.call(this, value.trim()) } }),
      await code.override(game.Player, 'make', original => name => original.call(game.Player, `young ${name}`)),
      await code.override(game.Player, 'wait', original => async function (text) { return `${await original.call(this, text)} (later)` }),
      await code.override(game.Player, 'count', original => function (to) { return original.call(this, to * 2) }),
    ]
    ann.title = '  ann '
    assert.deepEqual([ann.title, game.Player.make('bo').name, await ann.wait('now'), [...ann.count(1)]], ['the ann!', 'young bo', 'now (later)', [1, 2]])
    for (const each of all) each.remove()
    assert.deepEqual([ann.title, game.Player.make('bo').name, await ann.wait('now'), [...ann.count(1)]], ['the ann', 'bo', 'now', [1]])
  })

  test('of an edit that fails stay in front of the code that runs', async () => {
    const loud = await code.override(game.Player, 'say', original => function (text) { return `${original.call(this, text)}!` })
    assert.equal((await save('game/player.ts', `${player('cries')}throw new Error('no key')`)).status, 'failed')
    assert.equal(ann.say('hi'), 'ann says hix!')
    await save('game/player.ts', player('says'))
    loud.remove()
    assert.equal(ann.say('hi'), 'ann says hix')
  })

  test('that cannot be', async () => {
    await rejects(() => code.override(game.Player, 'sya' as never, ((original: never) => original) as never), /LC3301 Player itself has no "sya"\. It has: say, wait, count, make\./)
    await rejects(() => code.override(game.Wizard, 'say', original => original), /LC3301 Wizard itself has no "say"/)
    await rejects(() => code.override(Array.prototype.push, original => original), /LC3303 push is not at the top level/)
    await rejects(() => code.override(game.maker(), original => original), /LC3303 /)
  })
})

test('arguments of another kind', async () => {
  const wrong = code as unknown as Record<'override' | 'inject' | 'onInstance', (...args: unknown[]) => Promise<unknown>>
  await rejects(() => wrong.override(game.Player, 'say'), /LC3215 override cannot use 'say' as make/)
  await rejects(() => wrong.override(game.Player, 'title', {}), /LC3215 override cannot use {} as make.*`get` and `set`/)
  await rejects(() => wrong.override(null, () => {}), /LC3215 override cannot use null as target/)
  await rejects(() => wrong.inject(game.Player, 'say'), /LC3215 inject cannot use undefined as injection/)
  await rejects(() => wrong.inject(game.Player, 'say', { onreturn() {} }), /LC3215 inject .*before, onReturn, onThrow and after/)
  assert.throws(() => wrong.onInstance(game.Player), /LC3215 onInstance cannot use undefined as listener/)
})

suite('injections', () => {
  const calls: string[] = []
  const log = (what: string) => ({ self, args, value, error }: Call): void => {
    calls.push(`${what} ${(self as Player | undefined)?.name ?? '-'} ${args.join()}${value === undefined ? '' : ` gives ${typeof value === 'object' ? (value as Player).name : String(value)}`}${error === undefined ? '' : ` throws ${(error as Error).message}`}`)
  }
  const all = { before: log('before'), onReturn: log('return'), onThrow: log('throw'), after: log('after') }
  const told = (): string[] => calls.splice(0)

  test('see every entry and exit of a method', async () => {
    const injection = await code.inject(game.Player, 'say', all)
    ann.say('hi')
    assert.deepEqual(told(), ['before ann hi', 'return ann hi gives ann says hix', 'after ann hi gives ann says hix'])
    await save('game/player.ts', player('says').replace("return this.name", "if (text === '') throw new Error('empty'); return this.name"))
    assert.throws(() => ann.say(''), /empty/)
    assert.deepEqual(told(), ['before ann ', 'throw ann  throws empty', 'after ann  throws empty'])
    injection.remove()
    ann.say('hi')
    assert.deepEqual(told(), [])
  })

  test('see accessors and static methods', async () => {
    const injections = [await code.inject(game.Player, 'title', all), await code.inject(game.Player, 'make', { before: ({ args }) => { calls.push(`make ${args.join()}`) } })]
    ann.title = 'anna'
    assert.equal(ann.title, 'the anna')
    assert.deepEqual(told(), ['before ann anna', 'return anna anna', 'after anna anna', 'before anna ', 'return anna  gives the anna', 'after anna  gives the anna'])
    assert.equal(game.Player.make('bo').name, 'bo')
    assert.deepEqual(told(), ['make bo'])
    ann.title = 'ann'
    told()
    for (const each of injections) each.remove()
    assert.equal(ann.title, 'the ann')
    assert.deepEqual(told(), [])
    await rejects(() => code.inject(game.Player, 'nothing', all), /LC3301 Player itself has no "nothing"/)
  })

  test('see constructors, plain and derived, with and without one in the source', async () => {
    const injections = [await code.inject(game.Player, 'constructor', all)]
    const bo = new game.Player('bo')
    assert.deepEqual([bo.name, bo.say('hi')], ['bo', 'bo says hix'])
    assert.deepEqual(told(), ['before - bo', 'return bo bo gives bo', 'after bo bo gives bo'].map((line, index) => index === 0 ? line.replace('- bo', '- bo') : line))
    assert.throws(() => new game.Player(''), /no name/)
    assert.deepEqual(told().map(line => line.split(' ')[0]), ['before', 'throw', 'after'])
    injections.push(await code.inject(game.Wizard, 'constructor', { onReturn: ({ self, args }) => { calls.push(`wizard ${(self as { spell: string }).spell} ${args.join()}`) } }))
    assert.equal(new game.Wizard('cy').spell, 'fire')
    assert.deepEqual(told().filter(line => !line.startsWith('before')), ['return cy the wizard cy the wizard gives cy the wizard', 'after cy the wizard cy the wizard gives cy the wizard', 'wizard fire cy'])
    injections.push(await code.inject(game.Plain, 'constructor', { after: () => { calls.push('plain') } }))
    assert.ok(new game.Plain() instanceof game.Plain)
    assert.deepEqual(told(), ['plain'])
    for (const each of injections) each.remove()
    assert.deepEqual([new game.Wizard('dee').spell, Object.keys(new game.Plain())], ['fire', []])
    assert.deepEqual(told(), [])
  })

  test('that throw are told and change nothing', async () => {
    const problems: string[] = []
    const end = code.on('problem', ({ code: problem, message }) => problems.push(`${problem} ${message}`))
    const injection = await code.inject(game.Player, 'say', { before() { throw new TypeError('no key') } })
    assert.equal(ann.say('hi'), 'ann says hix')
    assert.deepEqual(problems, ['LC3304 What was injected into Player.say threw: TypeError: no key'])
    injection.remove()
    end()
  })
})

test('new instances are told behind what runs at the end of their constructor', async () => {
  const seen: string[] = []
  const end = code.onInstance(game.Player, ({ name }) => seen.push(name))
  const injections = [await code.inject(game.Player, 'constructor', { onReturn({ self }) { (self as Player).name += '!' } }), await code.inject(game.Wizard, 'constructor', { after({ self }) { (self as Player).name += '?' } })]
  const made = [new game.Player('ed'), new game.Wizard('flo')]
  for (const injection of injections) injection.remove()
  end()
  assert.deepEqual(seen, made.map(({ name }) => name))
  assert.deepEqual(seen, ['ed!', 'flo the wizard!?'])
})

test('new instances are told once, whatever the hierarchy', async () => {
  const seen: Player[] = []
  const end = code.onInstance(game.Player, instance => seen.push(instance))
  const made = [new game.Player('ed'), new game.Wizard('flo')]
  assert.deepEqual(seen, made)
  end()
  assert.deepEqual([new game.Player('gus').name, seen.length], ['gus', 2])
  assert.throws(() => code.onInstance(Map, () => {}), /LC3303 Map is not/)
})
