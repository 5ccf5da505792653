import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type * as CodeFrame from '@babel/code-frame'
import { library } from '../library.ts'
import type { Problem } from './report.ts'

const codeFrame = library<typeof CodeFrame>('@babel/code-frame')

const linesAbove = 2
const linesBelow = 2
const longestLine = 240

/** The lines around a problem as its file has them now, or nothing when there is nothing sensible to show. */
export function frame({ file, line, column }: Problem, root: string, colour: boolean): string | undefined {
  if (file === undefined || line === undefined) return undefined
  const lines = read(resolve(root, file)).split(/\r\n|[\n\r\u2028\u2029]/)
  const at = lines[line - 1]
  const first = Math.max(line - linesAbove, 1)
  const shown = lines.slice(first - 1, line + linesBelow)
  if (at === undefined || lines.length === 1 && at === '' || shown.some(text => text.length > longestLine)) return undefined
  // Columns of a report start at 1, as editors count; those of the library at 0.
  const start = { line, column: column === undefined ? at.search(/\S|$/) : column - 1 }
  return codeFrame().codeFrameColumns(shown.join('\n'), { start }, { startLine: first, forceColor: colour })
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // deleted or not readable: the report says so by itself
  }
}
