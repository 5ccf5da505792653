import { extname } from 'node:path'
import type * as Oxc from 'oxc-parser'
import { eachChild, type Node } from './ast.ts'
import { erase } from './erase/erase.ts'
import { oxc } from './oxc.ts'
import { rewritten, spaces, type Rewrite } from './rewrite.ts'
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
  const { program, errors } = parsed(path, text, format, language)
  const serious = errors.length > 0 && isFineWithoutTypes(path, text, format, language, program, errors) ? [] : errors
  const problems = serious.map(error => ({ message: error.message, at: (/already been declared|^Multiple constructor/.test(error.message) ? error.labels.at(-1) : error.labels[0])?.start ?? 0 }))
  return { program, errors: problems }
}

/** The tree of a text that was parsed before: it has no errors, or those it has by itself do not count. */
export const programOf = (path: string, text: string, format: Format): Node => parsed(path, text, format, languageOf(path)).program

function parsed(path: string, text: string, format: Format, language: Language): { program: Node, errors: Oxc.OxcError[] } {
  const { program, errors } = oxc().parseSync(path, text, {
    lang: language, astType: 'ts', preserveParens: false, showSemanticErrors: true,
    sourceType: format === 'commonjs' ? 'commonjs' : 'module',
  })
  return { program: program as unknown as Node, errors: errors.filter(error => error.severity === 'Error') }
}

/**
 * TypeScript forbids what runs all the same, as `f(a?, b)` and two methods of one name: its parser's objections count
 * where JavaScript's, which sees the same statements without their types, has some too.
 */
function isFineWithoutTypes(path: string, text: string, format: Format, language: Language, program: Node, errors: readonly Oxc.OxcError[]): boolean {
  if (!language.startsWith('ts')) return false
  const places = errors.flatMap(({ labels }) => labels.map(({ start }) => start))
  const statements = (program.body as Node[]).filter(({ start, end }) => places.some(at => at >= start && at < end))
  if (statements.length === 0) return false
  const plain = statements.map(statement => withoutTypes(statement, text)).join('\n;')
  return parsed(path, plain, format, language === 'ts' ? 'js' : 'jsx').errors.length === 0
}

function withoutTypes(statement: Node, text: string): string {
  const blanks: Rewrite[] = []
  const visit = (node: Node, parent: Node | undefined): void => {
    const whole = erase(node, parent, text, (at, end, replacement = '') => blanks.push({ at, end, text: replacement + spaces(text.slice(at + replacement.length, end)) }))
    if (!whole) eachChild(node, child => visit(child, node))
  }
  visit(statement, undefined)
  return rewritten(text, statement.start, statement.end, blanks)
}
