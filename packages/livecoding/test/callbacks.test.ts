import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { CodeEvents } from '../src/index.ts'
import { library } from './library.ts'

const { code, save, remove, write } = library()

/** What is told of some events while `work` is done. */
async function told<K extends keyof CodeEvents>(events: K[], work: () => Promise<unknown>): Promise<[K, CodeEvents[K]][]> {
  const all: [K, CodeEvents[K]][] = []
  const ends = events.map(event => code.on(event, happened => { all.push([event, happened]) }))
  await work()
  for (const end of ends) end()
  return all
}

const names = (all: [string, object][]): string[] => all.map(([event, happened]) => {
  const { name, namespace } = happened as { name?: string, namespace?: string }
  return `${event} ${name ?? namespace ?? ''}`.trim()
})

suite('what a CodeManager tells', () => {
  test('of classes, functions, modules and namespaces that a directory brings', async () => {
    write('world/tile.ts', 'export class Tile { flags = 0 }\nexport function draw() {}')
    const all = await told(['classCreated', 'functionCreated', 'moduleAdded', 'namespaceChanged'], () => code.addDirectory('world', 'game'))
    assert.deepEqual(names(all), ['classCreated Tile', 'moduleAdded', 'functionCreated draw', 'namespaceChanged game'])
    assert.deepEqual([(all[0]![1] as { namespaces: string[] }).namespaces, all[3]![1]], [['game'], { namespace: 'game', added: ['Tile', 'draw'], removed: [] }])
  })

  test('of a class that changed: its members and, when asked, its instances', async () => {
    const { Tile } = code.namespace('game') as { Tile: new () => object }
    const tile = new Tile()
    const [updated] = await told(['classUpdated'], () => save('world/tile.ts', 'export class Tile { flags = 0; event_Look() {} }\nexport function draw() {}'))
    const { members, instances, constructor } = updated![1]
    assert.deepEqual(members, { added: [{ name: 'event_Look', kind: 'method', static: false }], removed: [], changed: [] })
    assert.ok(constructor === Tile && instances().includes(tile))
    const [again] = await told(['classUpdated'], () => save('world/tile.ts', 'export class Tile { flags = 1; event_Look() { return 1 } }\nexport function draw() {}'))
    assert.deepEqual(again![1].members.changed.map(({ name }) => name), ['flags', 'event_Look'])
  })

  test('of functions that come, change and go', async () => {
    const events = ['functionCreated', 'functionUpdated', 'functionRemoved', 'namespaceChanged'] as const
    const all = await told([...events], () => save('world/tile.ts', 'export class Tile { flags = 1; event_Look() { return 1 } }\nexport function draw() { return 1 }\nexport function clear() {}'))
    assert.deepEqual(names(all).sort(), ['functionCreated clear', 'functionUpdated draw', 'namespaceChanged game'])
    assert.deepEqual(names(await told([...events], () => save('world/tile.ts', 'export class Tile { flags = 1; event_Look() { return 1 } }\nexport function draw() { return 1 }'))).sort(), ['functionRemoved clear', 'namespaceChanged game'])
  })

  test('of a file that goes and comes back with the same classes', async () => {
    const { Tile } = code.namespace('game')
    const events = ['classCreated', 'classRemoved', 'moduleAdded', 'moduleRemoved'] as const
    assert.deepEqual(names(await told([...events], () => remove('world/tile.ts'))).sort(), ['classRemoved Tile', 'moduleRemoved'])
    const all = await told([...events], () => save('world/tile.ts', 'export class Tile { flags = 2 }'))
    assert.deepEqual(names(all).sort(), ['classCreated Tile', 'moduleAdded'])
    const created = all.find(([event]) => event === 'classCreated')![1] as CodeEvents['classCreated']
    assert.ok(created.back && created.constructor === Tile)
  })

  test('of a save that is rejected', async () => {
    const [rejected] = await told(['updateRejected'], () => save('world/tile.ts', 'export class {'))
    assert.equal(rejected![1].problems[0]!.code, 'LC1001')
    assert.deepEqual(await told(['updateRejected'], () => save('world/tile.ts', 'export class Tile { flags = 3 }')), [])
  })

  test('an error of a listener is a problem and stops nothing', async () => {
    const seen: string[] = []
    const ends = [
      code.on('classUpdated', () => { throw new Error('no key') }),
      code.on('classUpdated', async () => { throw new Error('no door') }),
      code.on('classUpdated', ({ name }) => seen.push(name)),
      code.on('problem', ({ code: problem, message }) => seen.push(`${problem} ${message}`)),
    ]
    assert.equal((await save('world/tile.ts', 'export class Tile { flags = 3; look() {} }')).status, 'applied')
    for (const end of ends) end()
    assert.deepEqual(seen.map(each => each.replace(/^(LC3401).*(no key|no door).*/, '$1 $2')), ['LC3401 no key', 'Tile', 'LC3401 no door'])
  })

  test('a listener may save a file itself: that update comes afterwards', async () => {
    const reports: number[] = []
    const done = Promise.withResolvers<number>()
    const end = code.on('classUpdated', () => {
      end()
      return save('world/other.ts', 'export class Other {}').then(({ id }) => done.resolve(id))
    })
    reports.push((await save('world/tile.ts', 'export class Tile { flags = 3; look() { return 1 } }')).id)
    assert.equal(await done.promise, reports[0]! + 1)
    assert.ok('Other' in code.namespace('game'))
  })
})
