import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { GateOptions } from '../6-verify/gates/options.ts'
import type { Engine, EngineOptions } from '../engine/engine-types.ts'
import { fault } from '../messages/fault.ts'
import type { DirectoryOptions } from '../namespaces/members.ts'
import { importTyped } from './typed.ts'

export interface NamespaceOption extends DirectoryOptions { namespace: string, folder: string }

/** What `livecoding.config.ts` exports as its default; words of the command line go before it. */
export interface Config extends GateOptions {
  /** Folders by the namespace that they become: `{ applib: './server' }`, or with options. */
  namespaces?: Record<string, string | ({ folder: string } & DirectoryOptions)>
  /** Keep declarations of the namespaces in `node_modules`, or in this folder. */
  declarations?: boolean | string
  include?: string[]
  exclude?: string[]
  /** Milliseconds between two looks at the files. */
  poll?: number
}

const names = ['livecoding.config.ts', 'livecoding.config.mts', 'livecoding.config.js', 'livecoding.config.mjs']
const known = new Set(['namespaces', 'include', 'exclude', 'poll', 'tests', 'types', 'validate', 'gateLimit', 'declarations'])

export const configFile = (root: string): string | undefined => names.find(each => existsSync(join(root, each)))

/** The configuration of the folder in which the program is started. @throws Error LC3211 */
export async function readConfig(root: string): Promise<Config> {
  const name = configFile(root)
  if (name === undefined) return {}
  const wrong = (reason: string, cause?: unknown): Error => fault('LC3211', { file: name, reason }, cause)
  let config: unknown
  try {
    ({ default: config } = await importTyped(join(root, name)) as { default?: unknown })
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error), error)
  }
  if (typeof config !== 'object' || config === null) throw wrong('it has no object as its default export')
  const strange = Object.keys(config).find(key => !known.has(key))
  if (strange !== undefined) throw wrong(`it has "${strange}", and there are ${[...known].join(', ')}`)
  return config
}

/** What of it is the engine's own, in the main thread as in workers. */
export const engineOptions = ({ include, exclude, poll }: Config): Pick<EngineOptions, 'include' | 'exclude' | 'poll'> =>
  ({ ...include && { include }, ...exclude && { exclude }, ...poll && { poll } })

export const namespacesOf = ({ namespaces = {} }: Config): NamespaceOption[] =>
  Object.entries(namespaces).map(([namespace, given]) => typeof given === 'string' ? { namespace, folder: given } : { namespace, ...given })

export const managerOptions = ({ tests, types, validate, gateLimit, declarations }: Omit<Config, 'namespaces'>): GateOptions & Pick<Config, 'declarations'> => ({
  ...tests !== undefined && { tests }, ...types !== undefined && { types }, ...validate !== undefined && { validate },
  ...gateLimit !== undefined && { gateLimit }, ...declarations !== undefined && { declarations },
})

/** Namespaces and gates. Their files are loaded before the program begins, so that it finds them all. @throws Error with a code; the engine is stopped then */
export async function addNamespaces(engine: Engine, wanted: readonly NamespaceOption[], given: ReturnType<typeof managerOptions>): Promise<void> {
  if (wanted.length === 0 && Object.keys(given).length === 0) return
  const { addAll } = await import('../namespaces/manager.ts')
  try { await addAll(wanted, given) } catch (error) {
    engine.stop()
    throw error
  }
}
