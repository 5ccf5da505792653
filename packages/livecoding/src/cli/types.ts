import { relative } from 'node:path'
import type { Command } from 'commander'
import { namespacesOf, readConfig, type NamespaceOption } from './config.ts'
import { say } from './say.ts'

export interface TypesOptions { namespace?: NamespaceOption[], out: string }

/** `livecoding types`: writes declarations of the namespaces; nothing of the program runs. */
export async function types({ namespace = [], out }: TypesOptions, command: Command): Promise<void> {
  const root = process.cwd()
  const config = await readConfig(root).catch((error: Error) => command.error(`error: ${error.message}`, { code: 'livecoding.config' }))
  const wanted = [...namespacesOf(config), ...namespace]
  if (wanted.length === 0) command.error('error: there are no namespaces\n(Name them: --namespace applib=./server, or in livecoding.config.ts)')
  const { declare } = await import('../namespaces/declare.ts')
  try {
    const written = await declare(root, wanted, typeof config.declarations === 'string' && out === 'node_modules' ? config.declarations : out)
    say(written.map(path => `${relative(root, path)}\n`).join('') || 'nothing to write: all is as it was\n')
  } catch (error) {
    command.error(`error: ${(error as Error).message}`, { code: 'livecoding.namespace' })
  }
}
