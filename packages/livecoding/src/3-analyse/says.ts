import { DEFAULT } from './items/exported.ts'

/** Source that lacks a word does not use what has this name, unless letters are written as escapes. */
export const says = (source: string, name: string): boolean => hasWord(source, name === DEFAULT ? 'default' : name) || source.includes('\\u')

/** The source may have one of the names: `sizes.hall` where it has `sizes`, `require('./sizes')` where it has `require`. */
export function saysOne(source: string, names: Iterable<string>): boolean {
  let any = false
  for (const name of names) {
    if (hasWord(source, name === DEFAULT ? 'default' : name.split(/[.(]/, 1)[0]!)) return true
    any = true
  }
  return any && source.includes('\\u')
}

/** Most of a file declares something: where statements alone count it need not be analysed. */
export const isDeclaration = (source: string): boolean =>
  /^\s*(?:import\b(?!\s*[.(])|(?:export|function|class|const|let|var|enum)\b|(?:async|interface|type|declare|namespace|abstract)\s+[\w$])/.test(source)

/** `door` is no word of `doors`. */
function hasWord(source: string, word: string): boolean {
  for (let at = source.indexOf(word); at >= 0; at = source.indexOf(word, at + 1)) {
    if (!isLetter(source.charCodeAt(at - 1)) && !isLetter(source.charCodeAt(at + word.length))) return true
  }
  return false
}

/** Of the letters that names have, those of ASCII: a word beside others is taken for the name. */
const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 36 || code === 95
