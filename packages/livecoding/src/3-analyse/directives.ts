import type { Node } from './ast.ts'
import type { Format } from './shapes.ts'

/** Behind the brace of a function's body, and behind `"use strict"`. */
export function behindDirectives(open: number, statements: readonly Node[]): number {
  let entry = open + 1
  for (const statement of statements) {
    if (typeof statement.directive !== 'string') break
    entry = statement.end
  }
  return entry
}

/** Where the `'use strict'` of a whole script ends; 0 without one. */
export function strictEnd(text: string): number {
  const match = /^(?:\s|\/\*(?:[^*]|\*(?!\/))*\*\/|\/\/.*[\n\r\u2028\u2029])*(?:(["'])use strict\1[ \t]*;?)/.exec(text)
  return match ? match[0].length : 0
}

export const isSloppy = (text: string, format: Format): boolean => format === 'commonjs' && strictEnd(text) === 0
