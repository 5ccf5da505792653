import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** One folder that is watched, in whatever way. */
export interface WatchedFolder {
  /** A regular look, for what no event tells. */
  look(): void
  /** Touches every file that is here or was: for when something may have been missed. The content decides later. */
  touchAll(): void
  close(): void
}

/** What a watched folder talks to. */
export interface Listener {
  interesting(path: string): boolean
  /** A file was created, changed, deleted, renamed, or may have been. Says whether anybody cares. */
  touched(path: string): boolean
  /** The system does not let us watch this folder. */
  refused(folder: string, error: NodeJS.ErrnoException): void
}

const nowhere = new Set(['ENOENT', 'ENOTDIR', 'ELOOP'])

/** True when the path leads to no file and no folder, which may change. */
export function leadsNowhere(error: unknown): boolean {
  return nowhere.has((error as NodeJS.ErrnoException).code ?? '')
}

/** The interesting paths in a folder: none if it is gone, undefined if it does not let us see. */
export function list(folder: string, listener: Listener): string[] | undefined {
  try {
    return readdirSync(folder).map(name => join(folder, name)).filter(path => listener.interesting(path))
  } catch (error) {
    return leadsNowhere(error) ? [] : undefined
  }
}
