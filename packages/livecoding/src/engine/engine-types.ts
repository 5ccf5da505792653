import type { Problem, ReadyReport, UpdateReport } from '../8-report/report.ts'

export interface EngineOptions {
  /** The folder whose files are followed and to which paths in reports are relative; the current one, unless told. */
  root?: string
  /** Globs of files to follow besides the sources under `root`. */
  include?: string[]
  /** Globs of files to leave alone. */
  exclude?: string[]
  /** Look at the files every so many milliseconds instead of waiting for the system's events. */
  poll?: number
  /** `false`: only `engine.update()` brings saves in. `'inline'`: the program asks for what was saved. */
  watch?: boolean | 'inline'
  /** `false`: make the code of all modules anew, and keep none of it on disk for the next start. */
  cache?: boolean
}

export interface LiveModule {
  path: string
  kind: 'esm' | 'cjs' | 'json'
  /** 1 as loaded; one more for each update that edited it. */
  version: number
}

export interface Engine {
  on(event: 'ready', listener: (report: ReadyReport) => void): () => void
  on(event: 'update', listener: (report: UpdateReport) => void): () => void
  /** Something about following the files at all, such as a folder that the system does not watch. */
  on(event: 'problem', listener: (problem: Problem) => void): () => void
  /** Brings in what these files hold, or any file that is followed. @throws Error LC3003 once the engine was stopped, LC3215 where `files` is no list of paths */
  update(files?: string[]): Promise<UpdateReport>
  /**
   * Takes the program back to what ran before the last update, and with each call further; the files stay as they are. Gives its report, `applied`
   * with `by: 'undo'`, or undefined where there is nothing to undo.
   */
  undo(): Promise<UpdateReport | undefined>
  /** Brings in again what the last `undo()` took away; undefined where nothing was, or an update came since. */
  redo(): Promise<UpdateReport | undefined>
  modules(): LiveModule[]
  /** Ends the engine: nothing is followed any more, and what runs goes on. */
  stop(): void
}

export type Start = (options?: EngineOptions) => Engine
