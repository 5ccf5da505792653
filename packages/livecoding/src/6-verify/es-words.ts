import type { Node } from '../3-analyse/ast.ts'
import { esWord } from '../3-analyse/es-words.ts'
import { programOf, type SyntaxProblem } from '../3-analyse/parse.ts'
import type { Model } from '../3-analyse/shapes.ts'

/** TypeScript's parser takes `import` and `export` in a CommonJS module, and Node does not: the first one that a save brings. */
export function esWordIn(before: Model, after: Model): SyntaxProblem | undefined {
  const known = new Set(before.placed.map(({ chunk }) => chunk))
  for (const { chunk, start } of after.placed) {
    if (known.has(chunk) || !/^(?:import\b|export\b|@.*\bexport\b)/s.test(chunk.source)) continue
    const [statement] = programOf(after.path, chunk.source, 'module').body as Node[]
    const word = statement && esWord(statement)
    if (word) return { message: `Cannot use ${word} statement outside a module`, at: start }
  }
  return undefined
}
