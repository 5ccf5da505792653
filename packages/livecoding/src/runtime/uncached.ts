import { setFlagsFromString } from 'node:v8'
import type { Evaluate } from './module.ts'

/**
 * Evaluates code that will never be evaluated again. V8 14 keeps every evaluated text and its bytecode in a cache that no
 * collection empties: a thousand updates would leave 15 MB behind. So the cache is off while our code goes through it.
 */
export function uncached(evaluate: Evaluate, code: string): unknown {
  setFlagsFromString('--no-compilation-cache')
  try {
    return evaluate(code)
  } finally {
    setFlagsFromString('--compilation-cache')
  }
}
