import type { EngineOptions } from '../engine/engine-types.ts'
import { gitIsWriting } from './git.ts'
import { createWatcher, type Watcher, type WatchOptions } from './watch.ts'

/** A watcher as the options of an engine want it, or none. */
export function follow({ watch, poll }: EngineOptions, root: string, listener: Pick<WatchOptions, 'interesting' | 'touched' | 'saved' | 'problem'>): Watcher | undefined {
  if (watch === false) return undefined
  return createWatcher({ ...poll !== undefined && { poll }, inline: watch === 'inline', isUnderWay: gitIsWriting(root), ...listener })
}
