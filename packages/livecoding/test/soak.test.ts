import assert from 'node:assert/strict'
import { fork, type ChildProcess } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { UpdateReport } from '../src/index.ts'
import { files, type Parts } from './soak/program.ts'

/** As many edits; a longer soak: `EDITS=10000 SEED=7 npm test -- soak` */
const edits = Number(process.env['EDITS'] ?? 500)
const seed = Number(process.env['SEED'] ?? 1)

interface Counts { port: number, listeners: number, timers: number, heap: number, loop: number, rounds: number }

/** Numbers that are the same for the same seed (mulberry32). */
function numbers(from: number): (below: number) => number {
  let state = from
  return below => {
    state = state + 0x6d2b79f5 | 0
    let n = Math.imul(state ^ state >>> 15, 1 | state)
    n = n + Math.imul(n ^ n >>> 7, 61 | n) ^ n
    return ((n ^ n >>> 14) >>> 0) % below
  }
}

suite('a server under load while its source is edited', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'livecoding-soak-')))
  const random = numbers(seed)
  let child: ChildProcess
  let asked = 0
  const answers = new Map<number, (answer: never) => void>()
  const ask = <T>(what: object): Promise<T> => new Promise(resolve => {
    answers.set(++asked, resolve)
    child.send({ id: asked, ...what })
  })
  let parts: Parts = { handler: 0, routes: [0, 0, 0], loop: 0, listeners: [1, 2], intervals: [1] }
  const write = (next: Parts): string[] => Object.entries(files).flatMap(([name, text]) => {
    if (text(next) === text(parts)) return []
    writeFileSync(join(folder, name), text(next))
    return [name]
  })

  before(async () => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text(parts))
    child = fork(join(import.meta.dirname, 'soak/driver.mts'), [folder], { execArgv: ['--expose-gc'] })
    await new Promise<void>(resolve => {
      child.on('message', ({ id, answer }: { id: number, answer: never }) => {
        if (id === 0) resolve()
        answers.get(id)?.(answer)
        answers.delete(id)
      })
    })
  })
  after(() => {
    child.kill()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Another version of one part. */
  function edited(number: number): Parts {
    const next = structuredClone(parts)
    const among = next[random(2) === 0 ? 'listeners' : 'intervals']
    switch (random(8)) {
      case 0: next.handler = number; break
      case 1: next.routes[random(next.routes.length)] = number; break
      case 2: next.loop = number; break
      case 3: if (among.length < 5) among.splice(random(among.length + 1), 0, number); break
      case 4: among.splice(random(among.length), among.length > 1 ? 1 : 0); break
      case 5: among[random(among.length)] = number; break
      case 6: next.handler = next.loop = next.routes[0] = number; break
      case 7: next.trouble = (['syntax', 'import', 'name', 'throws'] as const)[random(4)]!; break
    }
    return next
  }

  /** Requests, one after another on a connection that is kept, until it is told to stop. */
  async function visit(port: number, state: { stop: boolean, answered: number }): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    for (let number = 0; !state.stop; number++) {
      const [oldest, before] = [parts.handler, undone]
      const body = await new Promise<string>((resolve, reject) => {
        get({ port, host: '127.0.0.1', agent, path: `/${number % 3}` }, response => {
          let text = ''
          response.on('data', chunk => { text += chunk }).on('end', () => { resolve(text) })
        }).on('error', reject)
      })
      const { handler, route } = JSON.parse(body) as { handler: number, route: number }
      assert.ok(Number.isInteger(route) && (handler >= oldest || before !== undone || undone % 2 === 1), `${body} after ${oldest}`)
      state.answered++
    }
    agent.destroy()
  }
  /** Counts undos that began or ended: an older version may answer. */
  let undone = 0

  test(`${edits} edits`, { timeout: 300_000 + edits * 200 }, async () => {
    const { port } = await ask<Counts>({})
    const state = { stop: false, answered: 0 }
    const visitors = Promise.all([1, 2, 3].map(() => visit(port, state)))
    visitors.catch(() => { state.stop = true })
    const past: Parts[] = []
    let heap = 0
    for (let number = 1; number <= edits && !state.stop; number++) {
      if (past.length > 5 && random(20) === 0) {
        undone++
        const report = await ask<UpdateReport>({ undo: true })
        assert.equal(report.status, 'applied', JSON.stringify(report.problems))
        const earlier = past.pop()!
        write(earlier)
        parts = earlier
        undone++
      } else {
        const next = edited(number)
        const report = await ask<UpdateReport>({ files: write(next) })
        assert.equal(report.status, next.trouble === undefined ? 'applied' : next.trouble === 'throws' ? 'failed' : 'rejected', `${next.trouble} ${JSON.stringify(report)}`)
        if (next.trouble === undefined) {
          if (report.files.length > 0) past.push(parts)
          parts = next
        } else {
          // What was wrong is taken out again: what runs is what the file says.
          writeFileSync(join(folder, 'effects.mts'), files['effects.mts']!(parts))
          const mended = await ask<UpdateReport>({ files: ['effects.mts'] })
          assert.deepEqual([mended.status, mended.edits], ['applied', []])
        }
      }
      if (number % 10 > 0) continue
      const counts = await ask<Counts>({})
      assert.equal(counts.port, port)
      assert.equal(counts.listeners, parts.listeners.length, `listeners after edit ${number}`)
      // One more while the loop pauses.
      assert.ok([0, 1].includes(counts.timers - parts.intervals.length), `${counts.timers} timers after edit ${number}, not ${parts.intervals.length}`)
      if (number === Math.min(100, edits / 2)) ({ heap } = counts)
    }
    await sleep(50)
    state.stop = true
    await visitors
    const counts = await ask<Counts>({})
    assert.equal(counts.loop, parts.loop)
    assert.ok(counts.rounds > edits / 10 && state.answered > edits, `${counts.rounds} rounds, ${state.answered} answers`)
    const growth = (counts.heap - heap) / 1e6
    assert.ok(growth < 4 + edits / 500, `the heap grew by ${growth} MB`)
    if (process.env['EDITS']) console.log({ ...counts, growth, ...state })
  })
})
