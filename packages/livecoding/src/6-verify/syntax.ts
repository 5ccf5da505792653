import { relative } from 'node:path'
import { pointAt } from '../3-analyse/line-ends.ts'
import type { SyntaxProblem } from '../3-analyse/parse.ts'
import type { Problem } from '../8-report/report.ts'
import { loadedAs } from '../loader/loaded-as.ts'
import { problem } from '../messages/message.ts'
import type { World } from '../world.ts'

/** A file that nothing but its syntax says the format of runs as what it was loaded as. */
export function syntaxProblem(world: World, path: string, text: string, { message, at }: SyntaxProblem): Problem {
  const format = loadedAs(world, path, text)
  return { ...problem('LC1001', { detail: message, ...format === 'CommonJS' && { format } }), file: relative(world.root, path), ...pointAt(text, at) }
}
