import { extname } from 'node:path'
import { parseSync } from 'oxc-parser'
import type { Node } from './ast.ts'
import type { Format } from './shapes.ts'

export interface SyntaxProblem { message: string, at: number }
export interface Parsed { program: Node, errors: SyntaxProblem[] }

export type Language = 'js' | 'jsx' | 'ts' | 'tsx'

export function languageOf(path: string): Language {
  const extension = extname(path)
  if (extension === '.ts' || extension === '.mts' || extension === '.cts') return 'ts'
  return extension === '.tsx' ? 'tsx' : extension === '.jsx' ? 'jsx' : 'js'
}

/** A tree in TS-ESTree's shape for every language, and all early errors with their offsets. */
export function parse(path: string, text: string, format: Format, language: Language = languageOf(path)): Parsed {
  const { program, errors } = parseSync(path, text, {
    lang: language, astType: 'ts', range: true, preserveParens: false, showSemanticErrors: true,
    sourceType: format === 'commonjs' ? 'commonjs' : 'module',
  })
  const problems = errors.filter(error => error.severity === 'Error').map(error => ({ message: error.message, at: (/already been declared/.test(error.message) ? error.labels.at(-1) : error.labels[0])?.start ?? 0 }))
  return { program: program as unknown as Node, errors: problems }
}
