import { look } from '../2-read/look.ts'
import { read, settled, type Save, type SavedFile } from '../2-read/read.ts'
import { analyseAhead } from './ahead.ts'
import { placeOf } from '../7-apply/failure.ts'
import type { Problem, UpdateReport } from '../8-report/report.ts'
import type { Files } from '../update/files.ts'
import { textGiven } from '../loader/others.ts'
import type { Resolver } from '../loader/resolve.ts'
import { problem } from '../messages/message.ts'
import { filesOf } from '../namespaces/folders.ts'
import { isInDirectory } from '../namespaces/members.ts'
import { refused } from '../update/outcome.ts'
import type { Queue } from './queue.ts'
import { report } from '../update/report.ts'
import { tryAgain, update } from '../update/update.ts'
import { givenUp } from '../update/waiting.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'

/** What becomes of saved files: read, brought into the program, told. One save after the other, so none is lost. */
export interface Saves {
  /** These were touched. Gives the report; undefined where the program has nothing to do with what they hold now. */
  saved(paths: readonly string[]): Promise<UpdateReport | undefined>
  /** One was touched; more may follow. */
  touched(path: string): void
  /** A module begins that was saved after Node had linked it: its edit had nothing to change until now. */
  begun(module: LiveModule): void
}

interface Around {
  world: World
  resolver: Resolver
  queue: Queue
  tell(report: UpdateReport): UpdateReport
}

export function createSaves({ world, resolver, queue, tell }: Around): Saves {
  const take = async (save: Save): Promise<UpdateReport | undefined> => {
    for (const { path, text, marked } of save.files) {
      world.seen.set(path, text)
      if (marked) world.marked.add(path)
      else world.marked.delete(path)
    }
    const bring = async (): Promise<UpdateReport | undefined> => update(world, resolver, await asGiven(world, save.files), paths => settle(world, paths))
    const report = save.files.length > 0 ? await untilExit(save.files, bring) : undefined
    if (report) tell(report)
    return save.problems.length > 0 ? tell(unreadable(world, save.problems)) : report
  }
  /** A program that ends before the save is in place tells that. */
  async function untilExit<T>(files: readonly SavedFile[], work: () => Promise<T>): Promise<T> {
    const started = performance.now()
    const told = files.filter(({ path }) => world.modules.has(path) || world.waiting.has(path))
    const exited = (code: number): void => {
      const [first] = told
      if (!first) return
      const ended = problem('LC1404', { code: String(code) }, placeOf(world, new Error()) ?? { file: first.path })
      tell(report(world, { ...refused([ended]), status: 'failed' }, told.map(({ path }) => path), started))
    }
    process.once('exit', exited)
    try { return await work() } finally { process.removeListener('exit', exited) }
  }
  /** Saves that are not in place yet. */
  let open = 0
  const again = async (): Promise<void> => {
    const files = givenUp(world).map(path => ({ path, text: world.waiting.get(path)!.text }))
    if (open > 0 || files.length === 0) return
    const report = await untilExit(files, () => tryAgain(world, resolver))
    if (report) tell(report)
  }
  return {
    touched(path) {
      const module = world.modules.get(path)
      if (!module?.runtime || module.dormant || module.kind === 'json' || world.isRewritten || queue.isBusy()) return
      // Whatever is wrong, the update finds it again and tells it.
      try { analyseAhead(module) } catch { delete module.ahead }
    },
    saved(paths) {
      world.whenSaved?.(paths.filter(path => look(path).text !== world.seen.get(path)))
      open++
      return queue.enqueue(async () => {
        const report = await take(await read(filesOf(world, paths), path => world.seen.get(path), world.marked)).finally(() => { open-- })
        if (report?.status === 'applied' && givenUp(world).length > 0) void queue.enqueue(again)
        return report
      })
    },
    begun({ path, current, kind, file = current.text }) {
      const text = world.seen.get(path)
      if (kind !== 'json' && text !== undefined && text !== file) void queue.enqueue(() => take({ files: [{ path, text }], problems: [] }))
    },
  }
}

/** The files that an update without a word about files looks at. */
export function knownFiles(world: World): string[] {
  const loaded = [...world.modules.values()].filter(module => !module.isSpace).map(module => module.path)
  return [...new Set([...loaded, ...world.waiting.keys(), ...world.directories.map(directory => directory.path)])]
}

/** What hooks of others make of the files that the program has; those that it does not have are asked for when something imports them. */
async function asGiven(world: World, files: readonly SavedFile[]): Promise<readonly SavedFile[]> {
  if (!world.isRewritten) return files
  return Promise.all(files.map(async file => {
    const { path, text } = file
    return text !== undefined && (world.modules.has(path) || isInDirectory(world, path)) ? { ...file, text: await textGiven(world, path, text) } : file
  }))
}

/** A file that does not parse may be half written: what it holds once it has not changed for a moment. */
async function settle(world: World, paths: readonly string[]): Promise<Files> {
  const whole: Files = new Map()
  await Promise.all([...new Set(paths)].map(async path => {
    const file = await settled({ path, text: world.seen.get(path) })
    world.seen.set(path, file.text)
    for (const { text } of await asGiven(world, [file])) whole.set(path, text)
  }))
  return whole
}

/** A file that was saved and that the system does not let us read. */
const unreadable = (world: World, problems: readonly Problem[]): UpdateReport =>
  report(world, refused([...problems]), problems.flatMap(({ file }) => file ?? []), performance.now())
