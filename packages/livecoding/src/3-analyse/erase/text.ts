// The text between two nodes: the tree has no entry for `?`, `!`, `,`, modifiers and comments.

/** Replaces a range by the replacement, if any, and then spaces; line ends stay where they are. */
export type Blank = (start: number, end: number, replacement?: string) => void

const slash = 47
const star = 42
const space = 32

/** The position of the first character at or after `at` that is neither white space nor in a comment. */
export function skipTrivia(text: string, at: number): number {
  for (;;) {
    const code = text.charCodeAt(at)
    if (code === slash) {
      const next = text.charCodeAt(at + 1)
      if (next === slash) at = lineEnd(text, at)
      else if (next === star) at = text.indexOf('*/', at + 2) + 2
      else return at
    } else if (isSpace(code)) at++
    else return at
  }
}

/** The end of the word (a modifier, a keyword) that starts at `at`; `at` itself when no word starts there. */
export function wordEnd(text: string, at: number): number {
  while (isLowercase(text.charCodeAt(at))) at++
  return at
}

/** The end of the name before a `?` or `!`. Not `name.length`: a name may be written with `\u` escapes. */
export function nameEnd(text: string, at: number): number {
  for (;;) {
    const code = text.charCodeAt(at)
    if (code === 63 || code === 33 || code === slash || isSpace(code) || Number.isNaN(code)) return at
    at++
  }
}

/** Whether a word may stand before `at`: `return <`, `async <`. A comment there counts as one, for it may follow a word. */
export function followsWord(text: string, at: number): boolean {
  do at--
  while (isSpace(text.charCodeAt(at)))
  return /[\w/]/.test(text.charAt(at))
}

export function hasNewline(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (isNewline(text.charCodeAt(at))) return true
  return false
}

/** Past the `)`, `]` or `}` of a list that opens at `open`; holes and a last comma are skipped. */
export function afterList(items: readonly ({ end: number } | null)[], open: number, text: string): number {
  let at = skipTrivia(text, items.findLast((item) => item !== null)?.end ?? open + 1)
  while (text[at] === ',') at = skipTrivia(text, at + 1)
  return at + 1
}

/** The next character behind the parentheses around what ends at `at`: the tree has no entry for them. */
export function behindParentheses(at: number, text: string): number {
  const next = skipTrivia(text, at)
  return text[next] === ')' ? behindParentheses(next + 1, text) : next
}

/** `in` and `instanceof` may be the names of class members, but after an expression they go on with it. */
export function isOperatorWord(at: number, text: string): boolean {
  const word = text.slice(at, wordEnd(text, at))
  return word === 'in' || word === 'instanceof'
}

/** Blanks the `?` or `!` that comes next. */
export function eraseMark(from: number, text: string, blank: Blank, replacement?: string): void {
  const at = skipTrivia(text, from)
  blank(at, at + 1, replacement)
}

function lineEnd(text: string, at: number): number {
  while (at < text.length && !isNewline(text.charCodeAt(at))) at++
  return at
}

function isNewline(code: number): boolean {
  return code === 10 || code === 13 || code === 0x2028 || code === 0x2029
}

function isLowercase(code: number): boolean {
  return code >= 97 && code <= 122
}

function isSpace(code: number): boolean {
  return code <= space || (code >= 0xa0 && /\s/.test(String.fromCharCode(code)))
}
