/**
 * What an update tells the world. The CLI, the report file, the library's events and the tests all read these values;
 * printing is only one reader of them.
 *
 *   save ──> UpdateReport { status, edits: what was done, problems: what a person must know }
 */
export interface UpdateReport {
  type: 'update'
  /** Counts the updates of this process, from 1. */
  id: number
  /** How it ended; an undo, too, is an update that is applied or not. */
  status: 'applied' | 'rejected' | 'failed'
  /** Paths relative to the folder in which the program was started. */
  files: string[]
  /** Milliseconds from the first look at the files to the end of the update. */
  ms: number
  edits: EditReport[]
  problems: Problem[]
  /** No save: a person took the last update back, or brought it in again. */
  by?: 'undo' | 'redo'
  /** The worker thread whose copy of the program this is about, by its `threadId`; the main thread says none. */
  thread?: number
}

export interface ReadyReport {
  type: 'ready'
  pid: number
  /** How many managed modules the program has loaded. */
  modules: number
}

export type Report = ReadyReport | UpdateReport

export type Action = 'patched' | 'added' | 'removed' | 'renamed' | 'moved' | 'rerun' | 'kept' | 'disposed'

export type Kind =
  | 'function' | 'class' | 'method' | 'accessor' | 'constructor' | 'field' | 'static' | 'closure'
  | 'loop' | 'variable' | 'statement' | 'import' | 'export' | 'enum' | 'module'

/** What an edit means for those who hold the old thing. */
export type Verdict = 'live' | 'next-call' | 'new-only' | 'stale'

export interface EditReport {
  action: Action
  kind: Kind
  /** As a person would say it: `Tile.render`, `greet`, `limit`. */
  name: string
  module: string
  line: number
  verdict: Verdict
  note?: string
}

export interface Problem {
  severity: 'error' | 'warning'
  /** `LC` and four digits; `docs/problems.md` has a section for each. */
  code: string
  message: string
  hint: string
  file?: string
  line?: number
  column?: number
}
