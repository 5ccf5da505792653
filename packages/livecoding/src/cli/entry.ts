import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Command } from 'commander'
import { nearest } from '../messages/nearest.ts'

const source = /\.[cm]?[jt]sx?$/

/** The absolute path of the file that starts the program; ends with a hint where there is none. */
export function findEntry(entry: string, command: Command): string {
  const path = resolve(entry)
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat?.isDirectory()) fail(command, `${entry} is a folder; a program starts with a file`, mainFile(path), entry)
  if (!stat) fail(command, `there is no file ${entry}`, similarFile(path), dirname(entry))
  return path
}

function fail(command: Command, what: string, meant: string | undefined, folder: string): never {
  const hint = meant ? `\n(Did you mean ${join(folder, meant)}?)` : ''
  command.error(`error: ${what}${hint}`, { code: 'livecoding.entry' })
}

function mainFile(folder: string): string | undefined {
  const names = readdirSync(folder).filter(name => source.test(name))
  const usual = ['main', 'index', 'server', 'app'].flatMap(stem => names.filter(name => name.replace(source, '') === stem))
  return usual[0] ?? (names.length === 1 ? names[0] : undefined)
}

/** The same name with another ending, or one with a letter or two wrong. */
function similarFile(path: string): string | undefined {
  const folder = dirname(path)
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return undefined
  const names = readdirSync(folder).filter(name => source.test(name))
  const stem = basename(path).replace(source, '')
  return names.find(name => name.replace(source, '') === stem) ?? nearest(basename(path), names)
}
