import { resolve } from 'node:path'
import { waitedFor } from '../1-watch/time.ts'
import type { UpdateReport } from '../8-report/report.ts'
import type { Engine } from './engine-types.ts'
import type { Listeners } from './listeners.ts'
import { areTexts, demand } from '../messages/fault.ts'
import type { Resolver } from '../loader/resolve.ts'
import type { Queue } from '../saves/queue.ts'
import { knownFiles, type Saves } from '../saves/saves.ts'
import { redo, undo } from '../undo/undo.ts'
import type { World } from '../world.ts'

interface Parts {
  world: World
  resolver: Resolver
  queue: Queue
  listeners: Listeners
  saves: Saves
  /** @throws Error LC3003 once the engine was stopped */
  ask<T>(work: () => Promise<T>): Promise<T>
  tell(report: UpdateReport, undo?: boolean): UpdateReport
  stop(): void
}

/** What `start` gives: its methods, over the parts of the engine. */
export function createEngine({ world, resolver, queue, listeners, saves, ask, tell, stop }: Parts): Engine {
  const travel = (step: typeof undo): Promise<UpdateReport | undefined> => ask(() => waitedFor(queue.enqueue(async () => {
    const report = await step(world, resolver)
    return report && tell(report, step === undo)
  })))
  return {
    on: (event: never, listener: never) => listeners.on(event, listener),
    async update(files) {
      demand(areTexts(files), 'update', 'files', files, "a list of paths, such as ['door.ts']")
      const report = await ask(() => waitedFor(saves.saved(files ? files.map(file => resolve(world.root, file)) : knownFiles(world))))
      return report ?? { type: 'update', id: world.updates, status: 'applied', files: [], ms: 0, edits: [], problems: [] }
    },
    undo: () => travel(undo),
    redo: () => travel(redo),
    modules: () => [...world.modules.values()].filter(module => !module.dormant && !module.isSpace).map(({ path, kind, version }) => ({ path, kind, version })),
    stop,
  }
}
