import { mkdtempSync, realpathSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { start, type Engine, type Problem, type UpdateReport } from '../src/index.ts'

/** What modules of these programs import as the events library: the one that the test itself has. */
export const library = JSON.stringify(new URL('../src/events/index.ts', import.meta.url).href)

/** Programs in files of their own, followed by an engine in the process of the test. */
export class InProcess {
  readonly folder: string
  readonly engine: Engine
  readonly problems: Problem[] = []

  constructor() {
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), 'livecoding-in-process-')))
    this.engine = start({ root: this.folder, watch: false })
    this.engine.on('problem', problem => { this.problems.push(problem) })
  }

  write(name: string, text: string): string {
    writeFileSync(join(this.folder, name), text)
    return join(this.folder, name)
  }

  async load<T = Record<string, never>>(name: string, text: string): Promise<T> {
    return await import(pathToFileURL(this.write(name, text)).href) as T
  }

  /** Saves files together; `undefined` deletes. */
  async save(files: Record<string, string | undefined>): Promise<UpdateReport> {
    return this.engine.update(Object.entries(files).map(([name, text]) => {
      if (text !== undefined) return this.write(name, text)
      unlinkSync(join(this.folder, name))
      return join(this.folder, name)
    }))
  }

  end(): void {
    this.engine.stop()
    rmSync(this.folder, { recursive: true })
  }
}
