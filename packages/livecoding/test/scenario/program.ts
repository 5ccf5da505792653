import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Report, UpdateReport } from '../../src/8-report/report.ts'

const bin = join(import.meta.dirname, '../../bin/livecoding.js')
const node = process.env['SCENARIO_NODE'] ?? process.execPath

export type Answer = { value: unknown } | { error: string }

/** A program under `livecoding run`: what it answers, what it prints and what its report file says. */
export class Program {
  printed = ''
  #child: ChildProcess
  #report: string
  #seen = 0

  constructor(folder: string, flags: string[], report = join(folder, '.report.jsonl'), as: { uid?: number, gid?: number } = {}) {
    this.#report = report
    const words = [bin, 'run', '--report-file', this.#report, ...flags, 'driver.mjs']
    const env = { ...process.env, NO_COLOR: '1', NODE_TEST_CONTEXT: undefined, NODE_OPTIONS: undefined }
    this.#child = spawn(node, words, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], ...as })
    for (const stream of [this.#child.stdout, this.#child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => { this.printed += text })
  }

  async ready(signal: AbortSignal): Promise<void> {
    while (!this.#reports().some(({ type }) => type === 'ready')) {
      if (this.#child.exitCode !== null) throw new Error('it ended before it was ready')
      await sleep(5, undefined, { signal })
    }
    this.#seen = this.#reports().length
  }

  async probe(input: unknown, signal: AbortSignal): Promise<Answer> {
    const ended = new AbortController()
    const death = once(this.#child, 'exit', { signal: ended.signal }).then(() => { throw new Error('the program ended') })
    try {
      this.#child.send({ input })
      const [answer] = await Promise.race([once(this.#child, 'message', { signal }), death]) as [Answer]
      return answer
    } finally {
      ended.abort()
      death.catch(() => {})
    }
  }

  /** The updates that were reported since the last call. */
  updates(): UpdateReport[] {
    const reports = this.#reports()
    const fresh = reports.slice(this.#seen).filter(report => report.type === 'update')
    this.#seen = reports.length
    return fresh
  }

  /**
   * The program sees nothing of this work until all of it is done. On a busy machine who writes several files is kept waiting
   * between two of them, sometimes for longer than any save takes: half of it would come first, and that is another story.
   */
  unseen<T>(work: () => T): T {
    this.#child.kill('SIGSTOP')
    try { return work() } finally { this.#child.kill('SIGCONT') }
  }

  get hasEnded(): boolean { return this.#child.exitCode !== null || this.#child.signalCode !== null }

  async kill(): Promise<void> {
    if (this.hasEnded) return
    this.#child.kill('SIGKILL')
    await once(this.#child, 'exit')
  }

  #reports(): Report[] {
    try {
      return readFileSync(this.#report, 'utf8').split('\n').slice(0, -1).map(line => JSON.parse(line) as Report)
    } catch {
      return [] // not there yet
    }
  }
}
