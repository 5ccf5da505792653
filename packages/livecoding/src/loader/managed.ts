import { realpathSync, statSync } from 'node:fs'
import { dirname, extname, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type Picomatch from 'picomatch'
import { library } from '../library.ts'

const picomatch = library<typeof Picomatch>('picomatch')

const extensions = new Set(['.js', '.mjs', '.cjs', '.jsx', '.ts', '.mts', '.cts', '.tsx', '.json'])
const own = fileURLToPath(new URL('..', import.meta.url))

export interface Globs { include?: string[], exclude?: string[] }

const isInside = (folder: string, path: string): boolean => path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
const isInPackages = (name: string): boolean => /(?:^|\/)node_modules\//.test(name)
const slashed = (path: string): string => path.split(sep).join('/')

/** A url as Node says it, of a file for which this is so. */
export const isManagedUrl = (url: string, isManaged: (path: string) => boolean): boolean =>
  url.startsWith('file:') && isManaged(fileURLToPath(url.replace(/[?#].*$/, '')))

/** Whether a file may be source: by its ending, and it is none of the engine's. */
const mayBeSource = (path: string): boolean => extensions.has(extname(path)) && !path.startsWith(own)

/** Whether a file is the program's own source: under its folder, outside `node_modules`, as the globs say. */
export function createManaged(root: string, { include, exclude }: Globs, entry = process.argv[1]): (path: string) => boolean {
  // A program that is started from somewhere else is still the program.
  const home = entry && relative(root, entry).startsWith('..') ? dirname(entry) : root
  const included = matcher(root, include, true)
  const excluded = matcher(root, exclude, false)
  return path => {
    if (!mayBeSource(path)) return false
    const name = slashed(relative(root, path))
    if (excluded?.(name)) return false
    if (included?.(name)) return true
    return (isInside(home, path) || isInside(root, path)) && !relative(isInside(home, path) ? home : root, path).split(sep).includes('node_modules')
  }
}

/** Whether a file outside the folder looks like the program's source all the same, as another package of its workspace does, and nobody left it out. */
export function createBeside(root: string, { exclude }: Globs): (path: string) => boolean {
  const excluded = matcher(root, exclude, false)
  return path => mayBeSource(path) && !isInside(root, path) && !isInPackages(slashed(path)) && !excluded?.(slashed(relative(root, path)))
}

/** `outsidePackages`: a glob that does not say `node_modules` takes in none of them. */
function matcher(root: string, globs: readonly string[] = [], outsidePackages: boolean): ((name: string) => boolean) | undefined {
  if (globs.length === 0) return undefined
  const resolved = globs.map(glob => fromRoot(root, glob))
  const matching = (saysPackages: boolean) => picomatch()(resolved.filter(glob => glob.includes('node_modules') === saysPackages), { dot: true })
  const [matchesAll, matches] = [matching(true), matching(false)]
  return name => matchesAll(name) || (matches(name) && !(outsidePackages && isInPackages(name)))
}

/** Names are those of real files, relative to the root: so are the globs, also where one is a folder, is absolute, or goes through a link. */
function fromRoot(root: string, glob: string): string {
  const { base, glob: rest, prefix } = picomatch().scan(glob)
  const path = resolve(root, base)
  if (prefix === '!' || base === '' || !statSync(path, { throwIfNoEntry: false })) return glob
  const name = slashed(relative(root, realpathSync(path)))
  return [name, rest || (statSync(path).isDirectory() ? '**' : '')].filter(Boolean).join('/')
}
