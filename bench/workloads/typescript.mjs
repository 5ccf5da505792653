import { readFileSync } from 'node:fs'
import ts from './typescript/typescript.cjs'

const text = readFileSync(new URL('./typescript/typescript.cjs', import.meta.url), 'utf8').slice(0, 2_000_000)

/** TypeScript's scanner reads two million characters of itself. */
export function work() {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, text)
  while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken);
}
