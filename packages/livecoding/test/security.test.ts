// docs/security.md: nobody outside the process changes its code but by writing the files.
import assert from 'node:assert/strict'
import { appendFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { suite, test } from 'node:test'
import { Story } from './story.ts'

const linux = process.platform === 'linux'

/** What the process has open to the outside, who listens to signals and messages, and whether a debugger could come in. */
const look = `import { readdirSync, readlinkSync } from 'node:fs'
import { url } from 'node:inspector'
const sockets = () => process.platform === 'linux' ? readdirSync('/proc/self/fd').filter(fd => { try { return readlinkSync('/proc/self/fd/' + fd).startsWith('socket:') } catch { return false } }).length : 0
export const look = () => ({ sockets: sockets(), listens: process.getActiveResourcesInfo().filter(name => /TCP|UDP|Pipe.*Server/.test(name)), inspector: url() ?? null, signals: process.eventNames().filter(name => /^SIG/.test(String(name))), messages: process.listenerCount('message') })
`

const main = "import { look } from './look.mjs'\nimport { Door } from './door.ts'\nconst door = new Door()\nexport const probe = () => ({ ...look(), door: Object.keys(door).length })\n"

suite('security', { timeout: 300_000 }, () => {
  test('no port, no socket, no debugger and no signal handler, after edits of all kinds', async t => {
    const plain = JSON.parse(spawnSync(process.execPath, ['--input-type=module', '--eval', `${look}\nconsole.log(JSON.stringify(look()))`], { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: undefined }, stdio: ['ignore', 'pipe', 'pipe'] }).stdout) as Record<string, unknown>
    assert.deepEqual({ listens: plain['listens'], inspector: plain['inspector'], signals: plain['signals'] }, { listens: [], inspector: null, signals: [] })
    const story = await Story.start(t, { 'main.ts': main, 'look.mjs': look, 'door.ts': 'export class Door { open = false }\n' })
    const before = await story.probe() as Record<string, unknown>
    // A new field asks for the living instances, which the engine finds through an inspector of its own.
    story.write({ 'door.ts': "export class Door { open = false; lock = 'brass' }\n" })
    await story.applied()
    assert.deepEqual(await story.probe(), { ...before, door: 2 })
    assert.deepEqual({ ...before, sockets: 0 }, { sockets: 0, listens: [], inspector: null, signals: [], messages: 1, door: 1 })
    // Those that the test itself gave the program: its two outputs and the channel.
    if (linux) assert.ok(Number(before['sockets']) <= 3, String(before['sockets']))
  })

  test('what is written into the report file changes nothing', async t => {
    const story = await Story.start(t, { 'main.ts': main, 'look.mjs': look, 'door.ts': 'export class Door { open = false }\n' })
    appendFileSync(story.report, `${JSON.stringify({ type: 'undo' })}\n${JSON.stringify({ type: 'update', id: 1, status: 'applied', files: ['door.ts'], edits: [], problems: [] })}\n`)
    assert.equal((await story.probe() as { door: number }).door, 1)
    story.write({ 'door.ts': "export class Door { open = false; lock = 'brass' }\n" })
    const told = await story.told(({ edits }) => edits.length > 0)
    // Saves come one after the other: had the program taken these lines for something, that would have been the first update.
    assert.deepEqual(told.map(({ id, edits }) => [id, edits.length > 0]), [[1, false], [1, true]])
    assert.equal((await story.probe() as { door: number }).door, 2)
  })
})
