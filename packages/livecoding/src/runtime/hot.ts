import { callback } from '../effects/effect.ts'
import type { UpdateReport } from '../8-report/report.ts'
import type { LiveModule, World } from '../world.ts'

/** `import.meta.hot`, as Vite's users know it. */
export interface Hot {
  readonly data: Record<string, unknown>
  accept(...args: unknown[]): void
  dispose(callback: (data: Record<string, unknown>) => void): void
  prune(callback: (data: Record<string, unknown>) => void): void
  invalidate(message?: string): void
  on(event: 'livecoding:update', listener: (report: UpdateReport) => void): void
}

export function createHot(world: World, module: LiveModule): Hot {
  const data: Record<string, unknown> = {}
  return {
    data,
    // Every module takes its edits in place: there is nothing to accept.
    accept() {},
    dispose(dispose) { world.recorder.add(world.recorder.current() ?? module, callback(() => dispose(data))) },
    prune(prune) { world.recorder.add(module, callback(() => prune(data))) },
    invalidate() {},
    on(event, listener) { if (event === 'livecoding:update') world.listeners.add(listener) },
  }
}
