import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { suite, test, type TestContext } from 'node:test'
import { pathToFileURL } from 'node:url'
import connect from 'chrome-remote-interface'

const bin = join(import.meta.dirname, '..', 'bin', 'livecoding.js')

const source = `let n = 0
function first(x) {
  n++
  return x + 1
}
function second(x) {
  n++
  return x + 2
}
const closures = [1].map(k => y => {
  n++
  return y + k
})
process.stdin.on('data', () => { console.log('sum', first(1) + second(1) + closures[0](1)) })
console.log('ready')
`

/** A program under the engine and the inspector, and the places where a client with breakpoints sees it stop. */
class Debugged {
  readonly file = join(mkdtempSync(join(tmpdir(), 'livecoding-breakpoints-')), 'main.mjs')
  readonly stops: string[] = []
  #lines: string[] = []
  #said = new EventTarget()
  #child
  #client: connect.Client | undefined
  constructor(context: TestContext) {
    writeFileSync(this.file, source)
    const env = { ...process.env, NODE_OPTIONS: undefined, NODE_TEST_CONTEXT: undefined }
    this.#child = spawn(process.execPath, ['--inspect=0', bin, 'run', '--report', 'json', this.file], { cwd: join(this.file, '..'), env })
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
    const port = Number(/127\.0\.0\.1:(\d+)/.exec(await this.says(/^Debugger listening/))![1])
    await this.says(/^ready/)
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

  async save(text: string): Promise<void> {
    writeFileSync(this.file, text)
    assert.match(await this.says(/"type":"update"/), /"status":"applied"/)
  }

  /** Where the program stops on its way through all three functions. */
  async run(): Promise<string[]> {
    this.stops.length = 0
    this.#child.stdin.write('go\n')
    await this.says(/^sum/)
    return [...this.stops]
  }
}

suite('breakpoints that are set by file and line', () => {
  const edited = source.replace('x + 2', 'x + 22').replace('x + 1', 'x + 11').replace('y + k', 'y + k + 1')

  test('before a save: they stop in the new code', async context => {
    const program = new Debugged(context)
    await program.start()
    for (const line of [4, 8, 12]) await program.set(line)
    assert.deepEqual(await program.run(), ['first:4', 'second:8', 'closure:12'])
    await program.save(edited)
    assert.deepEqual(await program.run(), ['first:4', 'second:8', 'closure:12'])
  })

  test('in a function that was not edited: they stop there and nowhere else', async context => {
    const program = new Debugged(context)
    await program.start()
    await program.set(4)
    await program.set(12)
    await program.save(source.replace('x + 2', 'x + 22'))
    assert.deepEqual(await program.run(), ['first:4', 'closure:12'])
  })

  test('after a save that moved and edited them: they stop at the new lines', async context => {
    const program = new Debugged(context)
    await program.start()
    await program.save(`// one\n// two\n// three\n${edited}`)
    // As VS Code sets them. With a plain url V8 looks for the text that the line had in the script that it found first.
    for (const line of [7, 11, 15]) await program.set(line, 'urlRegex')
    assert.deepEqual(await program.run(), ['first:7', 'second:11', 'closure:15'])
  })

  test('they follow a function that moves and is edited in one save', async context => {
    const program = new Debugged(context)
    await program.start()
    const id = await program.set(8)
    await program.save(`// one\n// two\n${source.replace('x + 2', 'x + 22')}`)
    assert.deepEqual(await program.run(), ['second:10'])
    await program.remove(id)
    assert.deepEqual(await program.run(), [])
  })
})
