// The keys, in a real terminal: util-linux `script` runs a command in one and passes on what is typed into it.
import assert from 'node:assert/strict'
import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { project } from './fixtures/start.ts'

const cli = join(import.meta.dirname, 'fixtures/livecoding.mjs')
const script = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') ?? false

class Terminal {
  #shown = ''
  #child: ChildProcessWithoutNullStreams
  #ended: Promise<unknown>

  constructor(program: string, options: string) {
    const run = `${process.execPath} ${cli} run ${options.replace('&', '')} main.mjs`
    const job = options.includes('&') ? `set -m; ${run} & wait %1` : run
    const command = `trap : INT; ${job}; echo "code $?"; stty -a` // the trap: the shell outlives Ctrl-C
    const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, NODE_TEST_CONTEXT: undefined }
    this.#child = spawn('script', ['-qfc', command, '/dev/null'], { cwd: project({ 'main.mjs': program }), env })
    this.#child.stdout.on('data', data => { this.#shown += data })
    this.#ended = new Promise(done => this.#child.on('close', done))
  }

  type(keys: string): void {
    this.#child.stdin.write(keys)
  }

  /** Waits until the terminal shows this, and looks only at what comes behind it from then on. */
  async shows(text: RegExp): Promise<string> {
    for (const end = Date.now() + 60_000; Date.now() < end;) {
      const match = text.exec(this.#shown)
      if (match) {
        this.#shown = this.#shown.slice(match.index + match[0].length)
        return match[0]
      }
      await new Promise(done => setTimeout(done, 5))
    }
    throw new assert.AssertionError({ message: `${text} is not in ${JSON.stringify(this.#shown)}` })
  }

  async end(): Promise<void> {
    this.#child.stdin.end()
    this.#child.kill('SIGKILL')
    await this.#ended
  }
}

async function terminal(program: string, options: string, story: (terminal: Terminal) => Promise<void>): Promise<void> {
  const opened = new Terminal(program, options)
  try {
    await story(opened)
  } finally {
    await opened.end()
  }
}

const stays = 'console.log("pid", process.pid); setInterval(() => {}, 1000); process.on("exit", () => console.log("bye"))'

suite('keys', { skip: script ? false : 'needs `script` of util-linux', timeout: 600_000 }, () => {
  test('help, the live modules, undo and quit', () => terminal(stays, '', async screen => {
    await screen.shows(/follows 2 modules {2}\(h: keys\)/)
    screen.type('h')
    await screen.shows(/u {2}undo the last update/)
    screen.type('l')
    await screen.shows(/2 live modules\s+json {2}data\.json\s+esm {3}tile\.ts {2}version 3/)
    screen.type('u')
    await screen.shows(/✓ applied undone\.ts/)
    screen.type('u')
    await screen.shows(/no update to undo/)
    screen.type('q')
    await screen.shows(/bye\s+code 0/)
    await screen.shows(/ icanon/)
  }))

  test('a restart says goodbye and keeps the process id and the terminal', () => terminal(stays, '', async screen => {
    const first = await screen.shows(/pid \d+/)
    await screen.shows(/h: keys/)
    screen.type('r')
    await screen.shows(/livecoding restarts\s+bye\s+/)
    assert.equal(await screen.shows(/pid \d+/), first)
    await screen.shows(/^\s+livecoding follows/) // and no warning in between
    screen.type('q')
    await screen.shows(/code 0/)
  }))

  test('Ctrl-C ends even a program that hangs', () => terminal('console.log("hangs"); for (;;);', '', async screen => {
    await screen.shows(/hangs/)
    screen.type('\x03')
    await screen.shows(/code 130/)
    await screen.shows(/ icanon/)
  }))

  test('a program that listens for Ctrl-C says its own goodbye after q', () => {
    const program = `${stays}; process.on('SIGINT', () => { console.log('closing'); process.exit(5) })`
    return terminal(program, '', async screen => {
      await screen.shows(/h: keys/)
      screen.type('q')
      await screen.shows(/closing\s+bye\s+code 5/)
    })
  })

  test('they do not keep a program alive', () => terminal('setTimeout(() => console.log("done"), 100)', '', async screen => {
    await screen.shows(/done\s+code 0/)
    await screen.shows(/ icanon/)
  }))

  test('they step aside when the program reads the keyboard', () => {
    const program = 'setTimeout(() => { process.stdin.on("data", text => console.log("read", JSON.stringify(String(text)))); console.log("asks") }, 300); process.stdin.isTTY'
    return terminal(program, '', async screen => {
      await screen.shows(/h: keys/)
      screen.type('l')
      await screen.shows(/live modules/)
      await screen.shows(/asks/)
      screen.type('l\r')
      await screen.shows(/read "l\\n"/)
    })
  })

  test('they are not offered to who is asked by the program', () => {
    const program = 'import { createInterface } from "node:readline"; const asks = createInterface({ input: process.stdin, output: process.stdout }); asks.question("name? ", name => { console.log("hello", name); asks.close() })'
    return terminal(program, '', async screen => {
      await screen.shows(/follows 2 modules\s*\n/)
      screen.type('hall\r')
      await screen.shows(/hello hall/)
    })
  })

  test('in the background they leave the terminal alone, or the system would stop the program', () => {
    return terminal('setTimeout(() => console.log("done"), 100)', '&', async screen => {
      await screen.shows(/follows 2 modules\s+done\s.*code 0/s)
    })
  })

  test('there are none with --no-keys and in silence', async () => {
    for (const options of ['--no-keys', '--report silent']) {
      await terminal('console.log("asks"); process.stdin.once("data", text => { console.log("read", JSON.stringify(String(text))); process.exit() })', options, async screen => {
        await screen.shows(/asks/)
        screen.type('h\r')
        await screen.shows(/read "h\\n"/)
      })
    }
  })
})
