import fs, { type StatsListener, type StatWatcher } from 'node:fs'
import type { Effect } from './effect.ts'
import type { Call, Tap } from './tap.ts'

const watchFile = fs.watchFile as (path: fs.PathLike, options: object, listener: StatsListener) => StatWatcher
const { unwatchFile } = fs

function recordWatcher({ args, proceed, record }: Call): unknown {
  const [path, options, listener] = typeof args[1] === 'function' ? [args[0], {}, args[1]] : args
  const watcher = proceed()
  record(watchedFile(watcher as StatWatcher, path as fs.PathLike, { ...options as object }, listener as StatsListener))
  return watcher
}

function watchedFile(made: StatWatcher, path: fs.PathLike, options: object, listener: StatsListener): Effect {
  let watcher = new WeakRef(made)
  const held = new WeakRef(listener)
  return {
    kind: 'watcher',
    name: `watcher ${String(path)}`,
    isOver() {
      const listener = held.deref()
      return !listener || !watcher.deref()?.listeners('change').includes(listener)
    },
    dispose() {
      const listener = held.deref()
      if (!listener) return undefined
      unwatchFile(path, listener)
      return { restore: () => void (watcher = new WeakRef(watchFile(path, options, listener))) }
    }
  }
}

export const fileWatchers: Tap[] = [{ target: fs, key: 'watchFile', around: recordWatcher }]
