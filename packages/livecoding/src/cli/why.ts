import { readdirSync, statSync } from 'node:fs'
import type { Command } from 'commander'
import { say } from './say.ts'

export interface WhyOptions { depth: number }

/** `livecoding why Mail [file]`: the chains of references that keep a class and its instances alive, from a heap snapshot. */
export async function why(name: string, given: string | undefined, { depth }: WhyOptions, command: Command): Promise<void> {
  const file = given ?? newest()
  if (file === undefined) command.error('error: there is no heap snapshot here\n(Write one: node --heapsnapshot-signal=SIGUSR2, or v8.writeHeapSnapshot() in the program)')
  const { whyIn } = await import('../ghosts/referrers.ts')
  const found = await whyIn(file, name, process.cwd(), { depth }).catch((error: Error) => command.error(`error: ${file} cannot be read: ${error.message}`))
  const lines = found.classes.flatMap((chains, index) => [
    `${name}${found.classes.length > 1 ? ` (${index + 1} of ${found.classes.length})` : ''}, ${chains.length === 0 ? 'held by nobody but the engine and Node' : 'held by'}`,
    ...chains.map(({ text }) => `  ${text}`),
  ])
  lines.push(`${found.instances} ${found.instances === 1 ? 'instance' : 'instances'}${found.kept.length > 0 ? ', held by' : ''}`, ...found.kept.map(({ text }) => `  ${text}`))
  if (found.classes.length === 0 && found.instances === 0) command.error(`error: ${file} has no class ${name}`)
  say(`${lines.join('\n')}\n`)
}

function newest(): string | undefined {
  return readdirSync('.').filter(name => name.endsWith('.heapsnapshot')).toSorted((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs).at(-1)
}
