import { relative } from 'node:path'
import { pointAt } from '../3-analyse/line-ends.ts'
import type { SyntaxProblem } from '../3-analyse/parse.ts'
import type { Problem } from '../8-report/report.ts'
import { problem } from '../messages/message.ts'
import type { World } from '../world.ts'

export function syntaxProblem(world: World, path: string, text: string, { message, at }: SyntaxProblem): Problem {
  return { ...problem('LC1001', { detail: message }), file: relative(world.root, path), ...pointAt(text, at) }
}
