import fs, { type FSWatcher } from 'node:fs'
import type { Effect } from './effect.ts'
import type { Call, Tap } from './tap.ts'

const watch = fs.watch as (path: fs.PathLike, options: object) => FSWatcher

function recordWatcher({ args: [path, options], proceed, record }: Call): unknown {
  const watcher = proceed() as FSWatcher
  const given = typeof options === 'string' ? { encoding: options } : { ...options as object }
  record(watching(watcher, path as fs.PathLike, given))
  return watcher
}

function watching(made: FSWatcher, path: fs.PathLike, options: object): Effect {
  const held = new WeakRef(made)
  /** The one that watches: `made`, or after a restore the one that works for it. */
  let working = held

  return {
    kind: 'watcher',
    name: `watcher ${String(path)}`,
    isOver() {
      const watcher = working.deref()
      return !watcher || (watcher as unknown as { _handle?: unknown })._handle === null
    },
    dispose() {
      const watcher = held.deref()
      if (!watcher) return undefined
      watcher.close()
      return {
        restore() {
          const substitute = watch(path, options)
          workFor(watcher, substitute)
          working = new WeakRef(substitute)
        }
      }
    }
  }
}

/** A closed watcher cannot start again. The new one reports through it, and is closed through it. */
function workFor(watcher: FSWatcher, substitute: FSWatcher): void {
  const { emit } = watcher
  substitute.emit = (...args: unknown[]) => Reflect.apply(emit, watcher, args)
  for (const key of ['close', 'ref', 'unref'] as const) {
    const value = () => (substitute[key](), watcher)
    Object.defineProperty(watcher, key, { value, configurable: true, writable: true })
  }
}

export const watchers: Tap[] = [{ target: fs, key: 'watch', around: recordWatcher }]
