import { appendFileSync, closeSync, openSync, readSync, statSync, truncateSync, type Stats } from 'node:fs'
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
  let isTold = false
  return report => {
    try {
      append(file, json(report))
    } catch (error) {
      if (!isTold) tell(problem('LC3102', { file, reason: reason(error) }))
      isTold = true
    }
  }
}

/** All of `line` or nothing of it: half a line would spoil the next one too. */
function append(file: string, line: string): void {
  const before = statSync(file, { throwIfNoEntry: false })
  try {
    appendFileSync(file, endsInLine(file, before) ? `\n${line}` : line)
  } catch (error) {
    if (before?.isFile()) truncateSync(file, before.size)
    throw error
  }
}

/** A process that was killed as it wrote may have left half a line. */
function endsInLine(file: string, stats: Stats | undefined): boolean {
  if (!stats?.isFile() || stats.size === 0) return false
  const last = Buffer.alloc(1)
  const descriptor = openSync(file, 'r')
  try {
    readSync(descriptor, last, 0, 1, stats.size - 1)
  } finally {
    closeSync(descriptor)
  }
  return last.toString() !== '\n'
}

function reason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.replace(/, \w+( '.*)?$/s, '') // ", open '/logs/x'": the message names the file by itself
}
