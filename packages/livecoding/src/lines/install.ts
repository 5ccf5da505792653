import { CallSite } from './callsite.ts'
import { installFatal } from './fatal.ts'
import { correctFrames, type Trace } from './frames.ts'
import { installHook, type Hook } from './hook.ts'
import type { Sources } from './lines.ts'

/** From here on every stack shows the lines of the files as they are when it is formatted. */
export function installLines(sources: Sources): Hook {
  const { limit } = sources.lines
  const traces = new WeakMap<object, Trace>()
  limit.install()
  const hook = installHook((given, error) => {
    if (given.some(CallSite.isCorrected)) return given
    const { sites, trace } = correctFrames(sources, given)
    if (trace) traces.set(error, trace)
    return limit.cut(sites)
  })
  const fatal = installFatal(sources, error => traces.get(error))
  return {
    uninstall() {
      fatal.uninstall()
      hook.uninstall()
      limit.uninstall()
    },
  }
}
