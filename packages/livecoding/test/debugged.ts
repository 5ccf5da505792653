import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { TestContext } from 'node:test'
import { pathToFileURL } from 'node:url'
import connect from 'chrome-remote-interface'
import type { UpdateReport } from '../src/index.ts'

const bin = join(import.meta.dirname, '..', 'bin', 'livecoding.js')

/** What the library does not type, as the protocol of browsers has it not. */
interface WorkerDomain {
  on(event: string, listener: (params: { sessionId: string, message: string }) => void): void
  send(method: string, params: object): Promise<unknown>
}

interface Frame { functionName: string, location: { lineNumber: number } }

/**
 * Where a breakpoint binds is looked at here, in code that V8 interprets: it passes breakpoints in baseline code of a function that is made anew
 * for each call, as that of edited closures is, where none of these functions is alive as the breakpoint is set (docs/limits.md).
 */
const interpreted = ['--no-opt', '--no-maglev', '--no-sparkplug']

/** A program under the engine and the inspector, and the places where a client with breakpoints sees it stop. */
export class Debugged {
  readonly file: string
  readonly stops: string[] = []
  #lines: string[] = []
  #said = new EventTarget()
  #child
  #client: connect.Client | undefined
  #isOver = false
  constructor(context: TestContext, source: string, { name = 'main.mjs', flags = ['--inspect=0'] }: { name?: string, flags?: string[] } = {}) {
    this.file = join(mkdtempSync(join(tmpdir(), 'livecoding-breakpoints-')), name)
    writeFileSync(this.file, source)
    const env = { ...process.env, NODE_OPTIONS: undefined, NODE_TEST_CONTEXT: undefined }
    this.#child = spawn(process.execPath, [...interpreted, ...flags, bin, 'run', '--report', 'json', this.file], { cwd: join(this.file, '..'), env })
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      createInterface({ input: stream }).on('line', line => {
        this.#lines.push(line)
        this.#said.dispatchEvent(new Event('line'))
      })
    }
    context.after(async () => {
      this.#isOver = true
      await this.#client?.close()
      this.#child.kill('SIGKILL')
    })
  }

  /** The next line that matches. */
  async says(pattern: RegExp): Promise<string> {
    for (;;) {
      const at = this.#lines.findIndex(line => pattern.test(line))
      if (at >= 0) return this.#lines.splice(at, 1)[0]!
      await once(this.#said, 'line')
    }
  }

  async start(): Promise<void> {
    await this.says(/^ready/)
    await this.attach()
  }

  /** A client comes to the inspector that is open. */
  async attach(): Promise<void> {
    const port = Number(/127\.0\.0\.1:(\d+)/.exec(await this.says(/^Debugger listening/))![1])
    this.#client = await connect({ port })
    const { Debugger } = this.#client
    Debugger.paused(({ callFrames }) => {
      this.#stopped(callFrames)
      void Debugger.resume().catch((error: unknown) => { if (!this.#isOver) throw error })
    })
    await Debugger.enable()
  }

  async set(line: number, how: 'url' | 'urlRegex' = 'url'): Promise<string> {
    const { breakpointId } = await this.#client!.Debugger.setBreakpointByUrl(this.#at(line, how))
    return breakpointId
  }

  #at(line: number, how: 'url' | 'urlRegex'): { lineNumber: number } {
    const url = pathToFileURL(this.file).href
    return { [how]: how === 'url' ? url : `^${url.replaceAll('.', '\\.')}$`, lineNumber: line - 1 }
  }

  /** Sets breakpoints in the worker thread of the program, as clients do: through the inspector of the main thread. */
  async setInWorker(lines: readonly number[]): Promise<void> {
    const client = this.#client as unknown as WorkerDomain
    const attached = new Promise<string>(resolve => { client.on('NodeWorker.attachedToWorker', ({ sessionId }) => { resolve(sessionId) }) })
    await client.send('NodeWorker.enable', { waitForDebuggerOnStart: false })
    const sessionId = await attached
    const answers = new Map<number, () => void>()
    const send = (method: string, params: object = {}): Promise<void> => new Promise(resolve => {
      answers.set(answers.size, resolve)
      void client.send('NodeWorker.sendMessageToWorker', { sessionId, message: JSON.stringify({ id: answers.size - 1, method, params }) })
    })
    client.on('NodeWorker.receivedMessageFromWorker', ({ message }) => {
      const { id, method, params } = JSON.parse(message) as { id?: number, method?: string, params: { callFrames: Frame[] } }
      if (id !== undefined) answers.get(id)!()
      if (method !== 'Debugger.paused') return
      this.#stopped(params.callFrames)
      void send('Debugger.resume')
    })
    await send('Debugger.enable')
    for (const line of lines) await send('Debugger.setBreakpointByUrl', this.#at(line, 'urlRegex'))
  }

  #stopped([frame]: readonly Frame[]): void { this.stops.push(`${frame!.functionName || 'closure'}:${frame!.location.lineNumber + 1}`) }

  remove(breakpointId: string): Promise<void> { return this.#client!.Debugger.removeBreakpoint({ breakpointId }) }

  /** Gives the report. */
  async save(text: string): Promise<UpdateReport> {
    writeFileSync(this.file, text)
    const report = JSON.parse(await this.says(/"type":"update"/)) as UpdateReport
    assert.equal(report.status, 'applied')
    return report
  }

  openInspector(): void { this.#child.kill('SIGUSR1') }

  go(): void { this.#child.stdin.write('go\n') }

  /** Where the program stops on its way through all three functions. */
  async run(): Promise<string[]> {
    this.stops.length = 0
    this.go()
    await this.says(/^sum/)
    return [...this.stops]
  }
}
