import { resolve } from 'node:path'
import type { Problem } from '../8-report/report.ts'
import { createBatch } from './batch.ts'
import type { Listener, WatchedFolder } from './folder.ts'
import { watchFolder } from './native.ts'
import { pollFolder } from './poll.ts'
import { refusal } from './refused.ts'
import { every } from './time.ts'

export interface WatchOptions {
  /** Milliseconds between two looks at the files. Without it the operating system tells of changes. */
  poll?: number
  interesting(path: string): boolean
  /** Absolute paths that were, or may have been, created, changed or deleted: one call for what happened together. */
  saved(paths: string[]): void
  problem(problem: Problem): void
}

export interface Watcher {
  /** Watches the files in a folder, not those in its subfolders. Add it before reading them, and no save is missed. */
  add(folder: string): void
  close(): void
}

/** Linux drops events without a word when 16384 wait to be read; from here on we trust only our own eyes. */
const manyEvents = 4096

export function createWatcher({ poll, interesting, saved, problem }: WatchOptions): Watcher {
  const interval = poll ?? 250
  const folders = new Map<string, WatchedFolder>()
  const told = new Set<string>()
  let touched = new Set<string>()
  let events = 0

  const batch = createBatch(() => {
    if (events >= manyEvents) for (const folder of folders.values()) folder.touchAll()
    const paths = [...touched]
    touched = new Set()
    events = 0
    if (paths.length > 0) saved(paths)
  })

  const listener: Listener = {
    interesting,
    touched(path) {
      const wanted = touched.has(path) || interesting(path)
      if (wanted) touched.add(path)
      if (++events >= manyEvents || wanted) batch.more()
      return wanted
    },
    refused(folder, error) {
      const refused = refusal(folder, error, interval)
      if (!told.has(refused.hint)) problem(refused)
      told.add(refused.hint)
    },
  }

  const stopLooking = every(interval, () => {
    for (const folder of folders.values()) folder.look()
  })

  return {
    add(folder) {
      const path = resolve(folder)
      if (folders.has(path)) return
      folders.set(path, poll === undefined ? watchFolder(path, listener) : pollFolder(path, listener))
    },
    close() {
      stopLooking()
      batch.close()
      for (const folder of folders.values()) folder.close()
      folders.clear()
    },
  }
}
