import type { Node } from './ast.ts'

/** Behind the brace of a function's body, and behind `"use strict"`. */
export function behindDirectives(open: number, statements: readonly Node[]): number {
  let entry = open + 1
  for (const statement of statements) {
    if (typeof statement.directive !== 'string') break
    entry = statement.end
  }
  return entry
}
