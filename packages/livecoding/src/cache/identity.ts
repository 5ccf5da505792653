import { existsSync, readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { isBefore14 } from '../instrument/v8.ts'

/** The libraries that have a say in what the code of a module becomes. */
const makers = ['oxc-parser', 'oxc-transform']

/**
 * What made the code: a fingerprint of the engine's files, which the build writes, and the versions of the libraries.
 * Of Node, the form of guards that its V8 takes best. Undefined where the engine runs from its own sources, which change.
 */
export function engineIdentity(): string | undefined {
  const built = new URL('../built.txt', import.meta.url)
  if (!existsSync(built)) return undefined
  return [readFileSync(built, 'utf8').trim(), ...makers.map(versionOf), isBefore14 ? 'rest' : 'arguments'].join('+')
}

function versionOf(name: string): string {
  const path = findPackageJSON(name, import.meta.url)
  return path === undefined ? '?' : (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version
}
