import { resolve } from 'node:path'
import { isatty } from 'node:tty'
import { isMainThread } from 'node:worker_threads'
import { wantsColour } from '../8-report/colours.ts'
import { reportFile } from '../8-report/file.ts'
import { json } from '../8-report/json.ts'
import { pretty, prettyProblem, type PrettyOptions } from '../8-report/pretty.ts'
import type { Problem, Report } from '../8-report/report.ts'
import type { Engine } from '../engine/engine-types.ts'
import { tell } from './tell.ts'

export interface ReportOptions {
  /** The folder in which the program was started. */
  root: string
  report: 'pretty' | 'json' | 'silent'
  reportFile?: string
}

/** Tells a person and the report file what an engine does; that the program is ready, only the main thread says. `hasKeys`: whether keys are listened to by now. */
export function tellAll(engine: Engine, options: ReportOptions, hasKeys = (): boolean => false): void {
  for (const reader of readers(options, hasKeys)) {
    if (isMainThread) engine.on('ready', reader)
    engine.on('update', reader)
  }
  engine.on('problem', problem => tellProblem(problem, options))
}

/** A problem that belongs to no update. */
export function tellProblem(problem: Problem, options: ReportOptions): void {
  if (options.report === 'pretty') tell(`${prettyProblem(problem, style(options))}\n`)
  if (options.report === 'json') tell(`${JSON.stringify({ type: 'problem', ...problem })}\n`)
}

const style = ({ root }: ReportOptions): PrettyOptions => ({ root, colour: wantsColour(process.env, isatty(2)) })

/** Who reads the reports: the file first, for who waits on it, then the terminal. */
function readers(options: ReportOptions, hasKeys: () => boolean): ((report: Report) => void)[] {
  const look = style(options)
  const list: ((report: Report) => void)[] = []
  if (options.reportFile !== undefined) {
    list.push(reportFile(resolve(options.root, options.reportFile), problem => {
      if (options.report !== 'silent') tell(`${prettyProblem(problem, look)}\n`)
    }))
  }
  if (options.report === 'pretty') list.push(report => tell(pretty(report, { ...look, keys: report.type === 'ready' && hasKeys() })))
  if (options.report === 'json') list.push(report => tell(json(report)))
  return list
}
