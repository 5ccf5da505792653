import Module from 'node:module'
import { resolve } from 'node:path'
import { isatty } from 'node:tty'
import type { Command } from 'commander'
import { wantsColour } from '../8-report/colours.ts'
import { reportFile } from '../8-report/file.ts'
import { json } from '../8-report/json.ts'
import { pretty, prettyProblem, type PrettyOptions } from '../8-report/pretty.ts'
import type { Report } from '../8-report/report.ts'
import type { Engine, EngineOptions, Start } from '../engine-types.ts'
import { managerOptions, namespacesOf, readConfig, type NamespaceOption } from './config.ts'
import { findEntry } from './entry.ts'
import { keys } from './keys.ts'
import { keyboard } from './keyboard.ts'
import { launch } from './restart.ts'
import { tell } from './tell.ts'

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
  const engine = start(engineOptions({ ...config, ...options }))
  const hasKeys = options.keys && options.report !== 'silent' && keyboard(keys(engine, again)) !== undefined
  for (const reader of readers(options, hasKeys)) {
    engine.on('ready', reader)
    engine.on('update', reader)
  }
  engine.on('problem', problem => {
    if (options.report === 'pretty') tell(`${prettyProblem(problem, style(hasKeys))}\n`)
    if (options.report === 'json') tell(`${JSON.stringify({ type: 'problem', ...problem })}\n`)
  })
  await addNamespaces([...namespacesOf(config), ...options.namespace ?? []], managerOptions({ ...config, ...options }), engine, command)
  // Node's own start of a main module: `require.main`, `import.meta.main`, error output and exit codes are the usual
  // ones. An immediate has no frame of ours on the stack, and (unlike a tick) leaves no frame in async stacks.
  setImmediate(Module.runMain.bind(Module))
}

function engineOptions({ include, exclude, poll, watch, cache }: RunOptions): EngineOptions {
  return { root: process.cwd(), watch, cache, ...include && { include }, ...exclude && { exclude }, ...poll && { poll } }
}

/** Their files are loaded before the program begins, so that it finds them all. */
async function addNamespaces(wanted: NamespaceOption[], given: ReturnType<typeof managerOptions>, engine: Engine, command: Command): Promise<void> {
  if (wanted.length === 0 && Object.keys(given).length === 0) return
  const { addAll } = await import('../namespaces/manager.ts')
  try {
    await addAll(wanted, given)
  } catch (error) {
    engine.stop()
    command.error(`error: ${(error as Error).message}`, { code: 'livecoding.namespace' })
  }
}

const style = (keys: boolean): PrettyOptions => ({ root: process.cwd(), colour: wantsColour(process.env, isatty(2)), keys })

/** Who reads the reports: the file first, for who waits on it, then the terminal. */
function readers(options: RunOptions, hasKeys: boolean): ((report: Report) => void)[] {
  const look = style(hasKeys)
  const list: ((report: Report) => void)[] = []
  if (options.reportFile) {
    list.push(reportFile(resolve(options.reportFile), problem => {
      if (options.report !== 'silent') tell(`${prettyProblem(problem, look)}\n`)
    }))
  }
  if (options.report === 'pretty') list.push(report => tell(pretty(report, look)))
  if (options.report === 'json') list.push(report => tell(json(report)))
  return list
}
