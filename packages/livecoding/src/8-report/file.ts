import { appendFileSync, statSync, truncateSync } from 'node:fs'
import { problem } from '../messages/message.ts'
import { json } from './json.ts'
import type { Problem, Report } from './report.ts'

/**
 * A reader of reports that appends each to `file` as one line of JSON.
 *
 * The program must not suffer from a full disk: what goes wrong is told once, and the next report is tried again.
 * The file is opened anew each time, so it may be moved or deleted while the program runs.
 */
export function reportFile(file: string, tell: (problem: Problem) => void): (report: Report) => void {
  let told = false
  return report => {
    try {
      append(file, json(report))
    } catch (error) {
      if (!told) tell(problem('LC3102', { file, reason: reason(error) }))
      told = true
    }
  }
}

/** All of `line` or nothing of it: half a line would spoil the next one too. */
function append(file: string, line: string): void {
  const before = statSync(file, { throwIfNoEntry: false })
  try {
    appendFileSync(file, line)
  } catch (error) {
    if (before?.isFile()) truncateSync(file, before.size)
    throw error
  }
}

function reason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.replace(/, \w+( '.*)?$/s, '') // ", open '/logs/x'": the message names the file by itself
}
