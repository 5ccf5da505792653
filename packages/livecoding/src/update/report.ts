import { relative } from 'node:path'
import { threadId } from 'node:worker_threads'
import type { EditReport, Problem, UpdateReport } from '../8-report/report.ts'
import type { World } from '../world.ts'
import type { Attempt } from './outcome.ts'

/** What a person is told of a try; its paths become relative to the folder in which the program was started. */
export function report(world: World, result: Attempt, paths: readonly string[], started: number): UpdateReport {
  const short = (path: string): string => path.startsWith('/') ? relative(world.root, path) : path
  const edits: EditReport[] = result.edits.map(edit => ({ ...edit, module: short(edit.module) }))
  const problems: Problem[] = result.problems.map(problem => problem.file === undefined ? problem : { ...problem, file: short(problem.file) })
  const ms = Math.round((performance.now() - started) * 100) / 100
  return { type: 'update', id: ++world.updates, ...threadId > 0 && { thread: threadId }, status: result.status, files: paths.map(short), ms, edits, problems }
}
