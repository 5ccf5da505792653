import { resolve } from 'node:path'
import type { Problem } from '../8-report/report.ts'
import { createBatch, many } from './batch.ts'
import type { Listener, WatchedFolder } from './folder.ts'
import { watchFolder } from './native.ts'
import { pollFolder } from './poll.ts'
import { refusal } from './refused.ts'
import { every, soon, toldByNow } from './time.ts'

export interface WatchOptions {
  /** Milliseconds between two looks at the files. Without it the operating system tells of changes. */
  poll?: number
  /** Nothing is delivered; who asks takes what was touched. With `poll` the files are looked at then, and only then. */
  inline?: boolean
  /** More is known to come: what was touched is delivered when it has. */
  isUnderWay?: () => boolean
  interesting(path: string): boolean
  /** This one was touched; more may follow before it is delivered. */
  touched?(path: string): void
  /** Absolute paths that were, or may have been, created, changed or deleted: one call for what happened together. */
  saved(paths: string[]): void
  problem(problem: Problem): void
}

export interface Watcher {
  /** Watches the files in a folder, not those in its subfolders. Add it before reading them, and no save is missed. */
  add(folder: string): void
  /** What was touched since the last time, with what the system has told by now. */
  take(): Promise<string[]>
  close(): void
}

/** Linux drops events without a word when 16384 wait to be read; from here on we trust only our own eyes. */
const manyEvents = 4096

export function createWatcher({ poll, inline = false, isUnderWay, interesting, touched: early, saved, problem }: WatchOptions): Watcher {
  const interval = poll ?? 250
  const folders = new Map<string, WatchedFolder>()
  const told = new Set<string>()
  let touched = new Set<string>()
  let events = 0

  const taken = (): string[] => {
    if (events >= manyEvents) for (const folder of folders.values()) folder.touchAll()
    const paths = [...touched]
    touched = new Set()
    events = 0
    return paths
  }
  const toTell = new Set<string>()
  // One in each turn of the event loop: what the system tells meanwhile is heard in between.
  const tellNext = (): void => {
    const [path] = toTell
    if (path === undefined) return
    toTell.delete(path)
    early?.(path)
    soon(tellNext)
  }
  const batch = createBatch(() => {
    const paths = taken()
    if (paths.length > 0) saved(paths)
  }, isUnderWay)

  const listener: Listener = {
    interesting,
    touched(path) {
      const wanted = touched.has(path) || interesting(path)
      if (wanted) touched.add(path)
      if ((++events >= manyEvents || wanted) && !inline) batch.more()
      if (wanted && early && !inline && events < many) {
        if (toTell.size === 0) soon(tellNext)
        toTell.add(path)
      }
      return wanted
    },
    refused(folder, error) {
      const refused = refusal(folder, error, interval)
      if (!told.has(refused.hint)) problem(refused)
      told.add(refused.hint)
    },
  }

  const look = (): void => { for (const folder of folders.values()) folder.look() }
  const stopLooking = inline && poll !== undefined ? () => {} : every(interval, look)

  return {
    add(folder) {
      const path = resolve(folder)
      if (folders.has(path)) return
      folders.set(path, poll === undefined ? watchFolder(path, listener) : pollFolder(path, listener))
    },
    async take() {
      if (poll !== undefined) look()
      else await toldByNow()
      return taken()
    },
    close() {
      stopLooking()
      batch.close()
      toTell.clear()
      for (const folder of folders.values()) folder.close()
      folders.clear()
    },
  }
}
