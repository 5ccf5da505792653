import { endOfLine } from './line-ends.ts'

/** The next offset that is neither white space nor comment. */
export function skip(code: string, at: number): number {
  for (;;) {
    const character = code[at]
    if (character !== undefined && (character <= ' ' || (character > '\u007f' && /\s/.test(character)))) at++
    else if (character === '/' && code[at + 1] === '/') at = endOfLine(code, at)
    else if (character === '/' && code[at + 1] === '*') {
      const end = code.indexOf('*/', at + 2)
      at = end < 0 ? code.length : end + 2
    } else return at
  }
}

/** The offset of `token`, with nothing but white space, comments and `between` before it. */
export function find(code: string, from: number, token: string, between = ''): number {
  let at = skip(code, from)
  while (!code.startsWith(token, at)) {
    if (at >= code.length || !between.includes(code[at]!)) throw new Error(`expected ${token} at offset ${from} of: ${code.slice(from, from + 40)}`)
    at = skip(code, at + 1)
  }
  return at
}
