import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gitIsWriting } from './1-watch/git.ts'
import { waitedFor } from './1-watch/time.ts'
import { createWatcher, type Watcher } from './1-watch/watch.ts'
import type { Files } from './attempt.ts'
import { noCache, openCache } from './cache/cache.ts'
import { read, settled, type Save } from './2-read/read.ts'
import type { Problem, ReadyReport, UpdateReport } from './8-report/report.ts'
import { createRecorder } from './effects/recorder.ts'
import type { Engine, EngineOptions } from './engine-types.ts'
import { Lifecycle } from './lifecycle/lifecycle.ts'
import { installLines } from './lines/install.ts'
import { installHooks } from './loader/hooks.ts'
import { prepare } from './loader/prepare.ts'
import { createManaged } from './loader/managed.ts'
import { createResolver } from './loader/resolve.ts'
import { message } from './messages/message.ts'
import { filesOf } from './namespaces/folders.ts'
import { isInDirectory, mayBeFolder } from './namespaces/members.ts'
import { withSpaces } from './namespaces/space.ts'
import { whenReady } from './ready.ts'
import { installRegistry, registry, uninstallRegistry } from './runtime/registry.ts'
import { installToString } from './runtime/to-string.ts'
import { redo, undo } from './undo.ts'
import { report, update } from './update.ts'
import { createWorld, type LiveModule, type World } from './world.ts'

/**
 * Starts the engine in this process: modules that are imported from now on follow their source.
 *
 * @throws Error LC3002 where an engine runs already
 * @example
 * const engine = start({ watch: false })
 * const { greet } = await import('./greet.ts')
 * engine.on('update', report => console.log(report.status, report.edits.length))
 * await engine.update(['greet.ts'])
 */
export function start(options: EngineOptions = {}): Engine {
  const root = options.root ?? process.cwd()
  if (registry()) throw Object.assign(new Error(message('LC3002', { root }).message), { code: 'LC3002' })
  const isSource = createManaged(root, options)
  const isManaged = (path: string): boolean => isSource(path) || isInDirectory(world, path)
  const listeners = { ready: new Set<(report: ReadyReport) => void>(), update: new Set<(report: UpdateReport) => void>(), problem: new Set<(problem: Problem) => void>() }
  const problem = (found: Problem): void => { for (const listener of listeners.problem) listener(found) }
  const lifecycle = new Lifecycle(problem)
  const world: World = createWorld(root, createRecorder(), lifecycle, url => url.startsWith('file:') && isManaged(fileURLToPath(url.replace(/[?#].*$/, ''))))
  const resolver = withSpaces(world, createResolver())
  let queue: Promise<unknown> = Promise.resolve()
  let busy = 0
  const enqueue = <T>(work: () => Promise<T>): Promise<T> => {
    const done = queue.then(async () => {
      busy++
      return work().finally(() => { busy-- })
    })
    queue = done.catch(() => {})
    return done
  }
  const tell = (report: UpdateReport, undo = false): UpdateReport => {
    for (const listener of [...listeners.update, ...world.listeners]) listener(report)
    lifecycle.tell({ type: 'update', report, undo })
    return report
  }
  const take = async (save: Save): Promise<UpdateReport | undefined> => {
    for (const { path, text } of save.files) world.seen.set(path, text)
    const report = save.files.length > 0 ? await update(world, resolver, save.files, paths => settle(world, paths)) : undefined
    if (report) tell(report)
    return save.problems.length > 0 ? tell(unreadable(world, save.problems)) : report
  }
  const saved = (paths: string[]): Promise<UpdateReport | undefined> =>
    enqueue(async () => take(await read(filesOf(world, paths, folder => watcher?.add(folder)), path => world.seen.get(path))))
  const watcher: Watcher | undefined = options.watch === false ? undefined : createWatcher({
    ...(options.poll !== undefined && { poll: options.poll }), inline: options.watch === 'inline', isUnderWay: gitIsWriting(root), interesting: path => isManaged(path) || mayBeFolder(world.directories, path), saved: paths => { void saved(paths) },
    problem: found => problem(found),
  })
  const uninstallToString = installToString(world)
  // Saved after Node had linked it and before it began: its edit had nothing to change yet.
  const caughtUp = ({ path, current, kind }: LiveModule): void => {
    const text = world.seen.get(path)
    if (kind !== 'json' && text !== undefined && text !== current.text) void enqueue(() => take({ files: [{ path, text }], problems: [] }))
  }
  const cache = options.cache === false ? noCache : openCache(root, options, found => { for (const listener of listeners.problem) listener(found) })
  world.nextId = Math.max(cache.highest() + 1, world.firstId)
  const lines = installLines(world)
  let unprepare = (): void => {}
  const ready = whenReady(world, report => {
    for (const listener of listeners.ready) listener(report)
    if (watcher) unprepare = prepare(world, resolver)
  })
  const begun = (module: LiveModule): void => {
    caughtUp(module)
    ready.begun(module)
  }
  const registered = installRegistry(world, begun, ready.ended)
  const hooks = installHooks(world, { resolver, cache }, { entered: ready.entered, loaded: path => watcher?.add(dirname(path)) })
  const engine: Engine = {
    on(event: 'ready' | 'update' | 'problem', listener: (report: never) => void) {
      listeners[event].add(listener as () => void)
      return () => { listeners[event].delete(listener as () => void) }
    },
    async update(files) {
      const report = await waitedFor(saved(files ? files.map(file => resolve(root, file)) : known(world)))
      return report ?? { type: 'update', id: world.updates, status: 'applied', files: [], ms: 0, edits: [], problems: [] }
    },
    undo: () => waitedFor(enqueue(async () => {
      const report = await undo(world, resolver)
      return report && tell(report, true)
    })),
    redo: () => waitedFor(enqueue(async () => {
      const report = await redo(world, resolver)
      return report && tell(report)
    })),
    modules: () => [...world.modules.values()].filter(module => !module.dormant && !module.isSpace).map(({ path, kind, version }) => ({ path, kind, version })),
    stop() {
      watcher?.close()
      unprepare()
      lines.uninstall()
      hooks.deregister()
      cache.close()
      uninstallRegistry()
      uninstallToString()
    },
  }
  registered.host = {
    engine, world, resolver, enqueue, isBusy: () => busy > 0, tell, problem, watch: folder => watcher?.add(folder),
    take: () => waitedFor(watcher && options.watch === 'inline' ? watcher.take().then(saved) : enqueue(async () => undefined)),
  }
  return engine
}

/** The files that an update without a word about files looks at. */
function known(world: World): string[] {
  const loaded = [...world.modules.values()].filter(module => !module.isSpace).map(module => module.path)
  return [...new Set([...loaded, ...world.waiting.keys(), ...world.directories.map(directory => directory.path)])]
}

/** A file that does not parse may be half written: what it holds once it has not changed for a moment. */
async function settle(world: World, paths: readonly string[]): Promise<Files> {
  const whole: Files = new Map()
  await Promise.all([...new Set(paths)].map(async path => {
    const { text } = await settled({ path, text: world.seen.get(path) })
    whole.set(path, text)
    world.seen.set(path, text)
  }))
  return whole
}

/** A file that was saved and that the system does not let us read. */
const unreadable = (world: World, problems: readonly Problem[]): UpdateReport =>
  report(world, { status: 'rejected', edits: [], problems: [...problems], wanted: new Set(), texts: new Map() }, problems.flatMap(({ file }) => file ?? []), performance.now())
