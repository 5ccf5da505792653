import { statSync, watch, type FSWatcher } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { leadsNowhere, list, type Listener, type WatchedFolder } from './folder.ts'
import { pollFolder } from './poll.ts'

/** A folder that exists: the one to watch or, while that is gone, its nearest parent. */
interface Place {
  path: string
  /** Another one when a new folder has taken the path; an inode number alone is soon used again. */
  identity: string
}

/**
 *   watched ──the folder goes──> its nearest existing parent is watched ──it comes back──> watched
 *      └──────── the system refuses ────────> polled
 */
export function watchFolder(folder: string, listener: Listener): WatchedFolder {
  const known = new Set<string>()
  let place: Place | undefined
  let watcher: FSWatcher | undefined
  let polled: WatchedFolder | undefined

  function stop(): void {
    watcher?.close()
    watcher = place = undefined
  }

  function start(): void {
    for (let tries = 0; tries < 10; tries++) {
      stop()
      try {
        const found = nearest(folder)
        watcher = watch(found.path, { persistent: false }, heard).on('error', stop)
        place = found
      } catch (error) {
        if (goesAway(error)) continue
        listener.refused(folder, error as NodeJS.ErrnoException)
        polled = pollFolder(folder, listener)
        return
      }
      // It may have come, gone or been replaced while we turned to it: what we watch must be what is there now.
      if (nearest(folder).identity === place.identity) return
    }
  }

  function heard(event: string, name: string | null): void {
    if (place === undefined) return
    if (place.path !== folder) {
      const next = relative(place.path, folder).split(sep)[0]
      if (name === null || name === next || name === basename(place.path)) look()
      return
    }
    if (name === null) return again()
    const path = join(folder, name)
    if (listener.touched(path)) known.add(path)
    // A folder that is deleted or moved away tells its own name.
    if (event === 'rename' && name === basename(folder)) again()
  }

  function again(): void {
    start()
    touchAll()
  }

  // The working directory of a process is not told when it is deleted, nor any folder when one above it is replaced.
  function look(): void {
    if (polled) polled.look()
    else if (nearest(folder).identity !== place?.identity) again()
  }

  function touchAll(): void {
    for (const path of list(folder, listener) ?? []) known.add(path)
    for (const path of known) listener.touched(path)
  }

  start()
  for (const path of list(folder, listener) ?? []) known.add(path)
  return { look, touchAll, close: stop }
}

function nearest(folder: string): Place {
  for (let path = folder; ; path = dirname(path)) {
    const identity = identify(path)
    if (identity !== undefined || path === dirname(path)) return { path, identity: `${path} ${identity}` }
  }
}

function identify(path: string): string | undefined {
  try {
    const stats = statSync(path, { bigint: true })
    return stats.isDirectory() ? `${stats.dev} ${stats.ino} ${stats.birthtimeNs}` : undefined
  } catch {
    return undefined
  }
}

/** Windows answers EPERM for a folder that is being deleted. */
function goesAway(error: unknown): boolean {
  return leadsNowhere(error) || (process.platform === 'win32' && (error as NodeJS.ErrnoException).code === 'EPERM')
}
