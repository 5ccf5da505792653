import { transformSync } from 'oxc-transform'
import { eachChild, type Node } from './ast.ts'
import { isErasable, vanishes } from './erase.ts'
import { languageOf, type SyntaxProblem } from './parse.ts'

export interface Lowered { code: string, errors: SyntaxProblem[] }

/** Words without which no statement needs a transformer: most statements are not searched. */
const hint = /\b(?:enum|namespace|module|constructor|import|export\s*=)|@|<[\w>]/

/** Enums, namespaces with values, parameter properties, JSX and decorators cannot be erased. */
export function needsLowering(statement: Node, text: string): boolean {
  if (!hint.test(text.slice(statement.start, statement.end))) return false
  let found = false
  const search = (node: Node): void => {
    if (found || vanishes(node)) return
    if (!isErasable(node, text)) found = true
    else eachChild(node, search)
  }
  search(statement)
  return found
}

export function lower(path: string, source: string): Lowered {
  const { code, errors } = transformSync(path, source, { lang: languageOf(path), sourceType: 'module', typescript: { onlyRemoveTypeImports: true }, target: 'esnext' })
  return { code: code.trimEnd(), errors: errors.filter(error => error.severity === 'Error').map(error => ({ message: error.message, at: error.labels[0]?.start ?? 0 })) }
}
