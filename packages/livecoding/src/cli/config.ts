import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { GateOptions } from '../6-verify/gates/options.ts'
import { fault } from '../messages/fault.ts'
import type { DirectoryOptions } from '../namespaces/members.ts'

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

/** The configuration of the folder in which the program is started. @throws Error LC3211 */
export async function readConfig(root: string): Promise<Config> {
  const name = names.find(each => existsSync(join(root, each)))
  if (name === undefined) return {}
  const wrong = (reason: string, cause?: unknown): Error => fault('LC3211', { file: name, reason }, cause)
  let config: unknown
  try {
    ({ default: config } = await import(pathToFileURL(join(root, name)).href) as { default?: unknown })
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error), error)
  }
  if (typeof config !== 'object' || config === null) throw wrong('it has no object as its default export')
  const strange = Object.keys(config).find(key => !known.has(key))
  if (strange !== undefined) throw wrong(`it has "${strange}", and there are ${[...known].join(', ')}`)
  return config
}

export const namespacesOf = ({ namespaces = {} }: Config): NamespaceOption[] =>
  Object.entries(namespaces).map(([namespace, given]) => typeof given === 'string' ? { namespace, folder: given } : { namespace, ...given })

export const managerOptions = ({ tests, types, validate, gateLimit, declarations }: Omit<Config, 'namespaces'>): GateOptions & Pick<Config, 'declarations'> => ({
  ...tests !== undefined && { tests }, ...types !== undefined && { types }, ...validate !== undefined && { validate },
  ...gateLimit !== undefined && { gateLimit }, ...declarations !== undefined && { declarations },
})
