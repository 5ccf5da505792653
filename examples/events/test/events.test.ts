import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'

const example = join(import.meta.dirname, '..')

test('a running village gains and loses subscribers', { timeout: 300_000 }, async t => {
  const village = open(t)
  await village.says(/^Ada: day 1, 12 loaves so far$/)
  await village.says(/^Bo: all is well$/)

  // A base class gains an event: instances of its subclasses hear it, but for the one whose class has its own.
  const bell = "event_Bell(strikes: number) { this.say(`${strikes} o'clock`) }"
  await village.save({ [`// ${bell}`]: bell })
  await village.says(/^Cy: \d+ o'clock$/)
  await village.says(/^Ada: \d+ o'clock$/)
  await village.says(/^Bo: (all is well|still asleep)$/)

  // A subclass loses its own: the base class's is there.
  await village.save({ "  event_Bell(strikes: number) { this.say(strikes > 6 ? 'all is well' : 'still asleep') }\n": '' })
  await village.says(/^Bo: \d+ o'clock$/)

  // The method moves from the base class to a subclass: the others hear the bell no more, and nobody forgot anything.
  await village.save({ [`  ${bell}\n`]: '', 'class Guard extends Villager {\n': `class Guard extends Villager {\n  ${bell}\n` })
  const heard = await village.next(20)
  assert.ok(heard.some(line => /^Bo: \d+ o'clock$/.test(line)), heard.join('\n'))
  assert.ok(!heard.some(line => /^(Ada|Cy): \d+ o'clock$/.test(line)), heard.join('\n'))

  // A bad save changes nothing; the next good one is taken.
  await village.save({ 'class Baker extends Villager {': 'class Baker extends Villager {{' }, 'rejected')
  await village.says(/^Ada: day \d+, \d+ loaves so far$/)
  await village.save({ 'class Baker extends Villager {{': 'class Baker extends Villager {', 'loaves so far': 'loaves by now' })
  await village.says(/^Ada: day \d+, \d+ loaves by now$/)
  assert.ok(!village.lines().some(line => line.includes('LC34')), village.lines().join('\n'))
})

/** The example in a folder of its own, run as a person would. */
function open(t: TestContext) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'village-')))
  cpSync(example, folder, { recursive: true, filter: path => !/node_modules|test$/.test(path) })
  symlinkSync(join(example, '../../node_modules'), join(folder, 'node_modules'))
  const bin = join(example, '../../packages/livecoding/bin/livecoding.js')
  const child = spawn(process.execPath, [bin, 'run', 'main.ts'], { cwd: folder, env: { ...process.env, PACE: '10', NO_COLOR: '1', NODE_TEST_CONTEXT: undefined }, stdio: ['ignore', 'pipe', 'pipe'] })
  let all = ''
  let wake = Promise.withResolvers<void>()
  const more = async (): Promise<void> => {
    if (child.exitCode !== null) throw new Error(`the village ended:\n${all}`)
    await wake.promise
  }
  const woken = (): void => {
    wake.resolve()
    wake = Promise.withResolvers()
  }
  child.on('exit', woken)
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => {
    all += text
    woken()
  })
  t.after(async () => {
    child.kill('SIGKILL')
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    rmSync(folder, { recursive: true, force: true })
  })
  const file = join(folder, 'villagers.ts')
  let seen = 0
  const lines = (): string[] => all.split('\n').slice(0, -1)

  return {
    lines,
    /** Saves the file with other text, and waits until the terminal tells of it. */
    async save(edits: Record<string, string>, status = 'applied'): Promise<void> {
      let text = readFileSync(file, 'utf8')
      for (const [before, after] of Object.entries(edits)) {
        assert.ok(text.includes(before), before)
        text = text.replace(before, () => after)
      }
      seen = lines().length
      writeFileSync(file, text)
      await this.says(new RegExp(`${status} villagers\\.ts`))
    },
    /** Waits for a line that is said from now on. */
    async says(what: RegExp): Promise<void> {
      for (;;) {
        const found = lines().findIndex((line, index) => index >= seen && what.test(line))
        if (found >= 0) {
          seen = found + 1
          return
        }
        await more()
      }
    },
    /** So many lines that come after what is there now. */
    async next(count: number): Promise<string[]> {
      const from = lines().length
      while (lines().length < from + count) await more()
      return lines().slice(from)
    },
  }
}
