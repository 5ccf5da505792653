import { dirname } from 'node:path'
import { waitedFor } from '../1-watch/time.ts'
import { follow } from '../1-watch/follow.ts'
import type { Problem, UpdateReport } from '../8-report/report.ts'
import { noCache, openCache } from '../cache/cache.ts'
import { createRecorder } from '../effects/recorder.ts'
import type { Engine, EngineOptions } from './engine-types.ts'
import { createEngine } from './handle.ts'
import { install } from './install.ts'
import { Lifecycle } from '../lifecycle/lifecycle.ts'
import { Listeners } from './listeners.ts'
import { besides } from '../loader/beside.ts'
import { createManaged, isManagedUrl } from '../loader/managed.ts'
import { prepare } from '../loader/prepare.ts'
import { createResolver } from '../loader/resolve.ts'
import { areTexts, demand, fault } from '../messages/fault.ts'
import { isInDirectory, mayBeFolder } from '../namespaces/members.ts'
import { withSpaces } from '../namespaces/space.ts'
import { keepPending } from '../saves/pending.ts'
import { createQueue } from '../saves/queue.ts'
import { allowForGuards } from './inlining.ts'
import { whenReady } from './ready.ts'
import { registry } from '../runtime/running.ts'
import { createSaves } from '../saves/saves.ts'
import type { LiveModule } from '../live-module.ts'
import { createWorld, type World } from '../world.ts'

/**
 * Starts the engine in this process: modules that are imported from now on follow their source.
 *
 * @throws Error LC3002 where an engine runs already, LC3215 where an option is of another kind
 * @example
 * const engine = start({ watch: false })
 * const { greet } = await import('./greet.ts')
 * engine.on('update', report => console.log(report.status, report.edits.length))
 * await engine.update(['greet.ts'])
 */
export function start(options: EngineOptions = {}): Engine {
  checkOptions(options)
  const root = options.root ?? process.cwd()
  if (registry()) throw fault('LC3002', { root })
  const listeners = new Listeners()
  const problem = (found: Problem): void => listeners.tell('problem', found)
  const isSource = createManaged(root, options)
  const isManaged = (path: string): boolean => isSource(path) || isInDirectory(world, path)
  const world: World = createWorld(root, createRecorder(), new Lifecycle(problem), url => isManagedUrl(url, path => isManaged(path) && !world.copies.get(path)?.has(url)))
  const resolver = withSpaces(world, createResolver())
  const cache = options.cache === false ? noCache : openCache(root, options, problem)
  world.nextId = Math.max(cache.highest() + 1, world.firstId)

  const tell = (report: UpdateReport, undo = false): UpdateReport => {
    listeners.tell('update', report)
    for (const listener of Array.from(world.listeners)) world.lifecycle.carefully('A listener of import.meta.hot', () => listener(report))
    world.lifecycle.tell({ type: 'update', report, undo })
    return report
  }
  const beside = besides(world, options, problem)
  const queue = createQueue(() => keepPending(world))
  world.wait = queue.wait
  world.follow = folder => watcher?.add(folder)
  const saves = createSaves({ world, resolver, queue, tell })
  const watcher = follow(options, root, {
    interesting: path => isManaged(path) || mayBeFolder(world.directories, path),
    touched: saves.touched,
    saved: paths => { void saves.saved(paths) },
    problem,
  })
  let stopPreparing = (): void => {}
  const ready = whenReady(world, report => {
    allowForGuards()
    listeners.tell('ready', report)
    beside.tell()
    if (watcher) stopPreparing = prepare(world, resolver)
  })
  const begun = (module: LiveModule): void => {
    saves.begun(module)
    ready.begun(module)
  }
  const installed = install(world, { resolver, cache }, { ...ready, begun, passed: beside.passed, loaded: path => watcher?.add(dirname(path)) })

  let isStopped = false
  const ask = async <T>(work: () => Promise<T>): Promise<T> => {
    if (isStopped) throw fault('LC3003', {})
    return work()
  }
  const stop = (): void => {
    isStopped = true
    watcher?.close()
    stopPreparing()
    installed.uninstall()
    cache.close()
  }
  const engine = createEngine({ world, resolver, queue, listeners, saves, ask, tell, stop })
  installed.registry.host = {
    engine, world, resolver, cache, ...queue, ask, tell, problem, watch: folder => watcher?.add(folder),
    take: () => ask(() => waitedFor(watcher && options.watch === 'inline' ? watcher.take().then(saves.saved) : queue.enqueue(async () => undefined))),
  }
  return engine
}

function checkOptions({ root, include, exclude, poll, watch }: EngineOptions): void {
  demand(root === undefined || typeof root === 'string', 'start', 'root', root, 'the path of a folder')
  demand(areTexts(include), 'start', 'include', include, "a list of globs, such as ['../lib/**']")
  demand(areTexts(exclude), 'start', 'exclude', exclude, "a list of globs, such as ['fixtures/**']")
  demand(poll === undefined || poll > 0, 'start', 'poll', poll, 'milliseconds')
  demand(watch === undefined || typeof watch === 'boolean' || watch === 'inline', 'start', 'watch', watch, "true, false or 'inline'")
}
