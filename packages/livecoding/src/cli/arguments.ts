import { InvalidArgumentError, type Command } from 'commander'
import type { NamespaceOption } from './config.ts'

const pollEvery = 300

/** `--exclude a,b --exclude c` is three globs; the comma in `{a,b}/**` belongs to its glob. */
export function globs(value: string, before: string[] = []): string[] {
  const parts = value.match(/(?:\{[^{}]*\}|[^,])+/g) ?? []
  return [...before, ...parts.map(part => part.trim()).filter(Boolean)]
}

export function milliseconds(value: string): number {
  const ms = Number(value)
  if (!Number.isInteger(ms) || ms < 1) throw new InvalidArgumentError('It is a whole number of milliseconds.')
  return ms
}

/**
 * `--poll` may stand without a number, and the word behind it is then the entry: `--poll server.ts` becomes
 * `--poll=300 server.ts`. The words behind the entry are the program's and stay as they are.
 */
export function withPollValue(words: string[], program: Command): string[] {
  const run = program.commands.find(command => command.name() === words[0])
  const takesWord = (word: string) => run?.options.some(option => option.required && (option.long === word || option.short === word)) ?? false
  for (let at = 1; words[at]?.startsWith('-'); at++) {
    const word = words[at] ?? ''
    if (word === '--poll' && !/^\d+$/.test(words[at + 1] ?? '')) return withPollValue(words.with(at, `--poll=${pollEvery}`), program)
    if (word === '--poll' || takesWord(word)) at++
  }
  return words
}

/** `--namespace applib=./server`, repeatable. */
export function namespaces(value: string, before: NamespaceOption[] = []): NamespaceOption[] {
  const [, namespace, folder] = /^([^=]+)=(.+)$/.exec(value) ?? []
  if (namespace === undefined || folder === undefined) throw new InvalidArgumentError('It is a name and a folder: applib=./server.')
  return [...before, { namespace, folder }]
}
