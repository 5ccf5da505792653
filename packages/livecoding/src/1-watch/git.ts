import { readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { timeOfDay } from './time.ts'

/** A lock that is older was left behind by a git that crashed; nobody waits for it. */
const oldest = 60_000

/**
 * Whether git is writing files of the working copy in which this folder is: it holds the lock of its index while it
 * switches branches, merges, rebases or puts a stash back. Half of what it writes would make an update that cannot be.
 */
export function gitIsWriting(folder: string): () => boolean {
  const lock = lockFor(folder)
  return () => {
    const stats = lock === undefined ? undefined : statSync(lock, { throwIfNoEntry: false })
    return stats !== undefined && Math.abs(timeOfDay() - stats.mtimeMs) < oldest
  }
}

function lockFor(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const git = join(at, '.git')
    const stats = statSync(git, { throwIfNoEntry: false })
    if (stats) return join(stats.isDirectory() ? git : elsewhere(git, at), 'index.lock')
    if (at === dirname(at)) return undefined
  }
}

/** A linked working copy, or a submodule, has a file that says where its folder is. */
const elsewhere = (file: string, folder: string): string => resolve(folder, readFileSync(file, 'utf8').replace(/^gitdir: /, '').trim())
