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

/** A program under the engine and the inspector, and the places where a client with breakpoints sees it stop. */
export class Debugged {
  readonly file: string
  readonly stops: string[] = []
  #lines: string[] = []
  #said = new EventTarget()
  #child
  #client: connect.Client | undefined
  constructor(context: TestContext, source: string, { name = 'main.mjs', flags = ['--inspect=0'] }: { name?: string, flags?: string[] } = {}) {
    this.file = join(mkdtempSync(join(tmpdir(), 'livecoding-breakpoints-')), name)
    writeFileSync(this.file, source)
    const env = { ...process.env, NODE_OPTIONS: undefined, NODE_TEST_CONTEXT: undefined }
    this.#child = spawn(process.execPath, [...flags, bin, 'run', '--report', 'json', this.file], { cwd: join(this.file, '..'), env })
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      createInterface({ input: stream }).on('line', line => {
        this.#lines.push(line)
        this.#said.dispatchEvent(new Event('line'))
      })
    }
    context.after(async () => {
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
    Debugger.paused(({ callFrames: [frame] }) => {
      this.stops.push(`${frame!.functionName || 'closure'}:${frame!.location.lineNumber + 1}`)
      void Debugger.resume()
    })
    await Debugger.enable()
  }

  async set(line: number, how: 'url' | 'urlRegex' = 'url'): Promise<string> {
    const url = pathToFileURL(this.file).href
    const { breakpointId } = await this.#client!.Debugger.setBreakpointByUrl({ [how]: how === 'url' ? url : `^${url.replaceAll('.', '\\.')}$`, lineNumber: line - 1 })
    return breakpointId
  }

  remove(breakpointId: string): Promise<void> { return this.#client!.Debugger.removeBreakpoint({ breakpointId }) }

  /** Gives the report. */
  async save(text: string): Promise<UpdateReport> {
    writeFileSync(this.file, text)
    const report = JSON.parse(await this.says(/"type":"update"/)) as UpdateReport
    assert.equal(report.status, 'applied')
    return report
  }

  openInspector(): void { this.#child.kill('SIGUSR1') }

  /** Where the program stops on its way through all three functions. */
  async run(): Promise<string[]> {
    this.stops.length = 0
    this.#child.stdin.write('go\n')
    await this.says(/^sum/)
    return [...this.stops]
  }
}
