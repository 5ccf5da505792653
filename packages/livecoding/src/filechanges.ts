import { readdirSync, statSync } from 'node:fs'
import { basename, join, resolve, sep } from 'node:path'
import { waitedFor } from './1-watch/time.ts'
import { createWatcher, type Watcher } from './1-watch/watch.ts'
import { look } from './2-read/look.ts'
import { read } from './2-read/read.ts'
import type { Problem } from './8-report/report.ts'
import { fault } from './messages/fault.ts'

export type { Problem } from './8-report/report.ts'

export type What = 'added' | 'changed' | 'deleted'
export interface FileChange { path: string, what: What }

export interface FileChangesOptions {
  /** Look at the files every so many milliseconds instead of waiting for the system's events. */
  poll?: number
  /** The program pumps: nothing is told before it calls `process`. With `poll` (of any number) the files are looked at then. */
  inline?: boolean
  /** Which files count, by their absolute paths; all, unless told. */
  accepts?(path: string): boolean
  /** Which folders are entered; all but `node_modules` and those that begin with a dot, unless told. */
  enters?(path: string): boolean
  /** What changed together, in one call. */
  onChange?(changes: FileChange[]): unknown
  /** A folder that the system does not watch (`ENOSPC` and the like) and that is polled instead; a file that cannot be read. */
  onProblem?(problem: Problem): unknown
}

/**
 * Tells which files of some folders were added, changed and deleted. What a file holds decides, not its time stamp: a save
 * of equal content is nothing, and a file that an editor replaces in two steps is one change.
 *
 * @example
 * const changes = new FileChanges({ accepts: path => path.endsWith('.md'), onChange: found => console.log(found) })
 * changes.add('./docs')
 * changes.close()
 */
export class FileChanges {
  readonly #options: FileChangesOptions
  readonly #watcher: Watcher
  readonly #seen = new Map<string, string | undefined>()
  readonly #folders = new Set<string>()
  #queue: Promise<unknown> = Promise.resolve()

  constructor(options: FileChangesOptions = {}) {
    this.#options = options
    this.#watcher = createWatcher({
      ...options.poll !== undefined && { poll: options.poll }, inline: options.inline ?? false,
      interesting: () => true, saved: paths => { void this.#take(paths) }, problem: found => { this.#problem(found) },
    })
  }

  /**
   * Follows the files in a folder and in the folders below it.
   *
   * @throws Error LC3205 where the folder does not exist or cannot be read
   */
  add(folder: string): void {
    try {
      for (const file of this.#enter(resolve(folder))) this.#seen.set(file, look(file).text)
    } catch (error) {
      throw fault('LC3205', { folder, reason: (error as Error).message }, error)
    }
  }

  /**
   * What changed since the last call, told to `onChange` too: for programs that decide themselves when code may change.
   *
   * @example
   * const changes = new FileChanges({ inline: true })
   * changes.add('./docs')
   * for (const { path, what } of await changes.process()) console.log(what, path)
   * changes.close()
   */
  async process(): Promise<FileChange[]> {
    return waitedFor(this.#watcher.take().then(paths => this.#take(paths)))
  }

  /** Takes a change that the program knows of by itself. */
  async changed(path: string, _what: What): Promise<FileChange[]> {
    return waitedFor(this.#take([resolve(path)]))
  }

  close(): void {
    this.#watcher.close()
  }

  /** One after the other, so that changes are told in their order. */
  #take(paths: readonly string[]): Promise<FileChange[]> {
    const done = this.#queue.then(() => this.#read(paths))
    this.#queue = done.catch(() => {})
    return done
  }

  async #read(paths: readonly string[]): Promise<FileChange[]> {
    const files = new Set(paths.flatMap(path => this.#filesAt(path)))
    const { files: saved, problems } = await read([...files], path => this.#seen.get(path))
    for (const problem of problems) this.#problem(problem)
    const changes = saved.map(({ path, text }): FileChange => ({ path, what: text === undefined ? 'deleted' : this.#seen.get(path) === undefined ? 'added' : 'changed' }))
    for (const { path, text } of saved) this.#seen.set(path, text)
    if (changes.length > 0) await this.#options.onChange?.(changes)
    return changes
  }

  #problem(problem: Problem): void { this.#options.onProblem?.(problem) }

  /** A folder that came stands for its files; one that went, for those it had. */
  #filesAt(path: string): string[] {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return this.#enters(path) ? this.#enter(path) : []
    if (this.#seen.get(path) === undefined && this.#folders.delete(path)) return [...this.#seen.keys()].filter(each => each.startsWith(path + sep))
    return this.#accepts(path) ? [path] : []
  }

  #enter(folder: string): string[] {
    // Watched before it is listed: a file that comes meanwhile is told.
    this.#watcher.add(folder)
    this.#folders.add(folder)
    return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return this.#enters(path) ? this.#enter(path) : []
      return this.#accepts(path) ? path : []
    })
  }

  #accepts(path: string): boolean { return this.#options.accepts?.(path) ?? true }

  #enters(path: string): boolean {
    return this.#options.enters?.(path) ?? (basename(path) !== 'node_modules' && !basename(path).startsWith('.'))
  }
}
