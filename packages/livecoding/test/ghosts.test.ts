import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { writeHeapSnapshot } from 'node:v8'
import { live } from '../src/index.ts'
import { library } from './library.ts'

const { root, code, save, write } = library()
const kept = `import { EventEmitter } from 'node:events'
export const boxes = new Map<string, object>()
export const emitter = new EventEmitter()
export const callbacks: (() => void)[] = []
`
write('game/mail.ts', `${kept}
export class Mail { constructor(public to: string) {} }
export class Forgotten {}
export function helper() {}
export function unused() {}
export class Listened { listen() { emitter.on('mail', () => this) } }
export function fill() {
  boxes.set('ann', new Mail('ann'))
  callbacks.push(helper)
  new Listened().listen()
  new Forgotten()
}
`)
write('game/a-uses.ts', "import { boxes, callbacks } from 'game'\nexport const uses = () => [boxes, callbacks]")
await code.addDirectory('game', 'game')
const game = code.namespace('game') as { fill(): void, boxes: Map<string, object> }
game.fill()

suite('referrers', () => {
  test('of an object, as a person reads them', async () => {
    const chains = await live.referrers(game.boxes.get('ann')!)
    assert.ok(chains.some(({ text }) => text === 'an entry of a Map <- export boxes in game/mail.ts'), JSON.stringify(chains))
  })
  test('of an object that a closure, a timer and an object hold', async () => {
    const object = { word: 'held' }
    const keep = (): object => object
    const timer = setInterval(keep, 1_000_000).unref()
    Object.assign(globalThis, { kept: { deep: [object] } })
    const texts = (await live.referrers(object)).map(({ text }) => text)
    assert.ok(texts.some(text => text.startsWith('[0] of an array <- .deep of Object <- globalThis.kept')), JSON.stringify(texts))
    assert.ok(texts.some(text => /variable object in .*ghosts\.test\.ts <- the closure keep in .* <- (?:.* <- )?a timer/.test(text)), JSON.stringify(texts))
    clearInterval(timer)
    Reflect.deleteProperty(globalThis, 'kept')
  })
})

suite('ghosts', () => {
  test('are classes and functions that the source lost and the program still reaches', async () => {
    await save('game/mail.ts', kept)
    const ghosts = await live.ghosts()
    assert.deepEqual(ghosts.map(({ name, kind, version }) => [name, kind, version]).sort(), [['Listened', 'class', 1], ['Mail', 'class', 1], ['helper', 'function', 1]])
    const text = (name: string): string => ghosts.find(ghost => ghost.name === name)!.chains[0]!.text
    assert.equal(text('Mail'), 'an instance of Mail <- an entry of a Map <- export boxes in game/mail.ts')
    assert.equal(text('helper'), '[0] of an array <- export callbacks in game/mail.ts')
    // How V8 says that the closure has the class differs from version to version.
    assert.match(text('Listened'), /^(?:an instance of Listened <- |variable \w+ in game\/mail\.ts <- )*the closure \(anonymous\) in game\/mail\.ts <- .*a listener of EventEmitter <- export emitter in game\/mail\.ts$/)
  })
  test('are gone with the last who holds them', async () => {
    game.boxes.clear()
    assert.deepEqual((await live.ghosts()).map(({ name }) => name).sort(), ['Listened', 'helper'])
  })
})

test('`livecoding why` reads a heap snapshot', () => {
  class Remembered { word = 'x' }
  Object.assign(globalThis, { remembered: new Set([new Remembered()]) })
  writeHeapSnapshot(join(root, 'one.heapsnapshot'))
  const run = (...words: string[]) => spawnSync(process.execPath, [join(import.meta.dirname, '../bin/livecoding.js'), 'why', ...words], { cwd: root, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: undefined } })
  const { stdout, stderr } = run('Remembered')
  assert.match(stdout, /^Remembered, held by\n {2}.*\n[^]*1 instance, held by\n {2}an entry of a Set <- globalThis\.remembered\n/, stderr)
  assert.match(run('Nobody').stderr, /has no class Nobody/)
  assert.match(run('Remembered', 'nowhere.heapsnapshot').stderr, /nowhere\.heapsnapshot cannot be read: ENOENT/)
  Reflect.deleteProperty(globalThis, 'remembered')
})

test('what the module has that the program starts with, while it waits at its top level', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ghosts-entry-')))
  mkdirSync(join(folder, 'server'))
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(join(import.meta.dirname, '..'), join(folder, 'node_modules/livecoding'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(folder, 'server/player.js'), 'export class Player {}\nexport class Elf extends Player {}\n')
  writeFileSync(join(folder, 'main.js'), `import { writeFileSync } from 'node:fs'
import { CodeManager, live } from 'livecoding'
const awake = setInterval(process.cwd, 1000)
const code = new CodeManager()
await code.addDirectory('server', 'game')
const elf = new (code.namespace('game').Elf)()
writeFileSync('server/player.js', 'export class Player {}')
await code.processChangedFile('server/player.js', 'changed')
const told = [await live.ghosts(), await live.referrers(elf)]
console.log(JSON.stringify([told[0].map(({ name, chains }) => [name, chains[0].text]), told[1].map(({ text }) => text)]))
clearInterval(awake)
code.stop()
`)
  const { stdout, stderr } = spawnSync(process.execPath, ['main.js'], { cwd: folder, encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  assert.equal(stderr, '')
  assert.deepEqual(JSON.parse(stdout), [[['Elf', 'an instance of Elf <- a variable of the module that the program starts with']], ['a variable of the module that the program starts with']])
})
