import { relative } from 'node:path'
import { attempt } from '../update/attempt.ts'
import type { Host } from '../engine/host.ts'
import { report } from '../update/report.ts'
import type { LiveModule } from '../live-module.ts'

/**
 * Evaluates a module again from its first statement to its last, as one update: what `import.meta.hot.invalidate()` asks
 * for. Functions and classes stay the objects they are; `keep` is kept. A module that asks while this happens is not
 * evaluated once more: its top level may ask.
 */
export function invalidate({ world, resolver, enqueue, tell }: Host, module: LiveModule, message?: string): void {
  if (module.again) return
  void enqueue(async () => {
    if (module.dormant) return
    const started = performance.now()
    module.again = true
    try {
      const result = await attempt(world, resolver, new Map())
      const note = message !== undefined && { note: message }
      if (result.status === 'applied') result.edits.unshift({ action: 'rerun', kind: 'module', name: relative(world.root, module.path), module: module.path, line: 1, verdict: 'live', ...note })
      tell(report(world, result, [module.path], started))
    } finally {
      delete module.again
    }
  })
}
