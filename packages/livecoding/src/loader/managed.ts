import { dirname, extname, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type Picomatch from 'picomatch'
import { library } from '../library.ts'

const picomatch = library<typeof Picomatch>('picomatch')

const extensions = new Set(['.js', '.mjs', '.cjs', '.jsx', '.ts', '.mts', '.cts', '.tsx', '.json'])
const own = fileURLToPath(new URL('..', import.meta.url))

export interface Globs { include?: string[], exclude?: string[] }

const isInside = (folder: string, path: string): boolean => path.startsWith(folder.endsWith(sep) ? folder : folder + sep)

/** A url as Node says it, of a file for which this is so. */
export const isManagedUrl = (url: string, isManaged: (path: string) => boolean): boolean =>
  url.startsWith('file:') && isManaged(fileURLToPath(url.replace(/[?#].*$/, '')))

/** Whether a file is the program's own source: under its folder, outside `node_modules`, as the globs say. */
export function createManaged(root: string, { include, exclude }: Globs, entry = process.argv[1]): (path: string) => boolean {
  // A program that is started from somewhere else is still the program.
  const home = entry && relative(root, entry).startsWith('..') ? dirname(entry) : root
  const included = include?.length ? picomatch()(include, { dot: true }) : undefined
  const excluded = exclude?.length ? picomatch()(exclude, { dot: true }) : undefined
  return path => {
    if (!extensions.has(extname(path)) || path.startsWith(own)) return false
    const name = relative(root, path).split(sep).join('/')
    if (excluded?.(name)) return false
    if (included?.(name)) return true
    return (isInside(home, path) || isInside(root, path)) && !relative(isInside(home, path) ? home : root, path).split(sep).includes('node_modules')
  }
}
