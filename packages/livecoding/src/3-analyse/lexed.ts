import type * as Lexer from 'cjs-module-lexer'
import { plainCode } from './lower/lower.ts'
import { languageOf } from './parse.ts'
import { settingsFor } from './settings.ts'
import { library } from '../library.ts'

const lexer = library<typeof Lexer>('cjs-module-lexer')

/** What Node finds in the text of a CommonJS module that `import` can name; undefined: an ES module, or nothing that parses. */
export function lexed(path: string, text: string): Lexer.Exports | undefined {
  try {
    return lexer().parse(plainCode(path, text, settingsFor(path)) ?? text)
  } catch {
    return undefined // the lexer has no other way to say so
  }
}

/** Node looks into the file itself for the names of a module that `require` has loaded, and knows no words of TypeScript there. */
export function isNamedAsWritten(path: string, text: string, name: string): boolean {
  if (languageOf(path) === 'js') return true
  try { return lexer().parse(text).exports.includes(name) } catch { return false }
}

/** Names that a statement with a call gives: guards and marks may stand in it. */
const calling = /\bdefineProperty\b|\b__export|\bObject\s*\.\s*keys\b/

/** A getter with a guard: a name that Node would take for one of a getter that does something is none for it, wherever else it is said. */
const guarded = /(\bObject\s*\.\s*defineProperty\s*\(\s*)((?:module\s*\.\s*)?exports)(\s*,\s*(["'])[^"'\\\n]*\4\s*,\s*\{\s*(?:enumerable\s*:\s*true\s*,\s*)?get\s*(?::\s*function\s*[\w$]*\s*)?\(\s*(?:\.\.\.\$lcr)?\)\s*\{if\(\$lc)/g

/**
 * The code of a module in which Node finds all names that it would find in its text. Those that are hidden are said once more, where nothing runs:
 *
 *     Object.defineProperty((exports), "roll", { enumerable: true, get: function () {if(…)…; return dice.roll } })
 *     $lc.at(3);$lc.ran(__exportStar(require("./dice"), exports))
 *     0&&(exports.roll=0);0&&__exportStar(require("./dice"))
 */
export function withNames(path: string, text: string, code: string): string {
  const said = calling.test(text) ? lexed(path, text) : undefined
  const found = said && lexed(path, code)
  if (!found) return code
  const names = said.exports.filter(name => !found.exports.includes(name)).map(name => `exports[${JSON.stringify(name)}]=`)
  const others = said.reexports.filter(specifier => !found.reexports.includes(specifier)).map(specifier => `;0&&__exportStar(require(${JSON.stringify(specifier)}))`)
  return code.replace(guarded, '$1($2)$3') + (names.length > 0 ? `;0&&(${names.join('')}0)` : '') + others.join('')
}
