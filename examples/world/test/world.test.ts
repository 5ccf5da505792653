import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Report } from 'livecoding'

const example = join(import.meta.dirname, '..')
const livecoding = join(example, '../../packages/livecoding/bin/livecoding.js')

// The rooms that a newcomer sees are there to be edited; these are the test's own.
const rooms = `export interface Room { text: string, exits: Record<string, string>, things: string[] }

export const rooms = new Map<string, Room>([
  ['hall', {
    text: 'You are in a hall with a low ceiling.',
    exits: { north: 'garden', down: 'cellar' },
    things: ['lamp'],
  }],
  ['garden', {
    text: 'You are in a garden.',
    exits: { south: 'hall' },
    things: [],
  }],
  ['cellar', {
    text: 'You are in a cellar.',
    exits: { up: 'hall' },
    things: [],
  }],
])
`

test('a world is edited while two visitors are in it', { timeout: 300_000 }, async t => {
  const world = await open(t)
  assert.match(await world.get('/ann/look'), /hall with a low ceiling.\nThere is: lamp.\nWays: north, down\.$/)
  assert.match(await world.get('/ann/take/lamp'), /You have: lamp\.$/)
  assert.match(await world.get('/bob/look'), /With you: ann\./)

  // the text of a room and a way: who is there stays there, what was taken stays taken
  await world.edit('rooms.ts', "a low ceiling.',\n    exits: { north: 'garden',", "a golden ceiling.',\n    exits: { east: 'cellar', north: 'garden',")
  assert.match(await world.get('/bob/look'), /golden ceiling.\nWith you: ann.\nWays: .*east/)

  // a room more, with a way to it
  await world.edit('rooms.ts', "exits: { south: 'hall' },", "exits: { south: 'hall', up: 'tree' },")
  await world.edit('rooms.ts', "  ['cellar', {", "  ['tree', {\n    text: 'You sit in a tree.',\n    exits: { down: 'garden' },\n    things: [],\n  }],\n  ['cellar', {")
  await world.get('/bob/go/north')
  assert.match(await world.get('/bob/go/up'), /You sit in a tree\.\nWays: down\.$/)
  assert.match(await world.get('/'), /bob is in the tree, after 2 steps/)

  // a command more, and a syntax error before it is right
  assert.match(await world.get('/bob/dance'), /You cannot "dance" here\. You can: look, go, take, drop, say\./)
  await world.edit('commands.ts', '  say(visitor, words) {', "  dance: visitor => { return `${visitor.name} dances.` ,\n\n  say(visitor, words) {", 'rejected')
  assert.match(await world.get('/bob/look'), /You sit in a tree\./)
  await world.edit('commands.ts', "dances.` ,", "dances.` },")
  assert.equal(await world.get('/bob/dance'), 'bob dances.')

  // a method of the visitors who are already there
  await world.edit('visitors.ts', 'this.steps++', 'this.steps += 10')
  await world.get('/bob/go/down')
  assert.match(await world.get('/'), /ann is in the hall, after 0 steps\n {2}bob is in the garden, after 12 steps/)

  // what was said is not lost
  await world.get('/bob/go/south')
  await world.edit('commands.ts', '`${visitor.name} says: ${words}`', '`${visitor.name} whispers: ${words}`')
  await world.get('/bob/say/good night')
  assert.match(await world.get('/ann/look'), /^bob goes north\.\nbob comes in\.\nbob whispers: good night\n/)
})

/** The example with the test's rooms in a folder of its own, under `livecoding run`. */
async function open(t: TestContext) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'world-')))
  cpSync(example, folder, { recursive: true, filter: path => !/node_modules|test$/.test(path) })
  writeFileSync(join(folder, 'rooms.ts'), rooms)
  symlinkSync(join(example, '../../node_modules'), join(folder, 'node_modules'))
  const reportFile = join(folder, '.report.jsonl')
  const child = spawn(process.execPath, [livecoding, 'run', '--report', 'silent', '--report-file', reportFile, 'server.ts'], {
    cwd: folder,
    env: { ...process.env, PORT: undefined, NODE_TEST_CONTEXT: undefined },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.after(async () => {
    child.kill()
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    rmSync(folder, { recursive: true, force: true })
  })
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => { printed += text })
  const reports = () => readFileSync(reportFile, 'utf8').split('\n').slice(0, -1).map(line => JSON.parse(line) as Report)
  const until = async <T>(look: () => T | undefined): Promise<T> => {
    for (;;) {
      const found = look()
      if (found !== undefined) return found
      await sleep(5, undefined, { signal: t.signal })
    }
  }
  await until(() => existsSync(reportFile) || undefined) // ready
  const address = await until(() => /http:\/\/localhost:\d+/.exec(printed)?.[0])

  return {
    get: async (path: string) => (await (await fetch(address + path)).text()).trimEnd(),

    async edit(file: string, before: string, after: string, status = 'applied') {
      const path = join(folder, file)
      const text = readFileSync(path, 'utf8')
      assert.ok(text.includes(before), `${file} has ${before}`)
      const told = reports().length
      writeFileSync(path, text.replace(before, after))
      const update = await until(() => reports()[told])
      assert.equal('status' in update && update.status, status, JSON.stringify(update))
    },
  }
}
