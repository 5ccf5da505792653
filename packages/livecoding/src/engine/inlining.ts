import { getCompileCacheDir } from 'node:module'
import { setFlagsFromString } from 'node:v8'
import { isBefore14 } from '../instrument/v8.ts'

/** V8 inlines so many bytes of bytecode into one function: half as many again as it does by itself. */
const budget = 1400

/** Somebody has said how much it shall inline. */
const isSaid = /max[-_]inlined[-_]bytecode/

/**
 * Makes up for guards: before V8 14 it counts their bytecode, run or not, and inlines less of the program's own. Later versions
 * decide by other measures.
 *
 * V8 takes compiled code that was kept for the same flags alone. So this comes when the program has started, for Node has such code for its own modules; and not
 * where the program keeps some (`NODE_COMPILE_CACHE`).
 */
export function allowForGuards(): void {
  if (!isBefore14 || getCompileCacheDir() !== undefined || process.execArgv.some(word => isSaid.test(word))) return
  setFlagsFromString(`--max-inlined-bytecode-size-cumulative=${budget}`)
}
