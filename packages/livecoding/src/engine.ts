import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createWatcher } from './1-watch/watch.ts'
import type { Files } from './attempt.ts'
import { read, settled, type Save } from './2-read/read.ts'
import type { Problem, ReadyReport, UpdateReport } from './8-report/report.ts'
import { createRecorder } from './effects/recorder.ts'
import type { Engine, EngineOptions } from './engine-types.ts'
import { Lifecycle } from './lifecycle/lifecycle.ts'
import { installLines } from './lines/install.ts'
import { installHooks } from './loader/hooks.ts'
import { createManaged } from './loader/managed.ts'
import { createResolver } from './loader/resolve.ts'
import { message } from './messages/message.ts'
import { installRegistry, registry, uninstallRegistry } from './runtime/registry.ts'
import { installToString } from './runtime/to-string.ts'
import { undo } from './undo.ts'
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
  const isManaged = createManaged(root, options)
  const listeners = { ready: new Set<(report: ReadyReport) => void>(), update: new Set<(report: UpdateReport) => void>(), problem: new Set<(problem: Problem) => void>() }
  const lifecycle = new Lifecycle(found => { for (const listener of listeners.problem) listener(found) })
  const world = createWorld(root, createRecorder(), lifecycle, url => url.startsWith('file:') && isManaged(fileURLToPath(url.replace(/[?#].*$/, ''))))
  const resolver = createResolver()
  let queue: Promise<unknown> = Promise.resolve()
  const enqueue = <T>(work: () => Promise<T>): Promise<T> => {
    const done = queue.then(work)
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
    enqueue(async () => take(await read(paths, path => world.seen.get(path))))
  const watcher = options.watch === false ? undefined : createWatcher({
    ...(options.poll !== undefined && { poll: options.poll }), interesting: isManaged, saved: paths => { void saved(paths) },
    problem: found => { for (const listener of listeners.problem) listener(found) },
  })
  const uninstallToString = installToString(world)
  // Saved after Node had linked it and before it began: its edit had nothing to change yet.
  const caughtUp = ({ path, current, kind }: LiveModule): void => {
    const text = world.seen.get(path)
    if (kind !== 'json' && text !== undefined && text !== current.text) void enqueue(() => take({ files: [{ path, text }], problems: [] }))
  }
  const lines = installLines(world)
  installRegistry(world, caughtUp, module => ended(world, module, listeners.ready))
  const hooks = installHooks(world, resolver, path => watcher?.add(dirname(path)))
  return {
    on(event: 'ready' | 'update' | 'problem', listener: (report: never) => void) {
      listeners[event].add(listener as () => void)
      return () => { listeners[event].delete(listener as () => void) }
    },
    async update(files) {
      const report = await saved(files ? files.map(file => resolve(root, file)) : [...new Set([...world.modules.keys(), ...world.waiting.keys()])])
      return report ?? { type: 'update', id: world.updates, status: 'applied', files: [], ms: 0, edits: [], problems: [] }
    },
    undo: () => enqueue(async () => {
      const report = await undo(world, resolver)
      return report && tell(report, true)
    }),
    modules: () => [...world.modules.values()].filter(module => !module.dormant).map(({ path, kind, version }) => ({ path, kind, version })),
    stop() {
      watcher?.close()
      lines.uninstall()
      hooks.deregister()
      uninstallRegistry()
      uninstallToString()
    },
  }
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

function ended(world: World, module: LiveModule, listeners: ReadonlySet<(report: ReadyReport) => void>): void {
  if (module.path !== process.argv[1]) return
  for (const listener of listeners) listener({ type: 'ready', pid: process.pid, modules: world.modules.size })
}
