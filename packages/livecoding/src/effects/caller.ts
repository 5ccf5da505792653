import { asV8HasThem } from '../lines/hook.ts'

type Wrapper = (...args: never[]) => unknown

const libraries = /[\\/]node_modules[\\/]/
/** Node's methods that only hand on what their caller asked for: `once` calls `on`, `Readable.on` calls `EventEmitter.on`. */
const handsOn = /(?:^|\.)(?:on|addListener|once|prependListener|prependOnceListener)$/

/** Whose code called the function `above`: what Node does inside is no effect of the program. */
export function callerOf(above: Wrapper): 'node' | 'library' | 'program' {
  for (const site of callSites(above)) {
    const file = site.getFileName()
    if (!file && !site.isEval()) continue
    if (!file?.startsWith('node:')) return file && libraries.test(file) ? 'library' : 'program'
    if (!handsOn.test(site.getFunctionName() ?? '')) return 'node'
  }
  return 'node'
}

/** Whose code it is shows without looking up its lines. */
const plainSites = asV8HasThem((_, sites) => sites)

function callSites(above: Wrapper): NodeJS.CallSite[] {
  const { prepareStackTrace, stackTraceLimit } = Error
  const holder: { stack?: unknown } = {}
  try {
    Error.prepareStackTrace = plainSites
    Error.stackTraceLimit = 8
    Error.captureStackTrace(holder, above)
    return holder.stack as NodeJS.CallSite[]
  } finally {
    Error.prepareStackTrace = prepareStackTrace
    Error.stackTraceLimit = stackTraceLimit
  }
}
