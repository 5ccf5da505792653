import { realpathSync, statSync } from 'node:fs'
import Module from 'node:module'
import { relative } from 'node:path'
import type { Command } from 'commander'
import type { Problem } from '../8-report/report.ts'
import type { Engine, Start } from '../engine/engine-types.ts'
import { createManaged, type Globs } from '../loader/managed.ts'
import { problem } from '../messages/message.ts'
import { followWorkers } from '../runtime/workers.ts'
import { addNamespaces, engineOptions, managerOptions, namespacesOf, readConfig, type NamespaceOption } from './config.ts'
import { findEntry } from './entry.ts'
import { keys } from './keys.ts'
import { keyboard } from './keyboard.ts'
import { tellAll, tellProblem, type ReportOptions } from './readers.ts'
import { launch } from './restart.ts'
import type { WorkerSetup } from './worker.ts'

export interface RunOptions {
  report: 'pretty' | 'json' | 'silent'
  reportFile?: string
  include?: string[]
  exclude?: string[]
  namespace?: NamespaceOption[]
  poll?: number
  tests?: boolean
  types?: boolean
  gateLimit?: number
  declarations?: boolean | string
  watch: boolean
  cache: boolean
  keys: boolean
}

/** `livecoding run`: starts the engine in this process and then the program, as plain `node entry` would. */
export async function run(entry: string, args: string[], options: RunOptions, command: Command, load: () => Promise<Start>): Promise<void> {
  const path = findEntry(entry, command)
  const again = launch()
  const start = await load()
  const config = await readConfig(process.cwd()).catch((error: Error) => command.error(`error: ${error.message}`, { code: 'livecoding.config' }))
  process.argv.splice(1, Infinity, path, ...args) // in place: `import { argv } from 'node:process'` sees it too
  const given = { root: process.cwd(), watch: options.watch, cache: options.cache, ...engineOptions({ ...config, ...options }) }
  const engine = startHere(start, given, command)
  const hasKeys = options.keys && options.report !== 'silent' ? keyboard(keys(engine, again)) : undefined
  const report: ReportOptions = { root: process.cwd(), report: options.report, ...options.reportFile !== undefined && { reportFile: options.reportFile } }
  tellAll(engine, report, hasKeys)
  const unfollowed = unfollowedEntry(realpathSync(path), given)
  if (unfollowed) tellProblem(unfollowed, report)
  followThreads({ engine: given, report })
  await addNamespaces(engine, [...namespacesOf(config), ...options.namespace ?? []], managerOptions({ ...config, ...options }))
    .catch((error: Error) => command.error(`error: ${error.message}`, { code: 'livecoding.namespace' }))
  // Node's own start of a main module: `require.main`, `import.meta.main`, error output and exit codes are the usual
  // ones. An immediate has no frame of ours on the stack, and (unlike a tick) leaves no frame in async stacks.
  setImmediate(Module.runMain.bind(Module))
}

/** Something that Node loads first may have started an engine: `NODE_OPTIONS`, say, with `--import livecoding/register`. */
function startHere(start: Start, given: WorkerSetup['engine'], command: Command): Engine {
  try { return start(given) } catch (error) {
    return command.error(`error: ${(error as Error).message}`, { code: 'livecoding.engine' })
  }
}

/** Node runs it as it is, which a person may not have meant. */
function unfollowedEntry(path: string, { root, include, exclude }: WorkerSetup['engine']): Problem | undefined {
  const follows = (globs: Globs): boolean => createManaged(root, globs)(path)
  if (follows({ ...include && { include }, ...exclude && { exclude } })) return undefined
  const entry = relative(root, path)
  // Of a pipe, the path leads nowhere.
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return problem('LC3105', { stream: path }, { file: path })
  const excluded = exclude && follows(include ? { include } : {})
  return problem('LC3105', excluded ? { entry, globs: exclude.join(', ') } : { entry }, { file: entry })
}

/** Workers get their options in the url of what they load first. */
function followThreads(setup: WorkerSetup): void {
  const bootstrap = new URL('./worker.js', import.meta.url)
  bootstrap.searchParams.set('options', JSON.stringify(setup))
  followWorkers(createManaged(setup.engine.root, setup.engine), bootstrap)
}
