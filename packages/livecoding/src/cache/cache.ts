import { existsSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { after, now } from '../1-watch/time.ts'
import { fingerprint } from '../3-analyse/hash.ts'
import { settingsByFolder } from '../3-analyse/settings.ts'
import type { Format } from '../3-analyse/shapes.ts'
import type { Problem } from '../8-report/report.ts'
import type { Globs } from '../loader/managed.ts'
import { problem } from '../messages/message.ts'
import { cacheFolder } from './folder.ts'
import { engineIdentity } from './identity.ts'
import { pack, readPack, sizeOf, type Entry, type Packed } from './pack.ts'
import { save, saveAtOnce } from './save.ts'

/** Instrumented code of earlier starts. */
export interface Cache {
  /** Numbers up to here may belong to modules that are not loaded yet. */
  highest(): number
  /** What an earlier start made of this text, whatever became of the file meanwhile. */
  find(path: string, text: string, format: Format): Entry | undefined
  add(path: string, entry: Omit<Entry, 'path' | 'settings'>, hasSettings: boolean): void
  close(): void
}

export const noCache: Cache = { highest: () => -1, find: () => undefined, add() {}, close() {} }

/** Once nothing was loaded for so many milliseconds, the program has started. */
const quiet = 300

/** As many bytes one program may keep; what its last run did not load goes first. */
const largest = 64 * 2 ** 20

/**
 * The code of one program's modules in one file: reading a file for each module would cost more than it saves.
 * The file is read at the first question, and written again, if there is news, once the program has started or ends.
 */
export function openCache(root: string, { include = [], exclude = [] }: Globs, tell: (problem: Problem) => void, entry = process.argv[1] ?? ''): Cache {
  const engine = engineIdentity()
  if (engine === undefined) return noCache
  const folder = cacheFolder(root)
  const name = fingerprint([relative(folder, root), relative(root, entry), ...include, '!', ...exclude])
  return createCache(root, join(folder, `${basename(entry)}-${name}.pack`), engine, tell)
}

export function createCache(root: string, file: string, engine: string, tell: (problem: Problem) => void): Cache {
  const fresh = new Map<string, Packed>()
  const used = new Map<string, Packed>()
  let settingsOf = settingsByFolder()
  let known: Map<string, Packed> | undefined
  let last = 0
  let cancel: (() => void) | undefined

  const short = (path: string): string => relative(root, path).split(sep).join('/')
  const read = (): Map<string, Packed> => known ??= readPack(file, engine)

  function loading(): void {
    last = now()
    cancel ??= after(quiet, started)
  }

  /** Until the next module is loaded, nothing is kept in memory. */
  function started(): void {
    if (now() - last < quiet) {
      cancel = after(quiet, started)
      return
    }
    cancel = undefined
    const entries = fresh.size > 0 ? contents() : undefined
    forget()
    if (entries) write(entries)
  }

  /** A program that ends meanwhile writes it at once. */
  function write(entries: Packed[]): void {
    const atOnce = (): void => ending(entries)
    process.once('exit', atOnce)
    void save(file, engine, entries).catch(failed).finally(() => process.removeListener('exit', atOnce))
  }

  function forget(): void {
    process.removeListener('exit', ended)
    fresh.clear()
    used.clear()
    settingsOf = settingsByFolder()
    known = undefined
  }

  const ended = (): void => ending(contents())

  function ending(entries: readonly Packed[]): void {
    try { saveAtOnce(file, engine, entries) } catch (error) { failed(error) }
  }

  const failed = (error: unknown): void => tell(problem('LC3104', { folder: dirname(file), reason: (error as Error).message }))

  /** What is new, what was used, and what other runs left for files that are still there; each number once. */
  function contents(): Packed[] {
    const there = [...readPack(file, engine).values()].filter(({ path }) => !fresh.has(path) && !used.has(path) && existsSync(resolve(root, path)))
    const ids = new Set<number>()
    let size = 0
    return [...fresh.values(), ...used.values(), ...there].filter(each => {
      if (ids.has(each.id) || size + sizeOf(each) > largest) return false
      size += sizeOf(each)
      return ids.add(each.id)
    })
  }

  return {
    highest: () => Math.max(-1, ...[...read().values()].map(({ id }) => id)),
    find(path, text, format) {
      loading()
      const found = read().get(short(path))
      if (!found || found.format !== format || !found.isOf(text)) return undefined
      const entry = found.entry()
      if (entry.settings !== undefined && entry.settings !== settingsOf(path)) return undefined
      used.set(found.path, found)
      return entry
    },
    add(path, entry, hasSettings) {
      if (fresh.size === 0) process.once('exit', ended)
      const packed = pack({ ...entry, path: short(path), ...(hasSettings && { settings: settingsOf(path) }) })
      fresh.set(packed.path, packed)
    },
    close() {
      cancel?.()
      cancel = undefined
      if (fresh.size > 0) ended()
      forget()
    },
  }
}
