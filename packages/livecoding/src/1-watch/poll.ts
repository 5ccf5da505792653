import { statSync } from 'node:fs'
import { leadsNowhere, list, type Listener, type WatchedFolder } from './folder.ts'
import { timeOfDay } from './time.ts'

/** Watches a folder by looking at it again and again; who made it calls `look`. */
export function pollFolder(folder: string, listener: Listener): WatchedFolder {
  let seen = new Map<string, string>()

  function looked(): Map<string, string> {
    const found = new Map<string, string>()
    for (const path of list(folder, listener) ?? seen.keys()) {
      const looks = signature(path) ?? seen.get(path)
      if (looks) found.set(path, looks)
    }
    return found
  }

  seen = looked()
  return {
    look() {
      const found = looked()
      for (const [path, looks] of found) {
        if (seen.get(path) !== looks || looks.endsWith(fresh)) listener.touched(path)
      }
      for (const path of seen.keys()) if (!found.has(path)) listener.touched(path)
      seen = found
    },
    touchAll() {
      for (const path of new Set([...seen.keys(), ...list(folder, listener) ?? []])) listener.touched(path)
    },
    close() {},
  }
}

const fresh = ' fresh'

/** What a change of the file changes: empty if there is no file, undefined if nobody may know. */
function signature(path: string): string | undefined {
  try {
    const { mtimeNs, ctimeNs, size, ino } = statSync(path, { bigint: true })
    // Clocks of file systems tick every few milliseconds, some every two seconds. Within the tick of the last change
    // another one of the same size could not be told from it, so until then the file counts as changed.
    const tick = ctimeNs % 1_000_000_000n === 0n ? 2000 : 20
    const age = Math.abs(timeOfDay() - Number(ctimeNs / 1_000_000n))
    return `${mtimeNs} ${ctimeNs} ${size} ${ino}${age <= tick ? fresh : ''}`
  } catch (error) {
    return leadsNowhere(error) ? '' : undefined
  }
}
