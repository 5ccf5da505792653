import { existsSync } from 'node:fs'
import type { CommanderError } from 'commander'
import { nearest } from '../messages/nearest.ts'

/** What went wrong with the words of the command line, and what was probably meant; `commands`: the names of those that exist. */
export function advice(error: CommanderError, words: string[], commands: readonly string[]): string {
  const [what = '', meant] = error.message.replace(/^error: /, '').split(/\n\((.*)\)$/s)
  const hint = hintFor(error.code, what, words) ?? meant
  const command = commands.find(name => name === words[0])
  const help = error.code === 'livecoding.entry' ? '' : `\n  ${['livecoding', ...command ? [command] : [], '--help'].join(' ')} tells what there is.`
  return `livecoding: ${what}${hint ? `\n  ${hint}` : help}\n`
}

function hintFor(code: string, what: string, words: string[]): string | undefined {
  const [first = ''] = words
  if (code === 'commander.unknownCommand' && (existsSync(first) || /\.[cm]?[jt]sx?$/.test(first))) {
    return `Did you mean livecoding run ${words.join(' ')}?`
  }
  if (code === 'commander.missingArgument' && what.includes('entry')) {
    return 'Name the file that starts the program: livecoding run server.ts'
  }
  const [, value, choices] = /argument '(.*)' is invalid\. Allowed choices are (.*)\./s.exec(what) ?? []
  const near = value && nearest(value, choices?.split(', ') ?? [])
  if (near) return `Did you mean ${near}?`
  const option = /^unknown option '([^'=]+)/.exec(what)?.[1]
  if (option && process.allowedNodeEnvironmentFlags.has(option)) {
    return `${option} is for Node: node ${option} node_modules/.bin/livecoding ${words.filter(word => word !== option).join(' ')}`
  }
  return undefined
}
