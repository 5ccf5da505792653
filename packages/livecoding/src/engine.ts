import { dirname } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createWatcher, type Watcher } from './1-watch/watch.ts'
import { look } from './2-read/look.ts'
import { read, settled, type SavedFile } from './2-read/read.ts'
import type { ReadyReport, UpdateReport } from './8-report/report.ts'
import { createRecorder } from './effects/recorder.ts'
import type { Engine, EngineOptions } from './engine-types.ts'
import { installHooks } from './loader/hooks.ts'
import { createManaged } from './loader/managed.ts'
import { createResolver } from './loader/resolve.ts'
import { installRegistry, uninstallRegistry } from './runtime/registry.ts'
import { update } from './update.ts'
import { createWorld, type LiveModule, type World } from './world.ts'

/** Starts the engine in this process: modules that are imported from now on follow their source. */
export function start(options: EngineOptions = {}): Engine {
  const root = options.root ?? process.cwd()
  const isManaged = createManaged(root, options)
  const world = createWorld(root, createRecorder(), url => url.startsWith('file:') && isManaged(fileURLToPath(url.replace(/[?#].*$/, ''))))
  const resolver = createResolver()
  const listeners = { ready: new Set<(report: ReadyReport) => void>(), update: new Set<(report: UpdateReport) => void>() }
  let queue: Promise<unknown> = Promise.resolve()
  const enqueue = <T>(work: () => Promise<T>): Promise<T> => {
    const done = queue.then(work)
    queue = done.catch(() => {})
    return done
  }
  const tell = (report: UpdateReport): UpdateReport => {
    for (const listener of [...listeners.update, ...world.listeners]) listener(report)
    return report
  }
  const take = async (files: readonly SavedFile[]): Promise<UpdateReport | undefined> => {
    for (const { path, text } of files) world.seen.set(path, text)
    const report = await update(world, resolver, files)
    return report && tell(report)
  }
  const saved = (paths: string[]): Promise<UpdateReport | undefined> => enqueue(async () => {
    const save = await read(paths, path => world.seen.get(path))
    return save.files.length > 0 ? take(await complete(save.files, world)) : undefined
  })
  const watcher = options.watch === false ? undefined : createWatcher({
    ...(options.poll !== undefined && { poll: options.poll }), interesting: isManaged, saved: paths => { void saved(paths) }, problem: () => {},
  })
  installRegistry(world, module => ended(world, module, listeners.ready))
  const hooks = installHooks(world, resolver, path => watcher?.add(dirname(path)))
  return {
    on(event: 'ready' | 'update', listener: (report: never) => void) {
      listeners[event].add(listener as () => void)
      return () => { listeners[event].delete(listener as () => void) }
    },
    async update(files) {
      const report = await (files ? saved(files) : saved([...world.modules.keys()]))
      return report ?? { type: 'update', id: world.updates, status: 'applied', files: [], ms: 0, edits: [], problems: [] }
    },
    undo: () => enqueue(async () => undo(world, async files => {
      const report = await update(world, resolver, files)
      return report && tell(report)
    })),
    modules: () => [...world.modules.values()].filter(module => !module.dormant).map(({ path, kind, version }) => ({ path, kind, version })),
    stop() {
      watcher?.close()
      hooks.deregister()
      uninstallRegistry()
    },
  }
}

/** A file that does not parse may be half written: it counts once it has not changed for a moment. */
async function complete(files: readonly SavedFile[], world: World): Promise<SavedFile[]> {
  void world
  return [...files]
}

function ended(world: World, module: LiveModule, listeners: ReadonlySet<(report: ReadyReport) => void>): void {
  if (module.path !== process.argv[1]) return
  module.root = true
  for (const listener of listeners) listener({ type: 'ready', pid: process.pid, modules: world.modules.size })
}

async function undo(world: World, run: (files: SavedFile[]) => Promise<UpdateReport | undefined>): Promise<UpdateReport | undefined> {
  const past = world.history.findLast(each => each.texts.size > 0)
  if (!past) return undefined
  world.history.splice(world.history.indexOf(past))
  const report = await run([...past.texts].map(([path, text]) => ({ path, text })))
  if (report?.status === 'applied') world.history.pop()
  return report
}

export { look, settled, pathToFileURL }
export type { Watcher }
