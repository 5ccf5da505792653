import { soon } from '../1-watch/time.ts'
import type { ReadyReport } from '../8-report/report.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'

export interface Ready {
  /** Node has found the file that the program starts with. */
  entered(url: string): void
  begun(module: LiveModule): void
  ended(module: LiveModule): void
}

/**
 * Tells once that the program runs: when its entry has come to its end; or when it waits at its top level, for ever
 * perhaps, and nothing is loaded any more. Of an entry that is not followed only the latter can be seen.
 *
 *     entry begins ── ends ──────────────────────────> ready
 *          └── waits ── a turn of the event loop that loads nothing ──> ready
 */
export function whenReady(world: World, tell: (report: ReadyReport) => void): Ready {
  let isTold = false
  const isEntry = (module: LiveModule): boolean => !isTold && module.url === world.entry
  const ready = (): void => {
    isTold = true
    tell({ type: 'ready', pid: process.pid, modules: world.modules.size - world.spaces.size })
  }
  const look = (before: number): (() => void) => soon(() => {
    if (isTold) return
    if (world.modules.size === before) ready()
    else look(world.modules.size)
  })
  return {
    entered(url) { if (!world.isManaged(url)) look(-1) },
    begun(module) { if (isEntry(module)) look(0) },
    ended(module) { if (isEntry(module)) ready() },
  }
}
