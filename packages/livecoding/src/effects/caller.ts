import { asV8HasThem } from '../lines/hook.ts'

type Wrapper = (...args: never[]) => unknown

const libraries = /[\\/]node_modules[\\/]/
/** Node's methods that only hand on what their caller asked for: `once` calls `on`, `Readable.on` calls `EventEmitter.on`. */
const handsOn = /(?:^|\.)(?:on|addListener|once|prependListener|prependOnceListener|addAbortListener)$/
/** What stands between them in `once(emitter, 'open')` and `on(emitter, 'open')`, which give a promise and an iterator. */
const within = /^(?:eventTargetAgnosticAddListener|addEventListener)?$/

/** Whose code called the function `above`: what Node does inside is no effect of the program. */
export function callerOf(above: Wrapper): 'node' | 'library' | 'program' {
  // Mostly the first one says it, and costs a third of eight.
  return callerIn(callSites(above, 1)) ?? callerIn(callSites(above, 8)) ?? 'node'
}

function callerIn(sites: readonly NodeJS.CallSite[]): 'node' | 'library' | 'program' | undefined {
  for (const site of sites) {
    const file = site.getFileName()
    if (!file && !site.isEval()) continue
    if (!file?.startsWith('node:')) return file && libraries.test(file) ? 'library' : 'program'
    const name = site.getFunctionName() ?? ''
    if (!handsOn.test(name) && !(file === 'node:events' && within.test(name))) return 'node'
  }
  return undefined
}

const sourceOf = Reflect.get(Function.prototype, 'toString') as (this: unknown) => string
const nodesOwn = new WeakSet<object>()

/**
 * The same behind a wait, where Node registers its own functions with each request that a program makes: what Node
 * registered once, and what is neither the code of the program nor bound, is Node's the next time too.
 */
export function lateCallerOf(above: Wrapper, handed: unknown): 'node' | 'library' | 'program' {
  const listener = (handed as { listener?: unknown } | undefined)?.listener ?? handed
  if (typeof listener !== 'function') return callerOf(above)
  if (nodesOwn.has(listener)) return 'node'
  const by = callerOf(above)
  if (by === 'node' && !/\$lc|\[native code\]/.test(sourceOf.call(listener))) nodesOwn.add(listener)
  return by
}

/** Whose code it is shows without looking up its lines. */
const plainSites = asV8HasThem((_, sites) => sites)

/** The frames under this function, as V8 has them. */
export function callSites(above: Wrapper, limit: number): NodeJS.CallSite[] {
  const { prepareStackTrace, stackTraceLimit } = Error
  const holder: { stack?: unknown } = {}
  try {
    Error.prepareStackTrace = plainSites
    Error.stackTraceLimit = limit
    Error.captureStackTrace(holder, above)
    return holder.stack as NodeJS.CallSite[]
  } finally {
    Error.prepareStackTrace = prepareStackTrace
    Error.stackTraceLimit = stackTraceLimit
  }
}
