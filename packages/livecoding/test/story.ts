import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { UpdateReport } from '../src/8-report/report.ts'
import { Program } from './scenario/program.ts'

export function write(folder: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}

/** A program in a folder of its own, and what is told of its files; the report file is beside the folder. */
export class Story {
  readonly folder: string
  readonly report: string
  readonly #program: Program
  readonly #signal: AbortSignal
  #told: UpdateReport[] = []

  private constructor(folder: string, report: string, program: Program, signal: AbortSignal) {
    this.folder = folder
    this.report = report
    this.#program = program
    this.#signal = signal
  }

  static async start(t: TestContext, files: Record<string, string>, prepare: (folder: string) => void = () => {}, as?: { uid?: number, gid?: number }): Promise<Story> {
    const home = realpathSync(mkdtempSync(join(tmpdir(), 'faults-')))
    const folder = join(home, 'program')
    mkdirSync(folder)
    copyFileSync(join(import.meta.dirname, 'scenario/driver.mjs'), join(folder, 'driver.mjs'))
    write(folder, { 'package.json': '{ "type": "module" }\n', ...files })
    prepare(folder)
    const report = join(home, 'report.jsonl')
    const program = new Program(folder, ['--no-cache'], report, as)
    t.after(async () => {
      await program.kill()
      rmSync(home, { recursive: true, force: true })
    })
    // Before the test's own limit, which would not say what was told.
    const signal = AbortSignal.any([t.signal, AbortSignal.timeout(550_000)])
    await program.ready(signal)
    return new Story(folder, report, program, signal)
  }

  async kill(): Promise<void> { await this.#program.kill() }

  path(name: string): string { return join(this.folder, name) }

  /** As one save. */
  write(files: Record<string, string>): void {
    if (Object.keys(files).length > 1) this.#program.unseen(() => write(this.folder, files))
    else write(this.folder, files)
  }

  /** The updates up to the first that looks like this. */
  async told(wanted: (update: UpdateReport) => boolean): Promise<UpdateReport[]> {
    for (;;) {
      this.#told.push(...this.#program.updates())
      const at = this.#told.findIndex(wanted)
      if (at >= 0) return this.#told.splice(0, at + 1)
      if (this.#program.hasEnded) throw new Error(`the program ended; it had printed: ${this.#program.printed}`)
      await sleep(5, undefined, { signal: this.#signal }).catch((error: unknown) => { throw Object.assign(error as Error, { message: `not told; so far: ${JSON.stringify(this.#told)}` }) })
    }
  }

  async applied(): Promise<UpdateReport> { return (await this.told(update => update.status === 'applied')).at(-1)! }
  async problem(code: string): Promise<UpdateReport> { return (await this.told(update => update.problems.some(each => each.code === code))).at(-1)! }

  async probe(input: unknown = null): Promise<unknown> {
    const answer = await this.#program.probe(input, this.#signal)
    return 'value' in answer ? answer.value : answer
  }
}
